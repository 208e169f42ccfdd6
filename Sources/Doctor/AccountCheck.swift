import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import Output
import Vocabulary
import Wording

/// What one account's checkup came to: host, token, devices.
struct AccountCheck {
    var account: String
    /// The start of its key: as much as tells one from another.
    var key: String
    var checkup: AccountCheckup
    var now: Date

    /// Slower than this, in milliseconds, is worth a word.
    private static let slow = 1500

    func findings(_ texts: Texts) -> [Finding] { [host(texts), token(texts), devices(texts)].compactMap(\.self) }

    private var troubles: [ServiceError] {
        checkup.lists.compactMap { if case .trouble(let trouble) = $0.answer { trouble } else { nil } }
    }

    /// The host itself answered, whatever it said.
    private var answered: [CallRecord] {
        checkup.calls.filter { $0.code.allSatisfy(\.isNumber) }
    }

    private func host(_ texts: Texts) -> Finding {
        let words = texts.doctor.cloud
        for trouble in troubles {
            switch trouble {
            case .unreachable: return finding(.host, texts.summary(of: trouble), trouble, mend: words.checkNetwork)
            case .malformed:
                return finding(.host, texts.summary(of: trouble), trouble, mend: texts.isItAnAPI(trouble) ?? words.checkProxy)
            case .refused: break
            }
        }
        let times = answered.map(\.milliseconds).sorted()
        guard !times.isEmpty else { return Finding(.host, of: account, .ok, checkup.host) }
        let median = times[times.count / 2]
        let seen = words.answers(checkup.host, median, times.count)
        return median > Self.slow
            ? Finding(.host, of: account, .warn, seen, mend: words.slow) : Finding(.host, of: account, .ok, seen)
    }

    /// nil where it was not come to: the host does not answer.
    private func token(_ texts: Texts) -> Finding? {
        let words = texts.doctor.cloud
        if let refused = troubles.first(where: \.isOfToken) {
            return finding(
                .token, "appKey \(key)\(texts.doctor.verdicts.comma)\(texts.explain(refused, retries: false))", refused)
        }
        guard let expires = checkup.tokenExpires else { return nil }
        let left = Durations.exact(expires.timeIntervalSince(now))
        let isNew = checkup.calls.contains { $0.name.isForToken && $0.code == PlatformCode.ok }
        guard let obtained = checkup.tokenObtained, !isNew else {
            return Finding(.token, of: account, .ok, words.token(key, left))
        }
        // One of before has not been shown to a host that does not answer.
        guard checkup.lists.contains(where: \.isAnswered) else { return nil }
        let age = Durations.exact(max(0, now.timeIntervalSince(obtained)))
        return Finding(.token, of: account, .ok, words.olderToken(key, age, left))
    }

    /// nil where no list was come to.
    private func devices(_ texts: Texts) -> Finding? {
        let words = texts.doctor.cloud
        let comma = texts.doctor.verdicts.comma
        var parts: [String] = [], counted = 0, missing = 0, senseless: [String] = []
        for list in checkup.lists {
            let whose = list.source == .own ? texts.states.own : texts.states.hosted
            switch list.answer {
            case .count(let count, let unlisted, let unreadable):
                counted += count
                missing += unlisted
                let call = list.source == .own ? CallName.cameraList : .hostedList
                if unreadable > 0 { senseless.append(texts.inputs.senseless(unreadable, call.rawValue)) }
                parts.append(list.source == .own ? words.devices(count) : words.hosted(count))
            case .trouble(let trouble) where !trouble.isOfToken:
                guard case .refused = trouble else { continue }
                parts.append(words.refused(whose, texts.explain(trouble, retries: false)))
                return finding(.devices, parts.joined(separator: comma), trouble)
            case .trouble: continue
            case .notAsked:
                guard troubles.isEmpty else { continue }
                parts.append(words.notAsked(whose))
                return Finding(.devices, of: account, .warn, parts.joined(separator: comma), mend: words.again)
            }
        }
        guard !parts.isEmpty else { return nil }
        let seen = parts.joined(separator: comma)
        if !senseless.isEmpty {
            let words = [seen] + senseless
            return Finding(.devices, of: account, .warn, words.joined(separator: comma), mend: texts.doctor.cloud.checkProxy)
        }
        if missing > 0 {
            return Finding(.devices, of: account, .warn, seen, mend: texts.errors.missing(checkup.host, missing))
        }
        return counted == 0
            ? Finding(.devices, of: account, .warn, words.noDevices, mend: words.addDevices)
            : Finding(.devices, of: account, .ok, seen)
    }

    /// A limit passes by itself; everything else has the exit code that it has everywhere.
    private func finding(_ check: Finding.Check, _ seen: String, _ trouble: ServiceError, mend: String? = nil) -> Finding {
        let code = PollVerdict.code(for: trouble)
        return Finding(check, of: account, code == .partly ? .warn : .fail(code), seen, mend: mend)
    }
}

extension ServiceError {
    /// It was refused for its key, secret or token, or the token could not be had.
    fileprivate var isOfToken: Bool {
        guard case .refused(_, _, let call, _) = self else { return false }
        return call.isForToken || PollVerdict.code(for: self) == .credentials
    }
}

extension AccountCheckup.List {
    /// The host has said something to the token.
    fileprivate var isAnswered: Bool {
        switch answer {
        case .count, .trouble(.refused): true
        case .trouble(.unreachable), .trouble(.malformed), .notAsked: false
        }
    }
}
