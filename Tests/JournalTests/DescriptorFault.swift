import Foundation
import Glibc

/// Makes this process's open descriptors of a file fail every write: a disk that died under the writer.
struct DescriptorFault {
    private struct Swapped {
        let descriptor: Int32
        let original: Int32
    }

    private var swapped: [Swapped] = []

    init(path: String) throws {
        let dead = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(dead) }
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            guard let descriptor = Int32(name),
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)) == path
            else {
                continue
            }
            swapped.append(Swapped(descriptor: descriptor, original: dup(descriptor)))
            dup2(dead, descriptor)
        }
    }

    /// Puts the descriptors back, so that the connection can be closed.
    func end() {
        for entry in swapped {
            dup2(entry.original, entry.descriptor)
            close(entry.original)
        }
    }
}
