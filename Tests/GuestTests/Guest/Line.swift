import Glibc

/// Whole lines on standard output, unbuffered: the other side waits for them.
enum Line {
    static func write(_ text: String) {
        var bytes = Array(text.utf8.map { $0 < 0x20 ? 0x5F : $0 }) + [0x0A]
        while !bytes.isEmpty {
            let count = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
            guard count > 0 else {
                return
            }
            bytes.removeFirst(count)
        }
    }
}
