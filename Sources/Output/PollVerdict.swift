import Fleet
import Vocabulary
import Wording

/// What a poll came to as an exit code, and what stderr says of each account that went wrong.
public struct PollVerdict {
    public var code: ExitCode
    public var lines: [String]

    public init(_ snapshot: Snapshot, _ texts: Texts) {
        let failed = snapshot.accounts.filter { $0.trouble != nil || !$0.complete }
        lines = failed.flatMap { account in
            let troubles = texts.troubles(of: account, retries: false)
            let why =
                texts.senseless(of: account).map { texts.commandLine.incomplete(account.host + texts.punctuation.colon + $0) }
                ?? account.missing.map { texts.errors.missing(account.host, $0) } ?? texts.commandLine.incomplete(account.host)
            return (troubles.isEmpty ? [why] : troubles).map { snapshot.accounts.count > 1 ? "\(account.id): \($0)" : $0 }
        }
        lines += snapshot.accounts.compactMap(texts.clockError(of:))
        guard !failed.isEmpty else {
            code = .done
            return
        }
        // One of several accounts, or a part of one: what there is has been printed.
        let codes = Set(
            failed.map { account in
                let isPartly = account.lastAnswer != nil || snapshot.cameras.contains { $0.id.account == account.id }
                return isPartly ? .partly : Self.code(for: account.trouble)
            })
        code = failed.count == snapshot.accounts.count && codes.count == 1 ? codes.first ?? .partly : .partly
    }

    /// What a fault that leaves nothing means for a script.
    public static func code(for trouble: ServiceError?) -> ExitCode {
        switch trouble {
        case .unreachable(reason: ServiceError.lookOnly, _): .refused
        case .unreachable, .malformed: .unreachable
        case .refused(let code, _, let call, _):
            if limits.contains(code) {
                .partly
            } else if credentials.contains(code) || (code == PlatformCode.wrongParameter && call.isForToken) {
                .credentials
            } else {
                .refused
            }
        case nil: .partly
        }
    }

    /// Waiting helps: nobody knows how long after 10007 and 10028, the others a moment.
    private static let limits: Set<String> = [
        PlatformCode.quotaReached, PlatformCode.captureQuotaReached, PlatformCode.tooFrequent, PlatformCode.dataFault,
        PlatformCode.serverFault,
    ]
    /// Key, secret, token or their region are wrong. So is a parameter (10001) where the key is one.
    private static let credentials: Set<String> = [
        PlatformCode.tokenExpired, PlatformCode.noSuchUser, PlatformCode.keyFrozen, PlatformCode.tokenOfAnotherKey,
        PlatformCode.noSuchKey, PlatformCode.keyOfAnotherToken, PlatformCode.tooManyKeys, PlatformCode.wrongSecret,
        PlatformCode.noSuchUserHere,
    ]
}
