import Cells
import DeviceService
import Fleet
import FoundationEssentials
import OpenPlatform
import Output
import Settings
import Startup
import Terminal
import Vocabulary
import Wording

/// The conversation that ends in a configuration: what is asked, tried, said, and at last written.
public struct SetupConversation: ~Copyable {
    private let terminal: TerminalPrompt
    private let file: ConfigurationFile
    private let environment: [String: String]
    private let texts: Texts

    public init(
        _ terminal: consuming TerminalPrompt, _ file: ConfigurationFile, _ environment: [String: String], _ texts: Texts
    ) {
        self.terminal = terminal
        self.file = file
        self.environment = environment
        self.texts = texts
    }

    private var words: Texts.Setup { texts.setup }

    /// - Throws: `Failure` 1 where it was left before its end, or nothing could be written.
    public func run() throws(Failure) {
        let replacing = try willReplace()
        say(words.welcome(file.shown(environment)))
        var account = try tryKey(besides: replacing ? [] : file.accounts)
        try offerHosted(&account)
        account.name = try askName(replacing ? [] : file.accounts.map(\.name))
        account.secret = try askWhereSecret(account.secret)
        guard try agrees(words.write(file.shown(environment)), unlessSaid: true) else { throw left }
        let old = try file.write(account, replacing: replacing, environment, texts)
        say(words.written(file.shown(environment)))
        if let old { say(words.kept(old)) }
        say(words.next)
    }

    private var left: Failure { Failure(.refused, words.left) }

    private func say(_ text: String) { terminal.say(HelpWrap.wrapped(text, to: HelpWrap.columns)) }

    private func answer(_ question: String) throws(Failure) -> String {
        guard let answer = terminal.ask(question) else { throw left }
        return answer
    }

    private func agrees(_ question: String, unlessSaid default: Bool) throws(Failure) -> Bool {
        while true {
            let answer = try answer(question).halfWidth.lowercased()
            if answer.isEmpty { return `default` }
            if words.yes.contains(answer) { return true }
            // What is neither was meant for another question.
            if words.no.contains(answer) { return false }
        }
    }

    /// A file that is there is added to or replaced, as its owner wants.
    private func willReplace() throws(Failure) -> Bool {
        guard file.exists else { return false }
        let names = file.accounts.map(\.name).joined(separator: ", ")
        let path = file.shown(environment)
        say(names.isEmpty ? words.hasOnlySettings(path) : words.exists(path, names))
        switch try answer(words.addOrReplace).lowercased() {
        case "a": return false
        case "r":
            say(words.replaceWarning)
            return true
        default: throw left
        }
    }

    // MARK: Key, secret, region

    /// Asks until some region takes key and secret.
    private func tryKey(besides others: [Account]) throws(Failure) -> Account {
        let search = try search()
        var known: String?
        while true {
            let key = if let known { known } else { try askKey() }
            let secret = try askSecret()
            let account = Account(name: "home", appKey: key, secret: .literal(secret))
            var snapshot = Snapshot()
            let outcome = try search.run { place throws(Failure) in
                terminal.begin(words.asking(place.base.host))
                snapshot = try poll(account, at: place, .own)
                return snapshot.accounts.first?.trouble
            } tell: { _, trouble in
                say(trouble.map { summary(of: $0) } ?? words.known)
            }
            known = nil
            switch outcome {
            case .found(let place):
                if let known = others.first(where: { $0.appKey == key && $0.place == place }) {
                    throw Failure(.refused, words.keyIsThere(known.name))
                }
                tell(snapshot.cameras)
                var account = account
                account.place = place
                return account
            case .wrongSecret(let place):
                // It is asked for again at once: a question before it would be answered with the secret, for all to see.
                say(words.wrongSecret(place.base.host))
                known = key
                continue
            case .refused(_, let trouble): say(texts.explain(trouble, retries: false))
            case .nowhere:
                // Where the variables name one place, no other was asked.
                say(search.places.count == 1 ? words.nowhereAt(search.places[0].base.host) : words.nowhere)
            case .unanswered(let places):
                let hosts = places.map(\.base.host).joined(separator: texts.punctuation.list)
                say(words.unanswered(hosts))
                known = key
            }
            if try answer(words.again).lowercased() == "q" { throw left }
        }
    }

    private func askKey() throws(Failure) -> String {
        while true {
            let typed = try answer(words.appKey)
            if let key = Expectation.appKey.taken(typed) { return key }
            say(quotes(typed, .appKey) ?? words.noKey)
        }
    }

    private func askSecret() throws(Failure) -> Secret {
        while true {
            guard let secret = terminal.askSecret(words.appSecret) else { throw left }
            if let secret = Expectation.secret.taken(secret) { return Secret(secret) }
            say(quotes(secret, .secret) ?? words.noSecret)
        }
    }

    /// That what was typed or pasted has quotes around it; nil where it has none.
    private func quotes(_ typed: String, _ expected: Expectation) -> String? {
        expected.isQuoted(typed) ? texts.describe(.quoted) : nil
    }

    /// One place where the variables name it, else every region.
    private func search() throws(Failure) -> RegionSearch {
        do throws(ConfigurationError) {
            return try EnvironmentAccount.place(environment).map { RegionSearch(places: [$0]) } ?? .everywhere
        } catch {
            throw Failure(.configuration, texts.describe(error))
        }
    }

    private func summary(of trouble: ServiceError) -> String {
        // The host stands in front of it.
        if case .unreachable = trouble { return texts.reasons(of: trouble).first ?? "" }
        return texts.summary(of: trouble)
    }

    private func poll(_ account: Account, at place: AccountPlace, _ source: Source) throws(Failure) -> Snapshot {
        guard case .literal(let secret) = account.secret else { return Snapshot() }
        // Nothing is kept: it is not known yet whether this account is wanted.
        let settings = ServiceSettings(accounts: [
            AccountSettings(
                name: account.name, base: place.base, appKey: account.appKey, appSecret: secret, sources: [source])
        ])
        let service = DeviceService(settings)
        return try Blocking.run {
            let snapshot = await service.pollOnce(addresses: false)
            await service.stop()
            return snapshot
        }
    }

    /// So many names are shown, to know one's own cameras by.
    private static let shownNames = 5

    private func tell(_ cameras: [Camera]) {
        guard !cameras.isEmpty else { return say(words.none) }
        let online = cameras.count { $0.status?.value == .online }
        let encrypted = cameras.count { $0.encryption?.value == .on }
        var names = cameras.prefix(Self.shownNames).map(\.name)
        if cameras.count > names.count { names.append(words.more(cameras.count - names.count)) }
        say("\(words.found(cameras.count, online, encrypted))\n  \(names.joined(separator: texts.punctuation.list))")
    }

    // MARK: The rest of the account

    private func offerHosted(_ account: inout Account) throws(Failure) {
        guard try agrees(words.offerHosted, unlessSaid: false) else { return }
        let snapshot = try poll(account, at: account.place, .hosted)
        if let trouble = snapshot.accounts.first?.trouble {
            say(texts.explain(trouble, retries: false))
        } else {
            say(snapshot.cameras.isEmpty ? words.noHosted : words.foundHosted(snapshot.cameras.count))
        }
        account.devices = [.own, .hosted]
    }

    private func askName(_ taken: [String]) throws(Failure) -> String {
        let free = ["home", "work", "other"].first { !taken.contains($0) } ?? "account \(taken.count + 1)"
        while true {
            let typed = try answer(words.name(free))
            let name = typed.isEmpty ? free : typed
            if taken.contains(name) {
                say(words.nameIsThere(name))
            } else if Expectation.accountName.admits(name) {
                return name
            } else {
                say(words.badName)
            }
        }
    }

    /// In the file, or from a command that is tried before it is believed.
    private func askWhereSecret(_ secret: SecretSource) throws(Failure) -> SecretSource {
        while true {
            let answer = try answer(words.whereSecret).halfWidth.lowercased()
            if answer.isEmpty { return secret }
            // The command itself is no answer to this: it is asked for next.
            guard answer == "c" else {
                say(words.enterOrCommand)
                continue
            }
            let command = try self.answer(words.command)
            guard !command.isEmpty else { continue }
            do throws(SecretFault) {
                let environment = environment
                let source = SecretSource.command(command)
                let printed = try source.resolve(files: SystemFiles()) { command throws(CommandFailure) in
                    try SecretCommand(command, environment: environment).run()
                }
                if case .literal(printed) = secret { return source }
                say(words.commandDiffers)
            } catch {
                say(words.commandFailed(texts.describe(error)))
            }
        }
    }
}
