import Vocabulary

/// Where pushed messages come from.
public enum Push: Hashable, Sendable {
    /// The cloud sends them to this address, and signs them with the secret.
    case webhook(listen: ListenAddress, secret: Secret)
    /// They are fetched from each account's queue at the platform, for this group.
    case pull(MessageGroup)
}
