import Cells
import Fleet
import Wording

/// What a newer snapshot brings that somebody who watches would want to be told.
extension State {
    mutating func noticeChanges(in newer: Snapshot) -> [Effect] {
        var gone: [String] = []
        // What had happened before anybody looked is no news.
        let isFirst = heard == nil
        let new = newer.events.filter { $0.number > heard ?? 0 }
        heard = max(heard ?? 0, newer.events.last?.number ?? 0)
        for event in isFirst ? [] : new {
            guard let id = event.camera else { continue }
            let name = newer.cameras.first { $0.id == id }.map(\.name) ?? id.serial
            switch event.what {
            case .encryption(_, to: .on, by: .cloud): notices.add(.news, texts.notices.encryptionCameOn(name), at: now)
            case .encryption(_, to: .off, by: .cloud): notices.add(.news, texts.notices.encryptionWentOff(name), at: now)
            case .status(let from, let to) where from != to:
                notices.add(.news, texts.notices.statusChanged(name, texts.word(for: to)), at: now)
                if to == .offline { gone.append(Glyphs.admitted(name)) }
            case .push(.alarm):
                notices.add(.news, texts.about(name, texts.phrase(for: event.what, arrow: symbols.arrow, at: now)), at: now)
            case .trouble(let trouble): notices.add(.error, texts.about(name, texts.explain(trouble)), at: now)
            default: break
            }
        }
        for event in new where event.camera == nil {
            if case .push(.deaf) = event.what {
                notices.add(.error, texts.phrase(for: event.what, arrow: symbols.arrow, at: now), at: now)
            }
            if case .forgot(let fault) = event.what { notices.add(.error, texts.errors.forgot(fault), at: now) }
        }
        for account in newer.accounts {
            let before = snapshot.accounts.first { $0.id == account.id }
            if let trouble = before?.trouble, !trouble.isWaiting, account.trouble == nil {
                notices.add(.news, texts.notices.recovered(account.host), at: now)
            }
        }
        return gone.isEmpty ? [] : [.notify(texts.notices.statusChanged(texts.listed(gone), texts.states.offline))]
    }
}
