import FoundationEssentials
import OpenPlatform
import Vocabulary

/// A token and when it was had, from which its life follows.
struct HeldToken: Sendable {
    var token: Token
    var obtained: Date
    /// Of the secret it was had for, so that it proves no other one.
    var secretMark: String?

    /// A day before its end it is time for a new one; of a short life, at six sevenths.
    func isDue(at now: Date) -> Bool {
        let life = token.expires.timeIntervalSince(obtained)
        // It ended before it came: the clock is wrong, and a new one would not mend that.
        if life <= 0 { return abs(now.timeIntervalSince(obtained)) > 3600 }
        return now >= token.expires.addingTimeInterval(-min(86400, life / 7))
    }

    func isOver(at now: Date) -> Bool { now >= max(token.expires, obtained) && isDue(at: now) }
}

/// The tokens of one account as they lie on the disk.
struct TokenFile: Codable {
    struct Entry: Codable {
        var value: String
        var expires: Date
        var obtained: Date
        var areaDomain: String?
        var secretMark: String?
    }

    static let version = 1

    var version = TokenFile.version
    /// Whose it is: a file of another account or another host is not taken for one's own.
    var key: String
    var base: String
    var tokens: [String: Entry] = [:]

    func held(_ kind: Source) -> HeldToken? {
        guard let entry = tokens[kind.rawValue], !entry.value.isEmpty else { return nil }
        let token = Token(value: entry.value, kind: kind, expires: entry.expires, areaDomain: entry.areaDomain)
        return HeldToken(token: token, obtained: entry.obtained, secretMark: entry.secretMark)
    }

    mutating func hold(_ held: HeldToken) {
        tokens[held.token.kind.rawValue] = Entry(
            value: held.token.value, expires: held.token.expires, obtained: held.obtained,
            areaDomain: held.token.areaDomain, secretMark: held.secretMark)
    }
}
