import Domain
import HID

extension CodeProfile {
    /// A profile as the configuration writes it.
    static func of(
        _ name: String,
        _ source: Source,
        _ pattern: String,
        holder: Holder = .member,
        proof: Proof = .none
    ) throws -> CodeProfile {
        CodeProfile(name: name, source: source, template: try Template(pattern), holder: holder, proof: proof)
    }
}
