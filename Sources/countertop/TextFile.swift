import Glibc

/// Reads a file or standard input whole.
enum TextFile {
    static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
        let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw .usage("\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        defer {
            if path != "-" {
                close(file)
            }
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < 4 << 20 {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR {
                continue
            }
            guard count > 0 else {
                break
            }
            bytes.append(contentsOf: buffer[..<count])
        }
        return bytes
    }
}
