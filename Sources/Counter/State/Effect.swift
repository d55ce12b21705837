import Domain
import HID

/// What happens outside after the changes of the same decision are committed.
public enum Effect: Sendable, Hashable {
    case reply(ReplyToken, Result<TillReply, Problem>)
    /// An unjournalled message for the lane's subscribers.
    case tell(LaneName, JSONValue)
    case core(CoreRequest)
    case print(DeviceID, PrintOrder)
    case giveUp(DeviceID, EntityID)
    /// Whether something came of what the device read; it may say so.
    case verdict(DeviceID, accepted: Bool)
    /// Whether the device's lane waits for a scan now.
    case scansWanted(DeviceID, Bool)
    /// Codes are proved with these keys from now on.
    case memberKeys([MemberKey])
    /// Nobody needs it any more: it is overwritten.
    case forget(PaymentCredential)
    /// Something a person must look at; goes to the log.
    case alarm(Problem)
}
