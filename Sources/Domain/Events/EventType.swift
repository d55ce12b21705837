/// The type names this version writes, with their members in `asyncapi.json`; the list is open, readers ignore types
/// they do not know.
public enum EventType {
    public static let memberIdentified = "countertop.member.identified.v1"
    public static let cardUnrecognised = "countertop.card.unrecognised.v1"
    public static let bankCardPresented = "countertop.bankcard.presented.v1"
    public static let encryptedCardPresented = "countertop.encryptedcard.presented.v1"
    public static let paymentCodePresented = "countertop.paymentcode.presented.v1"
    public static let codeUnrecognised = "countertop.code.unrecognised.v1"
    public static let couponPresented = "countertop.coupon.presented.v1"
    public static let staffSignedIn = "countertop.staff.signedin.v1"

    public static let deviceConnected = "countertop.device.connected.v1"
    public static let deviceDisconnected = "countertop.device.disconnected.v1"
    public static let deviceFaulted = "countertop.device.faulted.v1"
    public static let deviceRecovered = "countertop.device.recovered.v1"

    public static let paperLow = "countertop.paper.low.v1"
    public static let paperOut = "countertop.paper.out.v1"
    public static let paperLoaded = "countertop.paper.loaded.v1"
    public static let coverOpened = "countertop.cover.opened.v1"
    public static let coverClosed = "countertop.cover.closed.v1"
    public static let drawerOpened = "countertop.drawer.opened.v1"
    public static let drawerClosed = "countertop.drawer.closed.v1"

    public static let receiptPrinted = "countertop.receipt.printed.v1"
    public static let receiptFailed = "countertop.receipt.failed.v1"
    public static let receiptUnknown = "countertop.receipt.unknown.v1"
    public static let receiptExpired = "countertop.receipt.expired.v1"
    public static let receiptCancelled = "countertop.receipt.cancelled.v1"

    public static let tombstone = "countertop.event.parked.v1"

    /// `countertop.<kind>.<happening>.v1` of an operation: `confirmed`, `declined`, `reversal`, `offline`, `unsettled`,
    /// `settled`.
    public static func operation(_ kind: Operation.Kind, _ happening: String) -> String {
        "countertop.\(kind.rawValue).\(happening).v1"
    }

    /// The AsyncAPI 3 description of every event, as JSON text.
    public static var asyncAPI: [UInt8] { PackageResources.asyncapi_json }
}
