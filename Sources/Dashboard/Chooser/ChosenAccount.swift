import Fleet
import Wording

/// Of several accounts one may be chosen: then the screen is about that one, and says so.
extension State {
    /// The account that was chosen, where there are others beside it.
    var chosenAccount: AccountState? {
        guard let name = grid.account, snapshot.accounts.count > 1 else { return nil }
        return snapshot.accounts.first { $0.id == name }
    }

    /// The accounts that the screen is about.
    var chosenAccounts: [AccountState] { chosenAccount.map { [$0] } ?? snapshot.accounts }

    /// Their cameras, whatever the filter says.
    var chosenCameras: [Camera] {
        guard let chosen = chosenAccount else { return snapshot.cameras }
        return snapshot.cameras.filter { $0.id.account == chosen.id }
    }

    /// `shop alone (a: all accounts)`; nil where all are there.
    var choiceText: String? { chosenAccount.map { texts.header.alone($0.id, key(.accounts)) } }
}
