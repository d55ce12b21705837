/// What the interpreter of Star's languages wants of the machine beside steps.
enum StarAction: Hashable {
    /// `ESC RS a n`.
    case automaticStatus(UInt8)
    /// `ESC RS E 0`, and what `CAN` does to it.
    case resetETB
    /// `ESC GS ETX 0 n1 n2`: tells the counter without waiting.
    case tellPrintEnd(UInt8, UInt8)
    /// `ESC GS ETX 2`.
    case resetPrintEnd
}
