import CLinux
import Glibc

/// read(2) and write(2) with EINTR hidden and deadlines by poll(2).
enum Transfer {
    static func read(_ descriptor: Int32, upTo count: Int) throws(LinuxError) -> [UInt8] {
        var result = 0
        var number: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
            repeat {
                result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                number = errno
            } while result < 0 && number == EINTR
            filled = max(0, result)
        }
        guard result >= 0 else {
            throw LinuxError(call: "read", errno: number)
        }
        return bytes
    }

    /// Bytes written, at least one unless there was nothing to write; to a socket whose other side is gone without SIGPIPE.
    static func write(
        _ descriptor: Int32,
        _ bytes: [UInt8],
        from start: Int,
        isSocket: Bool = false
    ) throws(LinuxError) -> Int {
        var result = 0
        var number: Int32 = 0
        bytes.withUnsafeBytes { raw in
            let rest = UnsafeRawBufferPointer(rebasing: raw[start...])
            repeat {
                result =
                    isSocket
                    ? Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                    : Glibc.write(descriptor, rest.baseAddress, rest.count)
                number = errno
            } while result < 0 && number == EINTR
        }
        guard result >= 0 else {
            throw LinuxError(call: isSocket ? "send" : "write", errno: number)
        }
        return result
    }

    /// From a non-blocking descriptor: nil when the deadline passed first, empty at the end of the stream.
    static func read(
        _ descriptor: Int32,
        upTo count: Int,
        until deadline: Deadline
    ) throws(LinuxError) -> [UInt8]? {
        while true {
            do throws(LinuxError) {
                return try read(descriptor, upTo: count)
            } catch {
                guard error.errno == EAGAIN else {
                    throw error
                }
            }
            guard try Poll.wait(descriptor, for: .readable, until: deadline) else {
                return nil
            }
        }
    }

    /// To a non-blocking descriptor: how many bytes it took until the deadline.
    static func write(
        _ descriptor: Int32,
        _ bytes: [UInt8],
        isSocket: Bool = false,
        until deadline: Deadline
    ) throws(LinuxError) -> Int {
        var done = 0
        while done < bytes.count {
            do throws(LinuxError) {
                done += try write(descriptor, bytes, from: done, isSocket: isSocket)
                continue
            } catch {
                guard error.errno == EAGAIN else {
                    throw error
                }
            }
            guard try Poll.wait(descriptor, for: .writable, until: deadline) else {
                break
            }
        }
        return done
    }

    static func makeNonBlocking(_ descriptor: Int32) throws(LinuxError) {
        let flags = try retrying("fcntl", nil) { countertop_get_flags(descriptor) }
        _ = try retrying("fcntl", nil) { countertop_set_flags(descriptor, flags | O_NONBLOCK) }
    }
}

/// Runs a call again while it says EINTR; any other negative answer is thrown with its errno.
func retrying(_ call: String, _ path: String?, _ body: () -> Int32) throws(LinuxError) -> Int32 {
    while true {
        let result = body()
        guard result < 0 else {
            return result
        }
        let number = errno
        guard number == EINTR else {
            throw LinuxError(call: call, errno: number, path: path)
        }
    }
}
