import HTTP
import Vocabulary

extension Call where Reply == String {
    /// `mq/v1/consumer/groupN`: joins a group of those who read the account's messages, and names the one who reads from now on. No page
    /// describes the queue: what is known of it published clients do.
    public static func consumer(of group: MessageGroup) -> Call {
        Call(.consumer(of: group), [], as: ConsumerReply.self, missing: .malformed("the reply has no consumer")) { $0.id }
    }
}

extension Call where Reply == [PushedMessage] {
    /// `mq/v1/consumer/messages`: what comes next in the queue; none where it is empty. They come again to whoever asks next, until
    /// `offsets(of:)` says that they were taken.
    public static func messages(for consumer: String) -> Call {
        let parameters = [Parameter("consumerId", consumer), Parameter("preCommit", "0")]
        return Call(.messages, parameters, as: Rows<PushedMessage>.self) { envelope, _ throws(PlatformError) in
            envelope.content?.readable ?? []
        }
    }
}

extension Call where Reply == Void {
    /// `mq/v1/consumer/offsets`: what this consumer was given so far is taken.
    public static func offsets(of consumer: String) -> Call { Call(.offsets, [Parameter("consumerId", consumer)]) }
}

private struct ConsumerReply: Decodable, Sendable {
    var id: String?

    private enum Keys: String, CodingKey { case consumerId }

    init(from decoder: any Decoder) throws {
        id = try decoder.container(keyedBy: Keys.self).identifier(.consumerId, limit: 256)
    }
}
