/// What a Star printer counts when the printing of all before it has ended.
enum StarCount: Hashable {
    /// `ETB`: the five bits in the automatic status.
    case etb
    /// `ESC GS ETX 1 n1 n2`: a counter of its own, told at once with the host's two bytes.
    case printEnd(UInt8, UInt8)
}
