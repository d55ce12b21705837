/// One thing a printer said on its return line.
public enum PrinterAnswer: Sendable, Hashable {
    /// A block: a header, then bytes without meaning bit by bit, then NUL.
    public enum Block: Sendable, Hashable, CaseIterable {
        /// `5F`: text for `GS I` 65…69.
        case identity
        /// `37 23`: offline causes for `GS ( H` function 49.
        case offlineCauses
        /// `37 72`: key codes of stored graphics.
        case storedGraphics
        /// `35`: ink status.
        case inkStatus
        /// `39`: extended automatic status.
        case extendedStatus
        /// `3B`: power-off notice.
        case powerOff
        /// `3D`: text for `GS I` 33 and following.
        case typeInformation
    }

    /// `11`: the printer takes data again.
    case transmitOn
    /// `13`: the printer takes no more data.
    case transmitOff
    /// `0xx1xx10`: the answer to one `DLE EOT n`; which `n` only the asker knows.
    case realTime(UInt8)
    /// Four bytes of automatic status.
    case automatic(AutomaticStatus)
    /// `0xx0xxxx`: one byte for `GS r` or `GS I` 1…3.
    case transmitted(UInt8)
    /// `37 22 d1 d2 d3 d4 00`: what came before this id is on paper.
    case completed(ProcessID)
    /// `37 25 00`: the buffers are empty, nothing more will print.
    case cleared
    case block(Block, [UInt8])
    /// A Star printer's automatic status, by itself or asked for.
    case star(StarStatus)
    /// A Star printer's counter of printed ends.
    case printEnd(StarPrintEnd)
    /// A byte that belongs to nothing.
    case noise(UInt8)
}
