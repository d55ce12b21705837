import Linux

/// QEMU's machine protocol (QMP): plugs its own USB keyboard and types on it.
struct QEMUMonitor {
    private let socket: StreamSocket

    init(path: String) throws {
        socket = try UnixSocket.connect(path, until: .after(milliseconds: 5_000))
        try run(#"{"execute":"qmp_capabilities"}"#)
    }

    /// `plug`, `unplug`, or `type` and QEMU's names of keys, `-` between those pressed together.
    func perform(_ words: [Substring]) throws {
        switch words.first {
        case "plug": try run(#"{"execute":"device_add","arguments":{"driver":"usb-kbd","id":"keyboard"}}"#)
        case "unplug": try run(#"{"execute":"device_del","arguments":{"id":"keyboard"}}"#)
        case "type":
            for key in words.dropFirst() {
                let names = key.split(separator: "-").map { #"{"type":"qcode","data":"\#($0)"}"# }
                    .joined(separator: ",")
                try run(#"{"execute":"send-key","arguments":{"keys":[\#(names)],"hold-time":30}}"#)
            }
        default: throw LinuxError(call: "qmp", errno: 22)
        }
    }

    func close() {
        socket.close()
    }

    /// Sends one command and waits for its answer; events and the greeting come between and are passed over.
    private func run(_ command: String) throws {
        try socket.writeAll(Array(command.utf8) + [0x0A], until: .after(milliseconds: 5_000))
        var text = ""
        while !text.contains("\"return\"") {
            guard let bytes = try socket.read(upTo: 4096, until: .after(milliseconds: 10_000)), !bytes.isEmpty,
                !text.contains("\"error\"")
            else {
                throw LinuxError(call: "qmp \(text)", errno: 71)
            }
            text += String(decoding: bytes, as: UTF8.self)
        }
    }
}
