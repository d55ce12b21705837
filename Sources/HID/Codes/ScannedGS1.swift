/// What a scan holds in the way of GS1 data.
struct ScannedGS1 {
    private(set) var message: GS1Message?
    private var alternatives: [GS1Message] = []
    /// Why a scan that says of itself that it is GS1 data is not; nil for all other scans.
    private(set) var refusal: CodeFinding?

    /// A scanner that does not send the AIM identifier leaves open whether it is GS1 data: then it is tried, and a fault is none.
    init(_ data: [UInt8], _ scan: Scan) {
        if DigitalLink.isAddress(data) {
            readLink(data)
            return
        }
        guard scan.identifier?.isGS1 ?? true else {
            return
        }
        do throws(GS1Error) {
            switch try GS1Reading(data, separators: scan.separators) {
            case .message(let message): self.message = message
            case .ambiguous(let alternatives):
                self.alternatives = alternatives
                if scan.identifier != nil {
                    refusal = Self.ambiguous
                }
            }
        } catch {
            if scan.identifier != nil {
                refusal = .unrecognised(.invalidGS1, detail: error.description)
            }
        }
    }

    /// Addresses without a GS1 key are other people's, and no fault.
    private mutating func readLink(_ data: [UInt8]) {
        do throws(GS1Error) {
            message = try GS1Message(link: data)
        } catch {
            switch error.reason {
            case .noKey, .notALink, .tooMuch: break
            case .compressed: refusal = .unrecognised(.compressedLink, detail: error.description)
            default: refusal = .unrecognised(.invalidGS1, detail: error.description)
            }
        }
    }

    /// Whether the identifier stands in one of the ways to read data that lost its separators.
    func isAmbiguous(about identifier: String) -> Bool {
        alternatives.contains { $0[identifier] != nil }
    }

    static let ambiguous = CodeFinding.unrecognised(
        .ambiguous,
        detail: "GS1 separators were lost; set the scanner to send GS (1D), or to HID POS mode"
    )
}
