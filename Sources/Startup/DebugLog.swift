import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import OpenPlatform
import Output
import Settings
import System
import Terminal
import Vocabulary
import Wording

/// The file of `EZTOP_LOG`, to which every eztop that runs with it adds its lines. They hold what `ServiceRecord` and the counts of the
/// main loop have a place for, and so no secret.
public final class DebugLog: Sendable {
    private let file: Descriptor

    /// - Throws: `Failure` 1 where there is none to be made, or one that is a link, somebody else's or no plain file, or
    ///   lies behind somebody else's link: what is written
    ///   would go where others choose.
    public init(_ path: String, _ texts: Texts) throws(Failure) {
        try WholeFile(path: path, mode: 0o600).refuseForeign(texts)
        do throws(SystemFault) {
            // Without waiting: a pipe nobody reads would hold the start for ever.
            let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK
            file = try Descriptor(taking: open(path, flags, 0o600), path)
            // A second name for it would be a link too.
            guard let status = file.status, status.kind == .file, status.isOwn, status.names == 1 else {
                throw SystemFault(EPERM, path)
            }
            guard fchmod(file.number, 0o600) == 0 else { throw SystemFault(errno, path) }
        } catch {
            throw Failure(.refused, texts.commandLine.fileFault(Printable.text(path), texts.systemWords(error.reason)))
        }
    }

    public func note(_ record: ServiceRecord) {
        switch record {
        case .call(let account, let call): write("call \(account) \(call.name.rawValue) \(call.code) \(call.milliseconds)ms")
        case .plan(let account, let due, let wake):
            let kinds = Dictionary(due.map { ("\($0)", 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
            let what = kinds.map { $0.value == 1 ? $0.key : "\($0.key)*\($0.value)" }.joined(separator: " ")
            write("plan \(account) \(what)" + (wake.map { ", again in \(Self.seconds($0))s" } ?? ""))
        case .saved(let fault): write("state " + (fault.map { "not saved: \($0.rawValue)" } ?? "saved"))
        case .broker(let news): write("mqtt \(news.kind)")
        case .sent(let route, let fault): write("alert \(route) " + (fault.map(Self.word) ?? "taken"))
        }
    }

    private static func word(_ fault: RouteFault) -> String {
        switch fault {
        case .answered(let status): "HTTP \(status)"
        case .unreachable: "unreachable"
        case .timedOut: "timed out"
        case .token: "no token"
        case .exited(let status): "exit \(status)"
        case .killed(let signal): "signal \(signal)"
        case .notStarted: "not started"
        case .cancelled: "broken off"
        }
    }

    public func note(_ counts: LoopCounts) {
        write("terminal inputs \(counts.inputs) messages \(counts.mail) signals \(counts.signals) paints \(counts.paints)")
    }

    /// One write a line, so that those of several processes do not mix. That it failed is no reason to stop.
    private func write(_ line: String) {
        let now = Date().formatted(.iso8601.time(includingFractionalSeconds: true))
        _ = file.write("\(now) \(getpid()) \(Printable.text(line))\n".utf8)
    }

    private static func seconds(_ seconds: TimeInterval) -> String { String((seconds * 10).rounded() / 10) }
}

extension Invocation {
    /// Opens the file of `EZTOP_LOG`, where the environment names one.
    public mutating func openLog() throws(Failure) {
        guard let path = environment[Variable.log] else { return }
        log = try DebugLog(path, texts)
    }
}

extension BrokerNews {
    /// Without host, serial or words of others.
    fileprivate var kind: String {
        switch self {
        case .publishing: "publishing"
        case .switched(_, let on): "encryption \(on ? "on" : "off")"
        case .notSwitched(_, let on, _): "encryption \(on ? "on" : "off") refused"
        case .failed(.noLibrary, _): "no library"
        case .failed(.noPassword, _): "no password"
        case .failed(.unreachable, _): "unreachable"
        case .failed(.insecure, _): "insecure"
        case .failed(.unwelcome, _): "unwelcome"
        case .failed(.refused(let code), _): "refused \(code)"
        case .failed(.lost, _): "lost"
        case .failed(.ousted, _): "ousted"
        }
    }
}
