import Vocabulary

/// Where the cloud's pushed messages are taken, and the secret that signs them.
public struct Push: Hashable, Sendable {
    public var listen: ListenAddress
    public var secret: Secret

    public init(listen: ListenAddress, secret: Secret) {
        self.listen = listen
        self.secret = secret
    }
}
