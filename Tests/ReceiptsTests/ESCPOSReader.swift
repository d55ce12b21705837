import Domain
import Linux

@testable import Receipts

/// Reads the bytes a printer would get, strictly: an unknown command or a byte out of place is a problem.
struct ESCPOSReader {
    struct Line {
        var text = ""
        var cells = 0
    }

    let bytes: [UInt8]
    let profile: PrinterProfile
    let charsets: Iconv
    private(set) var lines: [Line] = []
    private(set) var initialisations = 0
    private(set) var drawerPulses = 0
    private var line = Line()
    private var index = 0
    private var isMultibyte = true
    private var page: UInt8?
    private var scale = 1

    init(bytes: [UInt8], profile: PrinterProfile, charsets: Iconv) {
        self.bytes = bytes
        self.profile = profile
        self.charsets = charsets
    }

    mutating func read() throws {
        while index < bytes.count {
            let byte = try next()
            switch byte {
            case 0x0A:
                lines.append(line)
                line = Line()
            case 0x20..<0x7F: add(String(UnicodeScalar(byte)), cells: 1)
            case 0x80...: try character(byte)
            case 0x1B: try escape()
            case 0x1D: try group()
            case 0x1C: try field()
            default: throw unexpected("byte \(byte)")
            }
        }
        guard line.text.isEmpty else {
            throw unexpected("text behind the last line feed")
        }
    }

    private func unexpected(_ what: String) -> Problem {
        Problem("invalid-request", detail: "\(what) at \(index)")
    }

    private mutating func next() throws -> UInt8 {
        guard index < bytes.count else {
            throw unexpected("the end")
        }
        defer { index += 1 }
        return bytes[index]
    }

    private mutating func add(_ text: String, cells: Int) {
        line.text += text
        line.cells += cells * scale
    }

    private mutating func character(_ byte: UInt8) throws {
        let charset = isMultibyte ? profile.multibyte?.charset : profile.codePages.first { $0.number == page }?.charset
        let raw = isMultibyte ? [byte, try next()] : [byte]
        guard let charset, let text = charsets.decode(raw, from: charset) else {
            throw unexpected("a character in no charset")
        }
        add(text, cells: raw.count)
    }

    private mutating func escape() throws {
        switch try next() {
        case 0x40:
            initialisations += 1
            isMultibyte = profile.multibyte != nil
            page = 0
        case 0x52, 0x45, 0x64, 0x61: _ = try next()
        case 0x74:
            guard !isMultibyte else {
                throw unexpected("a code page in Chinese mode")
            }
            page = try next()
        case 0x70:
            drawerPulses += 1
            index += 3
        case let command: throw unexpected("ESC \(command)")
        }
    }

    private mutating func group() throws {
        switch try next() {
        case 0x21: scale = Int(try next() >> 4) + 1
        case 0x42, 0x68, 0x77, 0x48: _ = try next()
        case 0x56: index += try next() == 0x42 ? 1 : 0
        case 0x6B:
            guard try next() == 0x49 else {
                throw unexpected("another barcode than Code 128")
            }
            index += Int(try next())
        case 0x28:
            guard try next() == 0x6B else {
                throw unexpected("another GS ( than k")
            }
            index += Int(try next()) + Int(try next()) << 8
        case 0x76:
            index += 2
            let width = Int(try next()) + Int(try next()) << 8
            let height = Int(try next()) + Int(try next()) << 8
            index += width * height
            if profile.quirks.contains(.rasterEatsLineFeed), index < bytes.count, bytes[index] == 0x0A {
                index += 1
            }
        case let command: throw unexpected("GS \(command)")
        }
    }

    private mutating func field() throws {
        switch try next() {
        case 0x26: isMultibyte = true
        case 0x2E: isMultibyte = false
        case 0x21: _ = try next()
        case let command: throw unexpected("FS \(command)")
        }
    }
}
