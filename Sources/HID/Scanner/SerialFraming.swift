/// How a scanner on a serial line tells where a reading ends; the raw values are those of the configuration.
public enum SerialFraming: String, Sendable, Hashable, CaseIterable {
    /// By CR, LF or both, or by silence.
    case line
    /// Between STX (02) and ETX (03); what stands outside is nothing.
    case stxEtx = "stx-etx"
}
