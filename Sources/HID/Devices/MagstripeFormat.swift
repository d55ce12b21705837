/// How a swipe reader's HID reports are laid out.
public enum MagstripeFormat: String, Sendable, Hashable, CaseIterable {
    /// Usage page 8E of the HID POS Usage Tables: `Page8EDecoder`.
    case page8E = "page-8e"
    /// MagTek's vendor page: `MagTekDecoder`.
    case magTek = "magtek"
    /// ID TECH's blocks or structure: `IDTechDecoder`.
    case idTech = "idtech"
}
