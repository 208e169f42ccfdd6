import ArgumentParser
import Dashboard
import DeviceService
import Fleet
import FoundationEssentials
import Output
import Settings
import Sharing
import Startup
import Vocabulary
import Wording

/// `eztop export`: the cameras as other programs take them.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: spoken("The cameras as other programs take them.", "按其他程序的格式输出摄像头。"),
        discussion: """
              eztop export m3u --output cameras.m3u
              eztop export go2rtc --output cameras.yaml
            """,
        subcommands: [ExportM3UCommand.self, ExportGo2rtcCommand.self])

    @ParentCommand var parent: Eztop
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions

    /// Those of this level and of the one above.
    var all: GlobalOptions { options.or(parent.options) }
    fileprivate var filter: FilterOption { parent.filter }

    mutating func run() throws { throw Failure.missingSubcommand(of: Self.self) }
}

/// `eztop export m3u`: a playlist of the addresses that can be had now.
struct ExportM3UCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "m3u",
        abstract: spoken("A playlist for mpv, VLC, Kodi and others.", "供 mpv、VLC、Kodi 等使用的播放列表。"),
        discussion: spoken(
            """
            It has the cameras with a live address now; stderr names the others, when the first address expires, and a line for \
            cron that renews them. Whoever has an address can watch.

            """,
            """
            包含现在有直播地址的摄像头；标准错误列出其余摄像头、最早的过期时间，以及按时更新的一行 cron。得到地址的人都能观看。

            """)
                + """

                  eztop export m3u | mpv --playlist=-
                  eztop export m3u --output cameras.m3u --expires 7d
                  eztop export m3u --output cameras.m3u --stable
                """)

    @ParentCommand var parent: ExportCommand
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption
    @OptionGroup var filter: FilterOption
    @OptionGroup var life: AddressLife
    @OptionGroup var freshness: FreshOption
    @OptionGroup var output: ExportFile

    @Flag(
        help: .spoken(
            "Addresses that never end, which eztop serve serves: every camera, once and for all.",
            "由 eztop serve 提供的永久地址：全部摄像头，一次写好。"))
    var stable = false

    mutating func validate() throws {
        guard stable, life.expires != nil else { return }
        throw ValidationError("--stable addresses never end: --expires goes without it.", "--stable 地址永不过期，不与 --expires 同用。")
    }

    mutating func run() throws {
        let invocation = try Invocation.asking(options.or(parent.all), service: service.or(parent.parent.service))
        if stable { return try writeStable(invocation) }
        let (texts, filter) = (invocation.texts, filter.or(parent.filter))
        let former = try output.former(CameraPlaylist.head, demo: invocation.demo, texts).map(FormerPlaylist.init)
        var settings = try invocation.serviceSettings()
        if let seconds = life.seconds { settings.addressLife = seconds }
        let whole = try invocation.pollAll(
            settings, addresses: true, of: filter, isFresh: freshness.fresh, life: life.seconds, handsOut: true)
        try invocation.wantAddresses(of: whole)
        let snapshot = invocation.filtered(whole, filter)
        let verdict = PollVerdict(snapshot, texts)
        defer { for line in verdict.lines { Standard.error(line) } }
        guard !snapshot.cameras.isEmpty || verdict.code == .done else { throw ArgumentParser.ExitCode(verdict.code.rawValue) }

        // A slip in a filter must not cost the file.
        if snapshot.cameras.isEmpty, !filter.isEmpty { throw ArgumentParser.ExitCode(ExitCode.refused.rawValue) }
        let now = Date()
        let playlist = CameraPlaylist(
            snapshot, after: former, empty: whole.emptySources, demo: invocation.demo, texts: texts, at: now)
        for camera in playlist.leftOut {
            let line = texts.leftOut(camera, because: texts.reason(for: camera, at: now))
            camera.isRefused(at: now) ? Standard.error(line) : invocation.options.note(line)
        }
        guard !playlist.isWorse else { throw Failure(.partly, texts.export.stays(Printable.text(output.path ?? ""))) }
        guard !playlist.isEmpty else {
            Standard.error(texts.export.noAddress)
            if verdict.code != .done { throw ArgumentParser.ExitCode(verdict.code.rawValue) }
            throw ArgumentParser.ExitCode(snapshot.codeWithoutAddress(at: now).rawValue)
        }
        // The addresses in it are secrets.
        try output.write(playlist.text, mode: 0o600, texts)
        for camera in playlist.kept { Standard.error(texts.kept(camera, because: texts.reason(for: camera, at: now))) }
        for source in playlist.emptied { Standard.error(texts.emptied(source)) }
        if playlist.keptUnseen > 0 { Standard.error(texts.export.keptUnseen(playlist.keptUnseen)) }
        if invocation.demo {
            invocation.noteDemo()
        } else {
            let left = playlist.firstEnd.map { Durations.exact($0.timeIntervalSince(now)) }
            invocation.options.note(
                playlist.firstEnd.map { texts.export.expires(Timestamp.text($0), left ?? "") } ?? texts.export.endless)
            let command = invocation.command(
                ["export", "m3u", "--output", output.path ?? "cameras.m3u"] + life.arguments + freshness.arguments
                    + FilterOption.arguments(filter))
            let account = options.or(parent.all).account.map { ["--account", $0] } ?? []
            let line = Renewal.line(command + account, firstEnd: playlist.firstEnd, at: now)
            invocation.options.note(texts.export.renew(Printable.text(line)))
            if invocation.needsVariables { invocation.options.note(texts.export.needsVariables) }
        }
        if verdict.code != .done { throw ArgumentParser.ExitCode(verdict.code.rawValue) }
        if !playlist.emptied.isEmpty { throw ArgumentParser.ExitCode(ExitCode.partly.rawValue) }
    }
}

extension ExportM3UCommand {
    /// Cameras that are offline or encrypted now are in it too: their addresses play once they do.
    private func writeStable(_ invocation: Invocation) throws {
        let (texts, filter) = (invocation.texts, filter.or(parent.filter))
        let former = try output.former(CameraPlaylist.head, demo: invocation.demo, texts)
        let service = try invocation.commandService(invocation.serviceSettings(), isFresh: freshness.fresh)
        defer { _ = try? Blocking.run { await service.stop() } }
        let root = try invocation.stableRoot(of: service)
        let whole = try Blocking.run { await service.pollOnce(addresses: false) }
        let snapshot = invocation.filtered(whole, filter)
        let verdict = PollVerdict(snapshot, texts)
        defer { for line in verdict.lines { Standard.error(line) } }
        guard !snapshot.cameras.isEmpty || verdict.code == .done else { throw ArgumentParser.ExitCode(verdict.code.rawValue) }
        if snapshot.cameras.isEmpty, !filter.isEmpty { throw ArgumentParser.ExitCode(ExitCode.refused.rawValue) }
        // What could not be read now is in the last file, and none of these addresses ends.
        guard former == nil || verdict.code == .done && !snapshot.cameras.isEmpty else {
            throw Failure(.partly, texts.export.stays(Printable.text(output.path ?? "")))
        }
        let shared = invocation.options.account == nil ? whole.cameras.sharedSerials : Set(whole.cameras.map(\.id.serial))
        let playlist = CameraPlaylist(snapshot.cameras, texts: texts) { root.url(of: $0, isShared: shared.contains($0.serial)) }
        try output.write(playlist.text, mode: 0o600, texts)
        invocation.options.note(texts.stable.needsService)
        if verdict.code != .done { throw ArgumentParser.ExitCode(verdict.code.rawValue) }
    }
}

extension Snapshot {
    /// Why there is no address at all: whatever was refused stays so, but for limits; of cameras that are offline or encrypted there may
    /// be some later.
    fileprivate func codeWithoutAddress(at now: Date) -> ExitCode {
        let isLimited = cameras.contains { if case .limited = $0.liveState(at: now) { true } else { false } }
        return !isLimited && cameras.contains { $0.isRefused(at: now) } ? .refused : .partly
    }
}

/// `eztop export go2rtc`: streams that ask for their addresses when somebody watches.
struct ExportGo2rtcCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "go2rtc",
        abstract: spoken(
            "Streams for go2rtc, and so for Frigate and Home Assistant.", "供 go2rtc 使用的流，也就能供 Frigate 和 Home Assistant 使用。"),
        discussion: spoken(
            """
            Each camera is a stream that runs eztop address when somebody begins to watch, so that no address is in the file and \
            none expires; cameras that are offline or encrypted now are there too. NAME_sub is the sub stream.

            """,
            """
            每个摄像头是一路流，有人开始观看时运行 eztop address，因此文件里没有地址，也不会过期；现在离线或加密的摄像头也在其中。\
            名称加 _sub 为子码流。

            """)
                + """

                  eztop export go2rtc --output cameras.yaml
                  go2rtc -config go2rtc.yaml -config cameras.yaml
                  eztop export go2rtc --protocol flv --program /config/eztop
                """)

    /// What go2rtc can read.
    enum Transport: String, CaseIterable, ExpressibleByArgument {
        case hls, flv, rtmp
    }

    @ParentCommand var parent: ExportCommand
    @OptionGroup(title: GlobalOptions.title) var options: GlobalOptions
    @OptionGroup var service: ServiceOption
    @OptionGroup var filter: FilterOption
    @OptionGroup var freshness: FreshOption
    @OptionGroup var output: ExportFile

    @Option(name: .customLong("protocol"), help: .spoken("The transport.", "协议。"))
    var transport = Transport.hls

    @Option(
        help: .spoken("What go2rtc is to run; this program where it is now unless given.", "go2rtc 要运行的程序；默认为本程序现在的路径。", "file"))
    var program: String?

    mutating func run() throws {
        let global = options.or(parent.all)
        let invocation = try Invocation.asking(global, service: service.or(parent.parent.service))
        let (texts, filter) = (invocation.texts, filter.or(parent.filter))
        let former = try output.former(Go2rtcStreams.head, demo: invocation.demo, texts)
        let whole = try invocation.pollAll(
            try invocation.serviceSettings(), addresses: false, of: filter, isFresh: freshness.fresh)
        try invocation.wantAddresses(of: whole)
        let snapshot = invocation.filtered(whole, filter)
        let verdict = PollVerdict(snapshot, texts)
        defer { for line in verdict.lines { Standard.error(line) } }
        guard !snapshot.cameras.isEmpty || verdict.code == .done else { throw ArgumentParser.ExitCode(verdict.code.rawValue) }

        if snapshot.cameras.isEmpty, !filter.isEmpty { throw ArgumentParser.ExitCode(ExitCode.refused.rawValue) }
        // An answer without any camera is more likely poor than true.
        guard !snapshot.cameras.isEmpty || former.map(Go2rtcStreams.hasStreams) != true else {
            throw Failure(.partly, texts.export.stays(Printable.text(output.path ?? "")))
        }
        let streams = Go2rtcStreams(
            snapshot, command: invocation.command(["address"], program: program),
            after: former, isWhole: verdict.code == .done, empty: whole.emptySources, demo: invocation.demo,
            liveProtocol: LiveProtocol(rawValue: transport.rawValue) ?? .hls,
            namesAccount: global.account != nil || invocation.configuration.accounts.count > 1, texts: texts)
        // Nothing in it is a secret, and go2rtc may be another user.
        try output.write(streams.text, mode: 0o644, texts)
        for camera in streams.leftOut { Standard.error(texts.leftOut(camera, because: texts.export.unnameable)) }
        invocation.options.note(texts.export.asksEachTime)
        if invocation.needsVariables { invocation.options.note(texts.export.needsVariables) }
        for source in streams.emptied { Standard.error(texts.emptied(source)) }
        if verdict.code != .done { throw ArgumentParser.ExitCode(verdict.code.rawValue) }
        if !streams.emptied.isEmpty { throw ArgumentParser.ExitCode(ExitCode.partly.rawValue) }
    }
}
