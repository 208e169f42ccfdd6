import Output
import Wording

/// One line of `eztop doctor`: what was looked at, how it is, what was seen, and what mends it.
public struct Finding: Hashable, Sendable {
    /// The names are what scripts rely on.
    public enum Check: String, CaseIterable, Hashable, Sendable {
        case versions, terminal, locale, colours, widths, keys, clipboard, configuration, permissions
        case host, token, devices, clock, push, alerts, mqtt
    }

    public enum Verdict: Hashable, Sendable {
        case ok
        /// eztop works, but something of it does not or soon will not.
        case warn
        /// Something does not work at all until it is mended; the exit code is of the first of these.
        case fail(ExitCode)
    }

    public var check: Check
    /// nil where it is about none in particular.
    public var account: String?
    public var verdict: Verdict
    public var seen: String
    public var mend: String?

    public init(_ check: Check, of account: String? = nil, _ verdict: Verdict, _ seen: String, mend: String? = nil) {
        self.check = check
        self.account = account
        self.verdict = verdict
        self.seen = seen
        self.mend = mend
    }
}

extension [Finding] {
    /// That of the first failure, in the order of the lines; 0 without any.
    public var exitCode: ExitCode {
        for finding in self { if case .fail(let code) = finding.verdict { return code } }
        return .done
    }
}

extension Texts.Doctor {
    public func word(for verdict: Finding.Verdict) -> String {
        switch verdict {
        case .ok: verdicts.ok
        case .warn: verdicts.warn
        case .fail: verdicts.fail
        }
    }

    public func name(of check: Finding.Check) -> String {
        switch check {
        case .versions: checks.versions
        case .terminal: checks.terminal
        case .locale: checks.locale
        case .colours: checks.colours
        case .widths: checks.widths
        case .keys: checks.keys
        case .clipboard: checks.clipboard
        case .configuration: checks.configuration
        case .permissions: checks.permissions
        case .token: checks.token
        case .host: checks.host
        case .devices: checks.devices
        case .clock: checks.clock
        case .push: checks.push
        case .alerts: checks.alerts
        case .mqtt: checks.mqtt
        }
    }
}
