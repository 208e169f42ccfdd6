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
            guard Self.regionCodes.contains(code) else { return text }
            return text + punctuation.stop + errors.wrongHost(host) + punctuation.end
        case .unreachable, .malformed:
            let next = isItAnAPI(trouble) ?? (retries ? errors.retries : errors.tryAgain)
            return summary(of: trouble) + punctuation.semicolon + next
        }
    }

    /// The same for a code alone, with the platform's words where there are any.
    public func explain(code: String, message: String = "") -> String {
        let head = message.isEmpty ? code : "\(code) \(message)"
        guard let meaning = meaning(of: code) else { return head }
        return head + punctuation.colon + meaning.meaning + punctuation.semicolon + meaning.next
    }

    /// That no stream was free, where eztop's own checks may be why.
    public func ourChecks(code: String, message: String) -> String {
        (message.isEmpty ? code : "\(code) \(message)") + punctuation.colon + errors.ourChecks
    }

    /// The fault alone, short enough for one line.
    public func summary(of trouble: Trouble) -> String {
        switch trouble {
        case .refused(let code, let message, _, _):
            message.isEmpty ? "\(code) \(meaning(of: code)?.meaning ?? "")" : "\(code) \(message)"
        case .unreachable(let reason, let host): errors.unreachable(host, networkFault(reason))
        case .malformed(let reason, let call, let host): errors.malformed(host, call, networkFault(reason))
        }
    }

    /// Why an account says nothing, where the host has been named already: as long as there is room for, and in short.
    public func reasons(of trouble: Trouble) -> [String] {
        switch trouble {
        case .refused(let code, let message, _, _):
            guard let meaning = meaning(of: code) else { return [message.isEmpty ? code : "\(code) \(message)"] }
            let short = "\(code) \(meaning.meaning)"
            return [short + punctuation.semicolon + meaning.next, short]
        case .unreachable(let reason, _): return [networkFault(reason)]
        case .malformed(let reason, let call, _): return [errors.badReply(call, networkFault(reason))]
        }
    }

    /// That the machine's clock is wrong, by how much, and what that spoils; nil when it is not.
    public func clockError(of account: AccountState) -> String? {
        account.clockError.map { error in
            (error > 0 ? errors.clockAhead : errors.clockBehind)(Durations.coarse(abs(error)), account.host)
        }
    }

    /// What is to be looked at where an answer is one of a web page, as consoles give it to the first call of all or to the lists, and
    /// no API does; nil for every other trouble.
    public func isItAnAPI(_ trouble: Trouble) -> String? {
        guard case .malformed(let reason, let call, let host) = trouble, call.hasSuffix("token/get") || call.hasSuffix("/list"),
            reason.hasPrefix("HTTP 3") || reason.hasPrefix("HTTP 4") || reason.contains("no JSON")
        else { return nil }
        return inputs.isItAnAPI(host)
    }

    /// Codes that a key of another region brings, so that the host has to be named.
    private static let regionCodes: Set<String> = ["10002", "10017"]

    /// What happened, in words: `encryption on → off, by you`.
    public func phrase(for what: Event.What, arrow: String, at now: Date) -> String {
        switch what {
        case .status(let from, let to):
            "\(columns.status) \(word(for: from)) \(arrow) \(word(for: to))"
        case .outageBegan: "\(columns.status) \(states.offline)"
        case .outageEnded(_, let to): "\(columns.status) \(states.offline) \(arrow) \(word(for: to))"
        case .encryption(let from, let to, let author):
            "\(columns.encryption) \(word(for: from)) \(arrow) \(word(for: to))\(punctuation.comma)\(details.by) \(author == .you ? details.you : details.cloud)"
        case .live(let from, let to):
            "\(columns.live) \(phrase(for: from, at: now)) \(arrow) \(phrase(for: to, at: now))"
        case .appeared: details.appeared
        case .disappeared: details.disappeared
        case .renamed(let from, let to): "\(columns.name) \(from) \(arrow) \(to)"
        case .call(let name, let code, let milliseconds): "\(name)  \(code)  \(milliseconds) ms"
        case .trouble(let trouble): summary(of: trouble)
        case .forgot(let fault): errors.forgot(fault)
        case .recovered: details.recovered
        case .push(let news): errors.push(news)
        }
    }
}
