import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

/// Seconds of the processor that this thread has spent.
private func spent() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec
}

@Suite("What is remembered between runs", .serialized, .heavy, .timeLimit(.minutes(1)))
struct StateFileTests {
    let folder: TemporaryFolder
    var file: StateFile { StateFile(folder: folder.path + "/state/eztop") }
    var path: String { folder.path + "/state/eztop/state.db" }
    let clock = VirtualClock()

    init() throws { folder = try TemporaryFolder() }

    private func settings(keeping: Bool = true, base: String = "http://127.0.0.1:1") -> ServiceSettings {
        var settings = DeviceServiceTests.settings(base: base, addresses: false)
        settings.stateFile = file
        settings.keepsCameras = keeping
        return settings
    }

    private func remembered(base: String = "http://127.0.0.1:1", cameras: Bool = true) -> Remembered {
        file.load(settings(base: base).accounts.map(\.identity), cameras: cameras, at: clock.now)
    }

    /// A service that begins with what the file holds.
    private func service(_ cloud: FakeCloud, _ settings: ServiceSettings? = nil) -> DeviceService {
        let settings = settings ?? self.settings()
        return DeviceService(
            settings, remembered: file.load(settings.accounts.map(\.identity), at: clock.now), clock: clock
        ) { observe in
            cloud.observe(observe)
            return cloud
        }
    }

    private func run(_ cloud: FakeCloud, _ settings: ServiceSettings? = nil) async {
        let service = service(cloud, settings)
        _ = await service.pollOnce(addresses: true)
        await service.stop()
    }

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    @Test("the next run begins with the rows, as old as they are, without any address; folder and file are the user's alone")
    func rows() async throws {
        let cloud = FakeCloud(own: 2)
        await run(cloud)
        #expect(mode(folder.path + "/state/eztop") == 0o700 && mode(path) == 0o600)
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(!text.contains("m3u8") && !text.contains("at.") && !text.contains("secret-home") && !text.contains("key-home"))
        let then = clock.now
        clock.advance(by: 7200)
        let first = await service(FakeCloud()).snapshot
        #expect(first.cameras.map(\.name) == ["D0", "D1"])
        #expect(first.cameras[0].status?.value == .online && first.cameras[0].status?.checked == then)
        #expect(first.cameras[0].encryption?.value == .off && first.cameras[0].encryption?.call == "camera/list")
        #expect(first.cameras[0].live == nil)
        #expect(first.cameras[0].staleness(at: clock.now, interval: 30, liveInterval: 900).status)
        #expect(first.cameras[0].history.changes.map(\.seen) == [.online])
        #expect(first.events.isEmpty)
    }

    @Test("the first poll takes over: what is gone goes, what stays keeps its history, and nothing counts as new")
    func takesOver() async {
        let before = service(FakeCloud(own: 3))
        _ = await before.pollOnce(addresses: false)
        clock.advance(by: 20)
        _ = await before.pollOnce(addresses: false)
        await before.stop()
        clock.advance(by: 3600)
        let service = service(FakeCloud(own: 2))
        _ = await service.pollOnce(addresses: false)
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.cameras.map(\.name) == ["D0", "D1"], "two readings lack the third")
        #expect(snapshot.cameras[0].status?.checked == clock.now)
        // Nobody looked in the hour between.
        #expect(snapshot.cameras[0].history.changes.map(\.seen) == [.online, .unobserved, .online])
        #expect(!snapshot.events.contains { $0.what == .appeared })
    }

    @Test("a channel without a name has none in the next run either: it is called as its device is called then")
    func nameless() async throws {
        let cloud = FakeCloud(own: 2)
        cloud.set { state in
            state.channels.append(ChannelRow(serial: "C10000000", channel: 2, name: "", isEncrypt: 0))
        }
        await run(cloud)
        #expect(remembered().cameras["home"]?.map(\.name) == ["D0", "D0 2", "D1"])
        cloud.set { $0.devices[0].name = "Barn" }
        await run(cloud)
        #expect(remembered().cameras["home"]?.map(\.name) == ["D0", "Barn 2", "D1"])
        // As an older eztop leaves its file.
        _ = try sql("DROP TABLE names")
        cloud.set { $0.devices[0].name = "Stable" }
        await run(cloud)
        #expect(remembered().cameras["home"]?.map(\.name) == ["D0", "Stable 2", "D1"])
    }

    @Test("saved after the first poll, and five seconds after a change: a run that is killed then has lost nothing")
    func saves() async throws {
        let cloud = FakeCloud(own: 2)
        let service = service(cloud)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.cameras.count == 2 && !$0.poll.polling }
        #expect(await comes { remembered().cameras["home"]?.count == 2 }, "after the first poll")
        cloud.set { $0.devices[1].status = 0 }
        clock.advance(by: 30)
        await service.refreshAll()
        _ = await watcher.first { $0.cameras.contains { $0.status?.value == .offline } }
        // It looks at moments when it is awake anyway.
        clock.advance(by: 5)
        await service.refreshAll()
        #expect(await comes { remembered().cameras["home"]?.contains { $0.status?.value == .offline } == true })
        // No stop: the process is killed here.
        _ = service
    }

    /// Whether something comes to be within five seconds.
    private func comes(_ wanted: () -> Bool) async -> Bool {
        let end = ContinuousClock.now + .seconds(5)
        while ContinuousClock.now < end {
            if wanted() { return true }
            await pause(0.02)
        }
        return wanted()
    }

    @Test(
        "a lift is written down before its answer: one that does not come, or that nobody waited for, is put back; a refused one is none"
    )
    func liftAhead() async {
        let device = DeviceID(account: "home", serial: "C10000000")
        func lifted(_ fault: PlatformError?, _ begins: DeviceService, _ cloud: FakeCloud) async -> Bool {
            if let fault { cloud.set { $0.standing["device/encrypt"] = fault } }
            _ = await begins.switchEncryption(device, on: false, life: 3600)
            return remembered().lifted[device] != nil
        }
        let cloud = FakeCloud(own: 1)
        let running = service(cloud)
        _ = await running.pollOnce(addresses: false)
        #expect(await !lifted(.refused(code: "20007", message: ""), running, cloud))
        #expect(await lifted(.transport(.timedOut("timed out")), running, cloud))
        // Another program of the user's that ran all the time knows of it after its next save.
        let other = service(FakeCloud(own: 1), settings(keeping: false))
        _ = await other.pollOnce(addresses: false)
        #expect(await other.snapshot.cameras[0].lifted != nil)
        // Lifted once more, for another time: the newer one holds, whoever saves last.
        clock.advance(by: 10)
        cloud.set { $0.standing["device/encrypt"] = nil }
        _ = await running.switchEncryption(device, on: true)
        #expect(await running.switchEncryption(device, on: false, life: 60) == .done)
        await other.stop()
        #expect(remembered().lifted[device]?.until == clock.now + 60)
        cloud.set { $0.standing["device/encrypt"] = nil }
        _ = await running.switchEncryption(device, on: true)
        #expect(remembered().lifted[device] == nil, "whoever encrypts it again has put it back")
        await running.stop()
    }

    @Test("another key or another host is another account: its rows are not shown")
    func otherAccount() async {
        await run(FakeCloud(own: 1))
        #expect(remembered().cameras["home"]?.count == 1)
        #expect(remembered(base: "http://127.0.0.1:2").cameras["home"]?.isEmpty == true)
    }

    @Test("the calls of the day are counted over all runs, until midnight in Beijing")
    func calls() async {
        await run(FakeCloud(own: 1))
        let once = remembered().calls["home"] ?? 0
        #expect(once == 4)
        let service = service(FakeCloud(own: 1))
        let snapshot = await service.pollOnce(addresses: true)
        #expect(snapshot.accounts[0].calls == 4 && snapshot.accounts[0].callsToday == 8)
        await service.stop()
        #expect(remembered().calls["home"] == 8)
        clock.advance(by: 86400)
        #expect(remembered().calls["home"] == 0)
    }

    @Test("two runs at once lose neither calls nor what was lifted")
    func together() async {
        let (one, other) = (FakeCloud(own: 2), FakeCloud(own: 2))
        for cloud in [one, other] { cloud.set { for index in 0..<2 { $0.channels[index].isEncrypt = 1 } } }
        let (first, second) = (service(one), service(other))
        _ = await first.pollOnce(addresses: false)
        _ = await second.pollOnce(addresses: false)
        _ = await first.switchEncryption(DeviceID(account: "home", serial: "C10000000"), on: false)
        _ = await second.switchEncryption(DeviceID(account: "home", serial: "C10000001"), on: false)
        await first.stop()
        await second.stop()
        #expect(Set(remembered().lifted.keys.map(\.serial)) == ["C10000000", "C10000001"])
        #expect(remembered().calls["home"] == 8)
    }

    @Test(
        "a file that is none is set aside and said once; the program goes on, and the next run remembers again",
        arguments: [nil, "", "a file"])
    func damaged(inTheWay: String?) async throws {
        await run(FakeCloud(own: 1))
        // A folder of that name, as an archive can bring it, empty or not.
        if let inTheWay {
            mkdir(path + ".damaged", 0o700)
            if !inTheWay.isEmpty { try Data("mine".utf8).write(to: URL(filePath: path + ".damaged/" + inTheWay)) }
        }
        try Data(repeating: 0x58, count: 5000).write(to: URL(filePath: path))
        let service = service(FakeCloud(own: 1))
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.cameras.count == 1)
        #expect(snapshot.events.filter { $0.what == .forgot(.damaged) }.count == 1)
        await service.stop()
        #expect(try Data(contentsOf: URL(filePath: path + ".damaged")) == Data(repeating: 0x58, count: 5000))
        #expect(remembered().fault == nil && remembered().cameras["home"]?.count == 1)
    }

    /// A table whose pages name one another many times over: few pages, and rows without end.
    private func makeEndless(_ table: String) throws {
        let root = try #require(Int(try sql("SELECT rootpage FROM sqlite_schema WHERE name = '\(table)'"))) - 1
        var file = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let size = Int(file[16]) << 8 | Int(file[17])
        func big(_ number: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).reversed().map { UInt8(number >> (8 * $0) & 0xFF) } }
        let leaf = Array(file[root * size..<(root + 1) * size])
        let cell = Int(leaf[8]) << 8 | Int(leaf[9])
        let row = Array(leaf[cell...cell + Int(leaf[cell])])
        func interior(_ child: Int) -> [UInt8] {
            var page = [UInt8](repeating: 0, count: size)
            let count = (size - 12) / (row.count + 6)
            for number in 0..<count {
                let start = size - (number + 1) * (row.count + 4)
                page.replaceSubrange(start..<start + 4 + row.count, with: big(child, 4) + row)
                page.replaceSubrange(12 + 2 * number..<14 + 2 * number, with: big(start, 2))
            }
            let header = [2, 0, 0] + big(count, 2) + big(size - count * (row.count + 4), 2) + [0] + big(child, 4)
            page.replaceSubrange(0..<12, with: header)
            return page
        }
        file += leaf
        for _ in 0..<10 { file += interior(file.count / size) }
        file.replaceSubrange(root * size..<(root + 1) * size, with: interior(file.count / size))
        file.replaceSubrange(28..<32, with: big(file.count / size, 4))
        file.replaceSubrange(92..<96, with: file[24..<28])
        try Data(file).write(to: URL(filePath: path))
    }

    @Test(
        "a file of few pages and rows without end is set aside in a moment, also where it would be written anew",
        arguments: [false, true])
    func endless(_ isWrittenAnew: Bool) async throws {
        let service = service(FakeCloud(own: 1))
        _ = await service.pollOnce(addresses: false)
        await service.remember(["sort": "name"])
        await service.stop()
        #expect(remembered().preferences == ["sort": "name"])
        if isWrittenAnew { _ = try sql("DROP TABLE switched") }
        try makeEndless("preferences")
        #expect(remembered().fault == .damaged)
        #expect(mode(path + ".damaged") != nil)
    }

    @Test("a hole behind such a file buys it no time, whether its header counts that or not", arguments: [false, true])
    func hole(_ isCounted: Bool) async throws {
        let service = service(FakeCloud(own: 1))
        _ = await service.pollOnce(addresses: false)
        await service.remember(["sort": "name"])
        await service.stop()
        try makeEndless("preferences")
        // Were it counted as bytes, it would buy a minute.
        #expect(truncate(path, 60_000_000_000) == 0)
        if isCounted {
            let file = open(path, O_WRONLY)
            #expect(pwrite(file, [0, 0xd0, 0, 0] as [UInt8], 4, 28) == 4)
            close(file)
        }
        let begun = spent()
        #expect(remembered().fault == .damaged)
        #expect(spent() - begun < 30)
        #expect(mode(path + ".damaged") != nil)
    }

    @Test("a file of a newer version, one open to others, and a link are left as they are")
    func leftAlone() async throws {
        await run(FakeCloud(own: 1))
        let whole = try Data(contentsOf: URL(filePath: path))
        var newer = whole
        // SQLite keeps user_version big-endian at byte 60.
        newer[63] = 9
        try newer.write(to: URL(filePath: path))
        chmod(path, 0o600)
        #expect(remembered().fault == .newer)
        await run(FakeCloud(own: 1))
        #expect(try Data(contentsOf: URL(filePath: path)) == newer)
        try whole.write(to: URL(filePath: path))
        chmod(path, 0o644)
        #expect(remembered().fault == .foreign)
        unlink(path)
        let target = folder.path + "/target"
        try Data("mine".utf8).write(to: URL(filePath: target))
        symlink(target, path)
        #expect(remembered().fault == .foreign)
        await run(FakeCloud(own: 1))
        #expect(try Data(contentsOf: URL(filePath: target)) == Data("mine".utf8))
    }

    @Test("a folder that cannot be had is said once, however often a save fails")
    func noFolder() async throws {
        try Data().write(to: URL(filePath: folder.path + "/state"))
        let cloud = FakeCloud(own: 1)
        cloud.set { $0.channels[0].isEncrypt = 1 }
        let service = service(cloud)
        _ = await service.pollOnce(addresses: false)
        _ = await service.switchEncryption(DeviceID(account: "home", serial: "C10000000"), on: false)
        _ = await service.switchEncryption(DeviceID(account: "home", serial: "C10000000"), on: true)
        let snapshot = await service.snapshot
        #expect(snapshot.cameras.count == 1)
        #expect(snapshot.events.filter { $0.what == .forgot(.unavailable) }.count == 1)
    }

    @Test("a save that is cut off by a kill leaves the file as it was before")
    func killed() async throws {
        await run(FakeCloud(own: 1))
        let before = try Data(contentsOf: URL(filePath: path))
        // More than the cache holds is written before the end, so that the kill leaves half a transaction and its journal.
        let script = """
            PRAGMA cache_size = 1;
            BEGIN IMMEDIATE;
            DELETE FROM cameras;
            WITH RECURSIVE day(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM day LIMIT 2000)
            INSERT INTO calls SELECT hex(randomblob(50)), n, 1 FROM day;
            .shell kill -9 $PPID
            """
        _ = try Tool("sqlite3", [path], input: script)
        #expect(try Data(contentsOf: URL(filePath: path)) != before)
        #expect(mode(path + "-journal") != nil)
        #expect(remembered().fault == nil)
        #expect(remembered().cameras["home"]?.count == 1)
    }

    @Test("what a process that was killed in a write left in the folder goes at the next start; what a living one writes stays")
    func swept() async throws {
        await run(FakeCloud(own: 1))
        let gone = try Tool("sh", ["-c", "echo $$"]).text.filter { !$0.isNewline }
        let drafts = ["mark.key.part-\(gone).1a", "pushed.part-\(gone).1a", "mark.key.part-\(getpid()).1a"]
        for draft in drafts { try Data("x".utf8).write(to: URL(filePath: folder.path + "/state/eztop/" + draft)) }
        #expect(remembered().fault == nil)
        #expect(drafts.map { mode(folder.path + "/state/eztop/" + $0) != nil } == [false, false, true])
    }

    @Test("how the screen was left is found again")
    func preferences() async {
        let service = service(FakeCloud(own: 1))
        await service.remember(["sort-column": "serial"])
        await service.stop()
        #expect(remembered().preferences == ["sort-column": "serial"])
        await run(FakeCloud(own: 1))
        #expect(remembered().preferences == ["sort-column": "serial"])
    }

    // MARK: Whose rows they are

    /// The account's name in the file as an older eztop wrote it: to be found by trying appKeys.
    private var guessable: String {
        let halves: [UInt64] = [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142].map { seed in
            "key-home\nhttp://127.0.0.1:1".utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        }
        return halves.map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    private func sql(_ text: String) throws -> String {
        let tool = try Tool("sqlite3", [path, text])
        try #require(tool.status == .code(0), "\(tool.text)")
        return tool.text.filter { !$0.isNewline }
    }

    @Test("no file of the folder has a name of the account that another user could find by trying keys")
    func hidden() async throws {
        await run(FakeCloud(own: 2))
        let name = try sql("SELECT DISTINCT account FROM cameras")
        #expect(name.utf8.count == 40 && name != guessable)
        #expect(mode(folder.path + "/state/eztop/mark.key") == 0o600)
        let other = try TemporaryFolder()
        _ = StateFile(folder: other.path + "/eztop").load(settings().accounts.map(\.identity), at: clock.now)
        let keys = [folder.path + "/state/eztop", other.path + "/eztop"].map {
            FileManager.default.contents(atPath: $0 + "/mark.key")
        }
        #expect(keys[0]?.count == 32 && keys[0] != keys[1], "each user has a key of their own")
    }

    @Test(
        "an older eztop's rows are taken over once, with its calls and lifts, and its name for the account is nowhere in the file"
    )
    func older() async throws {
        await run(FakeCloud(own: 2))
        let today = try sql("SELECT account FROM calls LIMIT 1")
        let calls = try #require(remembered().calls.values.first)
        // What the older one wrote, alone and then beside this one.
        for table in ["cameras", "calls", "lifted"] { _ = try sql("UPDATE \(table) SET account = '\(guessable)'") }
        _ = try sql("INSERT INTO lifted VALUES('\(guessable)', 'D1', 1, NULL)")
        var after = remembered()
        #expect(after.cameras.values.first?.map(\.name) == ["D0", "D1"] && after.calls.values.first == calls)
        #expect(after.lifted.keys.map(\.serial) == ["D1"] && after.fault == nil)
        _ = try sql(
            """
            INSERT INTO cameras SELECT '\(guessable)', serial, channel, source, 'older', model, battery, status, status_code,
                status_checked, status_call, status_changed, encryption, encryption_code, encryption_checked, encryption_call,
                encryption_changed, live, live_code, live_message, live_checked, live_call, observed, history FROM cameras;
            INSERT INTO calls SELECT '\(guessable)', day, 5 FROM calls;
            INSERT INTO lifted VALUES('\(guessable)', 'D0', 1, NULL);
            """)
        after = remembered()
        #expect(after.cameras.values.first?.map(\.name) == ["D0", "D1"], "an older eztop knows less")
        #expect(after.calls.values.first == calls + 5)
        #expect(Set(after.lifted.keys.map(\.serial)) == ["D0", "D1"])
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.firstRange(of: Data(guessable.utf8)) == nil && bytes.firstRange(of: Data(today.utf8)) != nil)
    }

    @Test("a key that is open to others, or none, is not used: the file stays as it is, and that is said")
    func foreignKey() async throws {
        await run(FakeCloud(own: 1))
        chmod(folder.path + "/state/eztop/mark.key", 0o644)
        #expect(remembered().fault == .foreign)
        chmod(folder.path + "/state/eztop/mark.key", 0o600)
        #expect(remembered().fault == nil && remembered().cameras.values.first?.count == 1)
        try Data("short".utf8).write(to: URL(filePath: folder.path + "/state/eztop/mark.key"))
        #expect(remembered().fault == .foreign)
    }
}

@Suite("Encryption that was lifted from here", .serialized, .heavy, .timeLimit(.minutes(1)))
struct LiftedTests {
    let device = DeviceID(account: "home", serial: "C10000000")
    let clock = VirtualClock()

    private func encrypted() -> FakeCloud {
        let cloud = FakeCloud(own: 1)
        cloud.set { $0.channels[0].isEncrypt = 1 }
        return cloud
    }

    @Test("it is remembered until it is on again, whoever did that")
    func remembered() async {
        let cloud = encrypted()
        let service = service(settings(addresses: false), cloud, clock: clock)
        _ = await service.pollOnce(addresses: false)
        #expect(await service.switchEncryption(device, on: false) == .done)
        #expect(await service.snapshot.cameras[0].lifted == EncryptionLift(at: clock.now))
        clock.advance(by: 60)
        _ = await service.pollOnce(addresses: false)
        #expect(await service.snapshot.cameras[0].lifted != nil)
        // The firmware turns it on by itself: an event, and no longer something to put back.
        cloud.set { $0.channels[0].isEncrypt = 1 }
        clock.advance(by: 60)
        let after = await service.pollOnce(addresses: false)
        #expect(after.cameras[0].lifted == nil)
        #expect(after.events.contains { $0.what == .encryption(from: .off, to: .on, by: .device) })
    }

    @Test("lifted for an hour it is put back after an hour, and not before; what fails is said and tried again")
    func putBack() async {
        let cloud = encrypted()
        let service = service(settings(addresses: false), cloud, clock: clock)
        let watcher = Watcher(service)
        await service.start()
        _ = await watcher.first { $0.cameras.first?.encryption != nil }
        #expect(await service.switchEncryption(device, on: false, life: 3600) == .done)
        _ = await watcher.first { $0.cameras[0].encryption?.value == .off }
        clock.advance(by: 3599)
        await service.refreshAll()
        #expect(cloud.calls("device/encrypt") == 1)
        cloud.set { $0.standing["device/encrypt"] = .refused(code: "20007", message: "设备不在线") }
        clock.advance(by: 2)
        await service.refreshAll()
        let failed = await watcher.first {
            $0.events.contains { if case .restoration(.refused("20007", _, _, _)) = $0.what { $0.camera != nil } else { false } }
        }
        #expect(failed != nil)
        #expect(cloud.calls("device/encrypt") == 2)
        cloud.set { $0.standing = [:] }
        clock.advance(by: 30)
        await service.refreshAll()
        #expect(cloud.calls("device/encrypt") == 2)
        clock.advance(by: 31)
        await service.refreshAll()
        let back = await watcher.first { $0.cameras[0].encryption?.value == .on && $0.cameras[0].lifted == nil }
        #expect(back != nil)
        #expect(cloud.calls("device/encrypt") == 3)
        await service.stop()
    }

    @Test("a lift that is refused is written down before it is sent and once after, and leaves an earlier one as it was")
    func refused() async throws {
        let folder = try TemporaryFolder()
        let cloud = encrypted()
        let seen = Seen()
        var settings = settings(addresses: false)
        settings.stateFile = StateFile(folder: folder.path + "/eztop")
        settings.log = { seen.add($0) }
        let service = service(settings, cloud, clock: clock)
        _ = await service.pollOnce(addresses: false)
        #expect(await service.switchEncryption(device, on: false, life: 3600) == .done)
        let lift = await service.snapshot.cameras[0].lifted
        clock.advance(by: 60)
        cloud.set { $0.standing["device/encrypt"] = .refused(code: "20007", message: "") }
        let saved = ServiceRecord.saved(fault: nil)
        let before = seen.all.filter { $0 == saved }.count
        _ = await service.switchEncryption(device, on: false)
        let after = seen.all.filter { $0 == saved }.count
        #expect(after == before + 2)
        let kept = StateFile(folder: folder.path + "/eztop").load(settings.accounts.map(\.identity), at: clock.now)
        #expect(kept.lifted[device] == lift)
        #expect(await service.snapshot.cameras[0].lifted == lift)
    }

    @Test("a run that may change nothing puts nothing back")
    func readOnly() async {
        let cloud = FakeCloud(own: 1)
        var settings = settings(addresses: false)
        settings.restores = false
        var remembered = Remembered()
        remembered.lifted[device] = EncryptionLift(at: clock.now - 7200, until: clock.now - 3600)
        let service = DeviceService(settings, remembered: remembered, clock: clock) { _ in cloud }
        let watcher = Watcher(service)
        await service.start()
        let snapshot = await watcher.first { $0.cameras.first?.encryption != nil }
        #expect(snapshot?.cameras[0].lifted != nil)
        #expect(cloud.calls("device/encrypt") == 0)
        await service.stop()
    }

    @Test("a time that was over before the program started is over: it is put back at once")
    func overdue() async {
        let cloud = FakeCloud(own: 1)
        var remembered = Remembered()
        remembered.lifted[device] = EncryptionLift(at: clock.now - 7200, until: clock.now - 3600)
        let service = DeviceService(settings(addresses: false), remembered: remembered, clock: clock) { _ in cloud }
        let watcher = Watcher(service)
        await service.start()
        #expect(await watcher.first { $0.cameras.first?.encryption?.value == .on && $0.cameras[0].lifted == nil } != nil)
        #expect(cloud.calls("device/encrypt") == 1)
        await service.stop()
    }
}
