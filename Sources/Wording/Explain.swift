import Fleet
import FoundationEssentials

/// Faults in words: the number, the platform's own words, what that means, and what to do next.
extension Texts {
    /// `20007 设备不在线: the device is offline; check its power and network`
    ///
    /// - Parameter retries: whether the program asks again by itself, and so says it.
    public func explain(_ trouble: Trouble, retries: Bool = true) -> String {
        switch trouble {
        case .refused(let code, let message, _, let host):
            let text = explain(code: code, message: message)
            return Self.regionCodes.contains(code) ? "\(text). \(errors.wrongHost(host))." : text
        case .unreachable, .malformed:
            return "\(summary(of: trouble)); \(retries ? errors.retries : errors.tryAgain)"
        }
    }

    /// The same for a code alone, with the platform's words where there are any.
    public func explain(code: String, message: String = "") -> String {
        let head = message.isEmpty ? code : "\(code) \(message)"
        guard let meaning = meaning(of: code) else { return head }
        return "\(head): \(meaning.meaning); \(meaning.next)"
    }

    /// The fault alone, short enough for one line.
    public func summary(of trouble: Trouble) -> String {
        switch trouble {
        case .refused(let code, let message, _, _):
            message.isEmpty ? "\(code) \(meaning(of: code)?.meaning ?? "")" : "\(code) \(message)"
        case .unreachable(let reason, let host): errors.unreachable(host, reason)
        case .malformed(let reason, let call, let host): errors.malformed(host, call, reason)
        }
    }

    /// Why there is no answer, where the host has been named already.
    public func reason(of trouble: Trouble) -> String {
        if case .unreachable(let reason, _) = trouble { reason } else { summary(of: trouble) }
    }

    /// That the machine's clock is wrong, by how much, and what that spoils; nil when it is not.
    public func clockError(of account: AccountState) -> String? {
        account.clockError.map { error in
            (error > 0 ? errors.clockAhead : errors.clockBehind)(Durations.coarse(abs(error)), account.host)
        }
    }

    /// Codes that a key of another region brings, so that the host has to be named.
    private static let regionCodes: Set<String> = ["10002", "10017"]

    /// What happened, in words: `encryption on → off, by you`.
    public func phrase(for what: Event.What, arrow: String, at now: Date) -> String {
        switch what {
        case .status(let from, let to):
            "\(columns.status) \(word(for: from)) \(arrow) \(word(for: to))"
        case .encryption(let from, let to, let author):
            "\(columns.encryption) \(word(for: from)) \(arrow) \(word(for: to)), \(details.by) \(author == .you ? details.you : details.cloud)"
        case .live(let from, let to):
            "\(columns.live) \(phrase(for: from, at: now)) \(arrow) \(phrase(for: to, at: now))"
        case .appeared: details.appeared
        case .disappeared: details.disappeared
        case .call(let name, let code, let milliseconds): "\(name)  \(code)  \(milliseconds) ms"
        case .trouble(let trouble): summary(of: trouble)
        case .forgot(let fault): errors.forgot(fault)
        case .recovered: details.recovered
        case .push(let news): errors.push(news)
        }
    }
}
