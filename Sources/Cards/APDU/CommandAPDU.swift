/// A command APDU (ISO/IEC 7816-4 §5.1), short or extended as its lengths need.
public struct CommandAPDU: Sendable, Hashable {
    public let cla: UInt8
    public let ins: UInt8
    public let p1: UInt8
    public let p2: UInt8
    /// At most 65,535 bytes.
    public let data: [UInt8]
    /// Expected answer length: nil none, 0 the most the form allows (256 or 65,536).
    public let le: Int?

    public init(_ cla: UInt8, _ ins: UInt8, _ p1: UInt8, _ p2: UInt8, data: [UInt8] = [], le: Int? = nil) {
        self.cla = cla
        self.ins = ins
        self.p1 = p1
        self.p2 = p2
        self.data = Array(data.prefix(65_535))
        self.le = le.map { max(0, min($0, 65_536)) }
    }

    public var bytes: [UInt8] {
        var out = [cla, ins, p1, p2]
        let extended = data.count > 255 || (le ?? 0) > 256
        if extended {
            out.append(0)
            if !data.isEmpty {
                out += [UInt8(data.count >> 8), UInt8(data.count & 0xFF)] + data
            }
            if let le {
                out += [UInt8(truncatingIfNeeded: le >> 8), UInt8(truncatingIfNeeded: le)]
            }
        } else {
            if !data.isEmpty {
                out += [UInt8(data.count)] + data
            }
            if let le {
                out.append(UInt8(truncatingIfNeeded: le))
            }
        }
        return out
    }

    /// The same command with another Le, as `6Cxx` asks for.
    func with(le: Int) -> CommandAPDU {
        CommandAPDU(cla, ins, p1, p2, data: data, le: le)
    }
}
