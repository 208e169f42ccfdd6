import Doctor
import Fleet
import FoundationEssentials
import Output
import Settings
import Sharing
import Startup
import Wording

extension Invocation {
    /// For a command that asks the cloud: in the demo, the simulated one runs then.
    ///
    /// - Throws: as `init`, and where the simulated cloud does not start or the log cannot be written.
    static func asking(
        _ options: GlobalOptions, interval: TimeInterval? = nil, service: String? = nil
    ) throws(Failure) -> Invocation {
        var invocation = try Invocation(options, interval: interval, service: service)
        invocation.sayNotes()
        try invocation.openLog()
        try invocation.startDemo()
        return invocation
    }

    /// What is no fault of the configuration and worth a word, and what of eztop's own cannot be written: said by who runs
    /// a command, once, and not again when the file is read anew. In the demo none of that is used.
    func sayNotes() {
        sayConfigurationNotes()
        for fault in ownFaults { Standard.error(fault) }
    }

    func sayConfigurationNotes() {
        guard !demo else { return }
        for note in configuration.notes { options.note(texts.describe(note)) }
    }

    /// What of eztop's own files and folders cannot be used, and what mends it.
    var ownFaults: [String] {
        PermissionCheck.findings(ownPlaces, texts).filter { $0.verdict == .warn }.map { finding in
            [finding.seen, finding.mend].compactMap(\.self).joined(separator: texts.punctuation.semicolon)
        }
    }
}

extension Invocation {
    /// Where addresses that never end lie: a service that was named knows that itself.
    func stableRoot(of service: CommandService) throws -> StableRoot {
        guard servicePlace != nil else { return try stableRoot() }
        guard let root = try Blocking.run({ await service.stableRoot }) else {
            throw Failure(.configuration, texts.stable.notHere)
        }
        return root
    }
}
