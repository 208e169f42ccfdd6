import HTTP
import Vocabulary

extension Call where Reply == [HostedChannel] {
    /// `trust/cancel` (doc 826): gives hosted channels back to their owners, at most `HostedChannel.most` a call. The reply is those
    /// that the cloud says it did not give back; it need not say anything.
    public static func cancelHosting(_ channels: [HostedChannel]) -> Call {
        let serials = Parameter("deviceSerials", channels.map(\.text).joined(separator: ","))
        return Call(.cancelHosting, [serials], as: Rows<CancelledRow>.self) { envelope, _ throws(PlatformError) in
            let refused = Set((envelope.content?.readable ?? []).filter { !$0.isSuccess }.map(\.serial))
            return channels.filter { refused.contains($0.serial) || refused.contains($0.text) }
        }
    }
}
