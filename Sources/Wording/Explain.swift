import Fleet
import FoundationEssentials
import Vocabulary

/// Faults in words: the number, the platform's own words, what that means, and what to do next.
extension Texts {
    /// `20007 设备不在线: the device is offline; check its power and network`
    ///
    /// - Parameters:
    ///   - retries: whether the program asks again by itself, and so says it.
    ///   - isSaidOff: the lists say of the camera that it is not encrypted.
    public func explain(_ trouble: ServiceError, retries: Bool = true, isSaidOff: Bool = false) -> String {
        switch trouble {
        case .refused(let code, let message, let call, let host):
            if code == PlatformCode.wrongParameter, call.isForToken {
                return summary(of: trouble) + punctuation.semicolon + errors.checkKey
            }
            let text = explain(
                code: code, message: message, right: Rights.Kind(call: call), retries: retries, isSaidOff: isSaidOff)
            guard Self.regionCodes.contains(code) else { return text }
            return text + punctuation.stop + errors.wrongHost(host) + punctuation.end
        case .unreachable(let reason, let host) where trouble.isOfPoller:
            return sharing.lost(host, networkFault(reason))
        case .unreachable(reason: ServiceError.lookOnly, _): return sharing.lookOnly
        case .unreachable(let reason, _) where sharing.ofService[reason] != nil:
            return summary(of: trouble) + punctuation.semicolon + (sharing.ofService[reason] ?? "")
        case .unreachable, .malformed:
            let next = isItAnAPI(trouble) ?? (retries ? errors.retries : errors.tryAgain)
            return summary(of: trouble) + punctuation.semicolon + next
        }
    }

    /// The same of something that was to be done, and not only read: where the answer did not come, nobody knows whether it was.
    ///
    /// - Parameter command: what tells it then; nil where the lists are read anyway.
    public func explain(ofAction trouble: ServiceError, toldBy command: String? = nil) -> String {
        let telling = command ?? errors.nextReading
        return switch trouble {
        case .unreachable(let reason, let host) where isOpenEnded(trouble): errors.openEnded(host, networkFault(reason), telling)
        case .malformed(let reason, _, let host): errors.openEnded(host, networkFault(reason), telling)
        case .unreachable, .refused: explain(trouble, retries: false)
        }
    }

    /// What helps, and nothing else.
    public func nextStep(after trouble: ServiceError) -> String {
        switch trouble {
        case .refused(PlatformCode.noPermission, _, let call, _) where Rights.Kind(call: call) != nil:
            Rights.Kind(call: call).map(errors.askOwner) ?? errors.unpublished
        case .refused(let code, _, _, _): meaning(of: code)?.next ?? errors.unpublished
        case .unreachable, .malformed: isItAnAPI(trouble) ?? errors.tryAgain
        }
    }

    /// Why an encryption could not be put back, or that nobody knows whether it was.
    ///
    /// - Parameter isStillOff: the lists say so.
    public func explain(ofRestoration trouble: ServiceError, isStillOff: Bool = false) -> String {
        isOpenEnded(trouble) ? explain(ofAction: trouble) : notices.notPutBack(summary(of: trouble), isStillOff)
    }

    /// No answer came to something that may have been done.
    public func isOpenEnded(_ trouble: ServiceError) -> Bool {
        switch trouble {
        case .unreachable(let reason, _): Self.isOpenEnded(reason)
        case .malformed: true
        case .refused: false
        }
    }

    /// Why an account does not answer, or which of its lists and devices do not, each with the reason; empty where all is well.
    public func troubles(of account: AccountState, retries: Bool) -> [String] {
        troubles(of: account) { explain($0, retries: retries) }
    }

    /// The same in short, without what helps.
    public func summaries(of account: AccountState) -> [String] { troubles(of: account, summary(of:)) }

    private func troubles(of account: AccountState, _ words: (ServiceError) -> String) -> [String] {
        let lists = account.failedLists.map { about($0.call, words($0.trouble)) }
        let reasons = (account.deviceTroubles ?? [:]).mapValues(words)
        // Of many that fail alike it is one line.
        let devices = Dictionary(grouping: reasons.keys) { reasons[$0] ?? "" }.mapValues { listed($0.sorted()) }
        let parts = lists + devices.map { about($0.value, $0.key) }.sorted()
        return parts.isEmpty ? account.trouble.map { [words($0)] } ?? [] : parts
    }

    /// The same for a code alone, with the platform's words where there are any.
    ///
    /// - Parameters:
    ///   - right: what was asked for, where that is known: a right that was not granted is called by its name.
    ///   - retries: whether the program asks again by itself.
    ///   - isSaidOff: the lists say of the camera that it is not encrypted.
    public func explain(
        code: String, message: String = "", right: Rights.Kind? = nil, retries: Bool = false, isSaidOff: Bool = false
    ) -> String {
        guard let meaning = meaning(of: code) else {
            return (message.isEmpty ? code : "\(code) \(message)") + punctuation.semicolon + errors.unpublished
        }
        let next =
            switch code {
            case PlatformCode.noPermission: right.map(errors.askOwner) ?? meaning.next
            case PlatformCode.quotaReached where retries: errors.asksHourly
            case PlatformCode.alreadyOn where isSaidOff: errors.saidOff
            default: meaning.next
            }
        return head(code, message, meaning.meaning) + punctuation.semicolon + next
    }

    /// What is no number is our own word, and says less than what it means; the platform's words may be ours already.
    private func head(_ code: String, _ message: String, _ meaning: String) -> String {
        guard code.allSatisfy(\.isNumber) else { return meaning }
        if meaning.contains(message), !message.isEmpty { return "\(code) \(meaning)" }
        return (message.isEmpty ? code : "\(code) \(message)") + punctuation.colon + meaning
    }

    /// That no stream was free, where eztop's own checks may be why.
    public func ourChecks(code: String) -> String { code + punctuation.colon + errors.ourChecks }

    /// The code with its meaning, and no next step. The platform's own words stand only where they are in this language, or nobody
    /// has documented what they mean.
    private func short(code: String, message: String) -> String {
        let words = isForeign(message) ? meaning(of: code)?.meaning ?? message : message
        return words.isEmpty ? code : "\(code) \(words)"
    }

    private func isForeign(_ message: String) -> Bool {
        message.isEmpty || message.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) } != (language == .chinese)
    }

    /// The fault alone, short enough for one line.
    public func summary(of trouble: ServiceError) -> String {
        switch trouble {
        case .refused(let code, let message, _, _): short(code: code, message: message)
        case .unreachable(let reason, let host): errors.unreachable(host, networkFault(reason))
        case .malformed(let reason, let call, let host): errors.malformed(host, call.rawValue, networkFault(reason))
        }
    }

    /// Why an account says nothing, where the host has been named already: as long as there is room for, and in short.
    public func reasons(of trouble: ServiceError) -> [String] {
        switch trouble {
        case .refused(let code, let message, _, _):
            guard let meaning = meaning(of: code) else { return [message.isEmpty ? code : "\(code) \(message)"] }
            let short = "\(code) \(meaning.meaning)"
            let next = code == PlatformCode.quotaReached ? errors.asksHourly : meaning.next
            return [short + punctuation.semicolon + next, short]
        case .unreachable(let reason, _): return [networkFault(reason)]
        case .malformed(let reason, let call, _): return [errors.badReply(call.rawValue, networkFault(reason))]
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
    public func isItAnAPI(_ trouble: ServiceError) -> String? {
        guard case .malformed(let reason, let call, let host) = trouble, call.isForToken || call.isList,
            ["HTTP 3", "HTTP 4", "HTTP 501"].contains(where: reason.hasPrefix) || reason.contains("no JSON")
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
            "\(columns.encryption) \(word(for: from)) \(arrow) \(word(for: to))\(punctuation.comma)\(details.by(author))"
        case .live(let from, let to):
            "\(columns.live) \(phrase(for: from, at: now)) \(arrow) \(phrase(for: to, at: now))"
        case .appeared: details.appeared
        case .disappeared: details.disappeared
        case .renamed(let from, let to): "\(columns.name) \(from) \(arrow) \(to)"
        case .call(let name, let code, let milliseconds): "\(name.rawValue)  \(code)  \(milliseconds) ms"
        case .trouble(let trouble): summary(of: trouble)
        case .restoration(let trouble):
            trouble.map { explain(ofRestoration: $0) } ?? "\(columns.encryption) \(states.on)"
        case .forgot(let fault): errors.forgot(fault)
        case .remembered: errors.rememberedAgain
        case .recovered: details.recovered
        case .push(.refused(let trouble)): explain(ofQueue: trouble)
        case .push(let news): errors.push(news)
        case .broker(let news): describe(news)
        case .alert(let news): phrase(for: news)
        }
    }
}

extension Texts {
    /// Why no pushed messages come, where that was not so before.
    public func newsOfPush(from before: Snapshot, to now: Snapshot) -> [String] {
        var news: [String] = []
        if let reason = now.poll.push?.deafness, reason != before.poll.push?.deafness {
            news.append(errors.push(.deaf(reason: reason)))
        }
        for account in now.accounts {
            let known = before.accounts.first { $0.id == account.id }?.queueTrouble
            guard let trouble = account.queueTrouble, known?.isSameKind(as: trouble) != true else { continue }
            news.append(about(account.id, explain(ofQueue: trouble)))
        }
        return news
    }

    /// What those that go along with whoever polls have told: alerts' routes, and the broker. What was told before a front began is no
    /// news to it.
    public func newsOfCompanions(
        from before: Snapshot, to now: Snapshot, since began: Date
    ) -> [(text: String, isFault: Bool)] {
        let heard = before.events.last?.number ?? 0
        return now.events.filter { $0.number > heard && $0.at >= began }.compactMap { event in
            switch event.what {
            case .broker(let news): (describe(news), news.isFault)
            case .alert(let news): (phrase(for: news), news.isFault)
            default: nil
            }
        }
    }

    /// Why no messages come from an account's queue.
    private func explain(ofQueue trouble: ServiceError) -> String {
        errors.push(.refused(trouble)) + punctuation.colon + summary(of: trouble)
    }
}

extension Rights.Kind {
    /// The right that a call of the platform needs, where it is one that owners tick.
    init?(call: CallName) {
        switch call {
        case .liveAddress, .disableAddress, .playlist: self = .live
        case .encryptOn, .encryptOff: self = .configure
        case .capture: self = .capture
        case .deviceList, .cameraList, .hostedList, .deviceCameraList, .deviceInfo, .channelStatus: self = .get
        default: return nil
        }
    }
}

extension Texts {
    /// That an account has no camera, and where some could be that are not asked for.
    public func withoutCameras(_ account: AccountState) -> [String] {
        account.sources == [.hosted]
            ? [header.noHosted] : [header.noCameras] + (account.sources.contains(.hosted) ? [] : [inputs.onlyOwn])
    }
}
