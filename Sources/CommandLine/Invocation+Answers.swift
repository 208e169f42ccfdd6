import Dashboard
import Delivery
import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import Output
import Settings
import Sharing
import Startup
import System
import Vocabulary
import Wording

extension Invocation {
    /// From so many addresses on, stderr says how many calls that is.
    private static let many = 100

    /// One poll of everything, and of it the cameras that the filter lets through; no address is asked for of the others.
    func poll(
        _ settings: ServiceSettings, addresses: Bool, filter: Filter, isFresh: Bool = false, handsOut: Bool = false
    ) throws(Failure) -> Snapshot {
        filtered(try pollAll(settings, addresses: addresses, of: filter, isFresh: isFresh, handsOut: handsOut), filter)
    }

    /// One poll of everything, with the addresses of those cameras that the filter may let through.
    ///
    /// - Parameters:
    ///   - life: seconds that the addresses are to live, where that is not the configured time.
    ///   - handsOut: addresses are what is wanted, and not how the last asking for them ended.
    func pollAll(
        _ settings: ServiceSettings, addresses: Bool, of filter: Filter, isFresh: Bool = false, life: TimeInterval? = nil,
        handsOut: Bool = false
    ) throws(Failure) -> Snapshot {
        let (texts, options) = (texts, options)
        let service = try commandService(settings, isFresh: isFresh, life: life, handsOut: handsOut)
        return try Blocking.run {
            let snapshot = await service.pollOnce(
                addresses: addresses, of: { filter.mayKeep($0, texts: texts, at: Date()) },
                progress: { asked, count in
                    if asked == 0, count > Self.many { options.note(texts.commandLine.manyCalls(count)) }
                })
            await service.stop()
            for line in texts.withoutCameras(snapshot) { options.note(line) }
            return snapshot
        }
    }

    /// For a command whose matter is addresses.
    ///
    /// - Throws: `Failure` 1 where they come from a service that lets this user look only.
    func wantAddresses(of snapshot: Snapshot) throws(Failure) {
        guard snapshot.poll.poller?.letsLookOnly == true else { return }
        throw failure(.unreachable(reason: ServiceError.lookOnly, host: serviceSocket ?? ""))
    }

    /// The cameras of a poll that the filter lets through; that there are none is said.
    func filtered(_ whole: Snapshot, _ filter: Filter) -> Snapshot {
        var snapshot = whole
        let (all, now) = (snapshot.cameras.count, Date())
        snapshot.cameras.removeAll { !filter.keeps($0, texts: texts, at: now) }
        if snapshot.cameras.isEmpty, all > 0 { Standard.error(texts.commandLine.nothingMatches(filter.text)) }
        return snapshot
    }

    /// What a refusal or fault means for a command that wanted one thing: its words and the exit code.
    func failure(_ trouble: ServiceError) -> Failure {
        Failure(PollVerdict.code(for: trouble), texts.explain(trouble, retries: false))
    }

    /// The same of a camera that was named; where the lists do not have it, how to find the one that was meant.
    func failure(
        _ trouble: ServiceError, of camera: CameraArgument, in snapshot: Snapshot, wasAction: Bool = false
    ) -> Failure {
        let known = snapshot.cameras.first { $0.id.serial == camera.serial && $0.id.channel == camera.channel ?? $0.id.channel }
        var failure = failure(trouble)
        failure.message = texts.explain(trouble, retries: false, isSaidOff: known?.encryption?.value == .off)
        if wasAction { failure.message = texts.explain(ofAction: trouble, toldBy: "eztop devices") }
        if !wasAction, trouble.code == PlatformCode.alreadyOn, known?.encryption?.value != .off {
            failure.message += texts.punctuation.colon + "eztop encryption off \(known?.id.serial ?? camera.serial)"
        }
        if case .refused(let code, _, _, _) = trouble, PlatformCode.namesNothing(code),
            let hint = elsewhere(camera) ?? camera.hint(in: snapshot, texts)
        {
            failure.message += "\n" + hint
        }
        return failure
    }

    /// Which account has it that `--account` leaves out, as far as is remembered; nil where none is known to.
    func elsewhere(_ camera: CameraArgument) -> String? {
        var all = options
        all.account = nil
        guard let chosen = options.account, let known = try? Invocation(all).remembered.cameras else { return nil }
        let others = known.filter { name, cameras in
            name != chosen && cameras.contains { $0.id.serial.uppercased() == camera.serial.uppercased() }
        }
        return others.keys.min().map { texts.inputs.elsewhere(Printable.text(camera.serial), $0) }
    }

    /// Finds something in a poll. Where nothing is found and the poll was not whole, that is why.
    func find<Found>(in snapshot: Snapshot, _ search: (Snapshot) throws(Failure) -> Found) throws(Failure) -> Found {
        let troubled = snapshot.accounts.filter { $0.trouble != nil }
        if snapshot.cameras.isEmpty, let account = troubled.first, let trouble = account.trouble {
            if snapshot.accounts.count == 1 { throw failure(trouble) }
            // Of several each says why it does not answer.
            let verdict = PollVerdict(snapshot, texts)
            throw Failure(verdict.code, verdict.lines.joined(separator: "\n"))
        }
        return try search(snapshot)
    }

    /// To the clipboard of the machine the user sits at; says on stderr by which route.
    func copy(_ text: String) throws(Failure) {
        switch clipboard.copyNow(text) {
        case .sent(let routes, let bytes, _):
            if !bytes.isEmpty, !ControllingTerminal.write(bytes), routes.allSatisfy(\.goesThroughTerminal) {
                throw Failure(.refused, texts.notices.copyFailed(texts.commandLine.noTerminalForCopy))
            }
            let names = routes.map { texts.name(of: $0) }.joined(separator: texts.notices.and)
            options.note(texts.commandLine.sent(names))
        case .refused(let refusal):
            switch refusal.fault {
            case .tooLong: throw Failure(.refused, texts.notices.tooLong)
            case .off: throw Failure(.refused, texts.notices.clipboardOff)
            case .overtaken: throw Failure(.refused, texts.notices.overtaken)
            case .failed(let reason): throw Failure(.refused, texts.notices.copyFailed(texts.systemWords(reason)))
            }
        case .failed(let failures): throw Failure(.refused, texts.notices.copyFailed(texts.systemWords(failures.reason)))
        }
    }
}

extension Texts {
    fileprivate func name(of route: ClipboardRoute) -> String { word(for: route.reported) }
}

extension Invocation {
    /// Shows a code on the terminal; nothing where standard output is none. Half a code is none, so that one that does not fit is
    /// not drawn, and stderr says what it needs.
    ///
    /// - Parameter inPipes: in plain characters where standard output is no terminal.
    func showCode(of text: String, inPipes: Bool = false) {
        guard isatty(STDOUT_FILENO) == 1 else {
            if inPipes, let drawing = QRDrawing(of: text, plain: true) { Standard.output(drawing.text) }
            return
        }
        let isDumb = ["", "dumb"].contains(environment["TERM"] ?? "")
        let color = options.color ?? configuration.color
        guard let drawing = QRDrawing(of: text, plain: ascii || isDumb || color == .never) else { return }
        let window = WindowSize(of: STDOUT_FILENO)
        let (columns, rows) = (window?.columns ?? 80, window?.rows ?? 24)
        // The prompt takes a row below it.
        if drawing.columns > columns {
            Standard.error(texts.card.wantsColumns(drawing.columns, columns))
        } else if drawing.rows >= rows {
            Standard.error(texts.card.wantsRows(drawing.rows + 1, rows))
        } else {
            Standard.output(drawing.text)
        }
    }
}
