import Linux

/// A connection over TCP.
struct USBIPSocket: USBIPStream {
    let socket: StreamSocket

    func read(_ count: Int) throws(LinuxError) -> [UInt8] {
        try socket.readExactly(count, until: .never)
    }

    /// A client that takes nothing for 5 s is given up.
    func write(_ bytes: [UInt8]) throws(LinuxError) {
        try socket.writeAll(bytes, until: .after(milliseconds: 5_000))
    }

    func end() {
        socket.shutdown()
    }
}
