import Imaging
import Linux
import Testing

/// Reads symbols in pictures of paper with independent decoders, many pictures in one call.
enum SymbolScanner {
    static let hasZBar = Files.exists("/usr/bin/zbarimg")
    static let hasZXing = Files.exists("/usr/bin/ZXingReader")

    /// What zbar finds, `KIND:content`, picture by picture.
    static func zbar(_ pictures: [Bitmap1]) throws -> [[String]] {
        try scan(pictures) { files in
            let text = try output(["zbarimg", "--quiet", "--nodbus", "--xml"] + files)
            // One <source> a picture that has a symbol, one <symbol> each with its <data> in CDATA.
            return Dictionary(
                text.components(between: "<source href='", and: "</source>").map { source in
                    let name = String(source.prefix { $0 != "'" })
                    let symbols = source.components(between: "<symbol type='", and: "</symbol>").map { symbol in
                        let kind = symbol.prefix { $0 != "'" }
                        let data = symbol.components(between: "<![CDATA[", and: "]]>").first ?? ""
                        return kind + ":" + data
                    }
                    return (name, symbols)
                },
                uniquingKeysWith: +
            )
        }
    }

    /// What ZXing finds, `FORMAT:content`, picture by picture.
    static func zxing(_ pictures: [Bitmap1]) throws -> [[String]] {
        try scan(pictures) { files in
            var found: [String: [String]] = [:]
            for line in try output(["ZXingReader", "-1"] + files).split(separator: "\n") {
                // FILE FORMAT "CONTENT" and more.
                let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
                if parts.count == 3, let content = parts[2].components(between: "\"", and: "\"").first {
                    found[parts[0], default: []].append(parts[1] + ":" + content)
                }
            }
            return found
        }
    }

    private static func scan(
        _ pictures: [Bitmap1],
        by scanner: ([String]) throws -> [String: [String]]
    ) throws -> [[String]] {
        let stem = "/tmp/countertop-scan-\(UInt64.random(in: 0 ... .max))"
        let files = pictures.indices.map { "\(stem)-\($0).png" }
        defer { files.forEach { try? Files.remove($0) } }
        for (file, picture) in zip(files, pictures) {
            var page = Bitmap1(width: picture.width + 80, height: picture.height + 80)
            page.paint(picture, x: 40, y: 40)
            try Files.writeAtomically(page.pngBytes(), to: file)
        }
        let found = try scanner(files)
        return files.map { found[$0] ?? [] }
    }

    private static func output(_ command: [String]) throws -> String {
        let path = "/tmp/countertop-scan-\(UInt64.random(in: 0 ... .max)).txt"
        defer { try? Files.remove(path) }
        let scanner = try ChildProcess(command, output: .file(path), error: .discard)
        try #require(try scanner.wait(until: .after(milliseconds: 60_000)) != nil)
        return String(decoding: try Files.read(path), as: UTF8.self)
    }
}

extension StringProtocol {
    /// Every text between two marks, one after another.
    fileprivate func components(between start: String, and end: String) -> [String] {
        var found: [String] = []
        var rest = self[startIndex...]
        while let begin = rest.firstRange(of: start) {
            rest = rest[begin.upperBound...]
            guard let close = rest.firstRange(of: end) else {
                break
            }
            found.append(String(rest[..<close.lowerBound]))
            rest = rest[close.upperBound...]
        }
        return found
    }
}
