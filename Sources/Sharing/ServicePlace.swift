import Fleet
import Glibc
import HTTP
import Vocabulary

/// The service that a front without any key of the platform attaches to: at the socket that it opens for others (`[service] socket`).
public struct ServicePlace: Sendable {
    public var socket: String
    /// Whose it may be, by their numbers, besides the user's own and root's: nothing is told to anybody else's.
    public var owners: Set<UInt32>
    /// Of all that are polled there this one alone.
    public var account: AccountName?

    public init(socket: String, owners: Set<UInt32> = [], account: AccountName? = nil) {
        self.socket = socket
        self.owners = owners
        self.account = account
    }

    var endpoint: LocalEndpoint { LocalEndpoint(path: socket, owners: owners.union([geteuid(), 0])) }

    /// It stands for the accounts that nobody knows of.
    func account(lacking trouble: ServiceError) -> AccountState {
        AccountState(id: "eztop serve", host: socket, sources: [], trouble: trouble, complete: false)
    }

    func trouble(_ end: AttachedService.End) -> ServiceError {
        let reason =
            switch end {
            case .gone: ServiceError.noService
            case .nonsense: ServiceError.foreignService
            case .crowded: ServiceError.crowdedService
            case .refused(let refusal) where refusal.reason == .version: ServiceError.serviceOfOtherVersion
            case .refused: ServiceError.serviceWithoutAccount
            }
        return .unreachable(reason: reason, host: socket)
    }
}
