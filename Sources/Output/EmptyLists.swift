import Fleet
import Vocabulary
import Wording

/// What one account was asked for.
public struct AskedSource: Hashable, Sendable {
    public var account: AccountName
    public var source: Source

    /// As files name it: the last run may have spoken another language.
    var names: Set<String> { Set(Language.allCases.map { $0.texts.source(source, of: account) }) }
}

extension Snapshot {
    /// What was asked of accounts that answered, and brought no camera at all: that is more likely a poor answer than a true one.
    public var emptySources: [AskedSource] {
        let present = Set(cameras.map { AskedSource(account: $0.id.account, source: $0.source) })
        return accounts.filter { $0.complete && $0.trouble == nil }.flatMap { account in
            account.sources.map { AskedSource(account: account.id, source: $0) }.filter { !present.contains($0) }
        }
    }
}

extension AccountState {
    /// It answered, all of it, and has no camera.
    func isEmpty(in snapshot: Snapshot) -> Bool {
        complete && trouble == nil && lastAnswer != nil && !snapshot.cameras.contains { $0.id.account == id }
    }
}

extension Texts {
    /// Accounts that answered and have no camera, and where some could be that are not asked for.
    public func withoutCameras(_ snapshot: Snapshot) -> [String] {
        snapshot.accounts.filter { $0.isEmpty(in: snapshot) }.flatMap { account in
            withoutCameras(account).map { about(account.id, $0) }
        }
    }
}
