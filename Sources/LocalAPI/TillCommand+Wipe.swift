import Counter
import Crypto
import Domain

extension TillCommand {
    /// Overwrites what was typed as the customer's number, for every holder: it was no member's.
    ///
    /// Only for a command made out of a request's body: its texts then lie in memory made at run time, which can be written. A text of
    /// up to 15 bytes lies in the value itself and goes with it.
    func wipeEntered() {
        guard case .begin(_, let request) = self, case .entered(_, let value) = request.presented else {
            return
        }
        _ = value.utf8.withContiguousStorageIfAvailable { text in
            if let start = text.baseAddress {
                zeroise(UnsafeMutableBufferPointer(start: UnsafeMutablePointer(mutating: start), count: text.count))
            }
        }
    }
}
