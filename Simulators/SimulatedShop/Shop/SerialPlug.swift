import Glibc
import Linux
import Synchronization

/// A serial line with a name that stays when its plug is pulled and put back, as udev's links in /dev/serial.
final class SerialPlug: Sendable {
    let path: String
    private let line = Mutex<PseudoTerminal?>(nil)

    init(path: String) {
        self.path = path
    }

    /// A fresh line under the name; nothing when it is plugged in.
    func push() throws(ShopError) {
        let fault = line.withLock { line -> String? in
            guard line == nil else {
                return nil
            }
            do throws(LinuxError) {
                let fresh = try PseudoTerminal()
                unlink(path)
                guard symlink(fresh.path, path) == 0 else {
                    return String(cString: strerror(errno))
                }
                line = fresh
                return nil
            } catch {
                return "\(error)"
            }
        }
        if let fault {
            throw ShopError("No serial line at \(path): \(fault)")
        }
    }

    /// The line and its name are gone.
    func pull() {
        line.withLock { line in
            unlink(path)
            line?.close()
            line = nil
        }
    }

    /// False when the line is not there, or did not take everything within a second.
    func send(_ bytes: [UInt8]) -> Bool {
        line.withLock { line in
            (try? line?.write(bytes, until: .after(milliseconds: 1_000))) == bytes.count
        }
    }
}
