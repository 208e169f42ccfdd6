import Fleet
import FoundationEssentials
import Glibc
import OpenPlatform
import TestSupport
import Testing
import Vocabulary

@testable import DeviceService

@Suite("The log of changes", .serialized, .heavy, .timeLimit(.minutes(1)))
struct ChangeLogTests {
    let folder: TemporaryFolder
    let clock = VirtualClock()
    var file: StateFile { StateFile(folder: folder.path + "/eztop") }
    var path: String { folder.path + "/eztop/state.db" }
    let camera = CameraID(account: "home", serial: "C10000000", channel: 1)

    init() throws { folder = try TemporaryFolder() }

    private func settings(_ bounds: LogBounds = LogBounds()) -> ServiceSettings {
        var settings = DeviceServiceTests.settings(addresses: false)
        settings.stateFile = file
        settings.keepsCameras = true
        settings.logBounds = bounds
        return settings
    }

    private func service(_ cloud: FakeCloud, _ bounds: LogBounds = LogBounds()) -> DeviceService {
        let settings = settings(bounds)
        return DeviceService(
            settings, remembered: file.load(settings.accounts.map(\.identity), at: clock.now), clock: clock
        ) { observe in
            cloud.observe(observe)
            return cloud
        }
    }

    private func pasts(_ days: Double = 1) throws -> [CameraID: Past] {
        try file.pasts(
            settings().accounts.map(\.identity),
            in: DateInterval(start: clock.now - days * 86400, end: clock.now))
    }

    /// What STATUS was seen to be, and when, in seconds after the start.
    private func seen(_ fact: FactKind = .status) throws -> [String] {
        try pasts()[camera]?[fact].changes.map {
            "\($0.seen) \(Int($0.at.timeIntervalSince(VirtualClock.start)))\($0.author.map { " \($0)" } ?? "")"
        } ?? []
    }

    @discardableResult
    private func sql(_ text: String) throws -> String {
        let tool = try Tool("sqlite3", [path, text])
        try #require(tool.status == .code(0), "\(tool.text)")
        return tool.text.filter { !$0.isNewline }
    }

    private func turn(_ cloud: FakeCloud, online: Bool) { cloud.set { $0.devices[0].status = online ? 1 : 0 } }

    private func poll(_ service: DeviceService, after seconds: TimeInterval = 0) async {
        clock.advance(by: seconds)
        _ = await service.pollOnce(addresses: false)
    }

    @Test("of one camera alone nothing else is read")
    func one() async throws {
        let service = service(FakeCloud(own: 2))
        await poll(service)
        await service.stop()
        let span = DateInterval(start: clock.now - 86400, end: clock.now), accounts = settings().accounts.map(\.identity)
        #expect(try pasts().count > 1 && pasts()[camera] != nil)
        #expect(try file.pasts(accounts, of: [camera], in: span) == pasts().filter { $0.key == camera })
        #expect(try file.pasts(accounts, of: [], in: span).isEmpty)
    }

    @Test("keeps each change of each fact with who said so, and until when somebody looked")
    func keeps() async throws {
        let cloud = FakeCloud(own: 1)
        let service = service(cloud)
        await poll(service)
        turn(cloud, online: false)
        await poll(service, after: 30)
        await poll(service, after: 30)
        turn(cloud, online: true)
        await poll(service, after: 30)
        cloud.set { $0.channels[0].isEncrypt = 1 }
        await poll(service, after: 30)
        clock.advance(by: 10)
        #expect(await service.switchEncryption(camera.device, on: false) == .done)
        await poll(service, after: 30)
        await service.stop()
        #expect(try seen() == ["online 0 cloud", "offline 30 cloud", "online 90 cloud"])
        #expect(try seen(.encryption) == ["off 0 cloud", "on 120 device", "off 130 you"])
        #expect(try pasts()[camera]?.status.observed == VirtualClock.start + 160)
        #expect(try pasts()[camera]?.name == "D0")
    }

    @Test("a dashboard that began later and ends later takes nothing away that another one saw")
    func others() async throws {
        let cloud = FakeCloud(own: 1)
        let first = service(cloud)
        await poll(first)
        let second = service(cloud)
        await poll(second)
        // The second one is stopped meanwhile.
        turn(cloud, online: false)
        await poll(first, after: 30)
        await poll(first, after: 30)
        turn(cloud, online: true)
        await poll(first, after: 30)
        await first.stop()
        await poll(second, after: 30)
        await second.stop()
        #expect(try seen() == ["online 0 cloud", "offline 30 cloud", "online 90 cloud"])
        // And the next run shows it.
        let snapshot = await service(cloud).snapshot
        #expect(snapshot.cameras[0].history.changes.map(\.seen) == [.online, .offline, .online])
    }

    /// Another eztop, which keeps no rows, once it has asked for everything.
    private func command(_ cloud: FakeCloud) async -> DeviceService {
        var settings = settings()
        settings.keepsCameras = false
        let service = DeviceService(settings, clock: clock) { _ in cloud }
        _ = await service.pollOnce(addresses: false)
        return service
    }

    @Test("what another eztop encrypted did not come back by itself")
    func another() async throws {
        let cloud = FakeCloud(own: 1)
        let watching = service(cloud)
        await poll(watching)
        let other = await command(cloud)
        clock.advance(by: 10)
        #expect(await other.switchEncryption(camera.device, on: true) == .done)
        await other.stop()
        await poll(watching, after: 10)
        await poll(watching, after: 600)
        cloud.set { $0.channels[0].isEncrypt = 0 }
        await poll(watching, after: 10)
        cloud.set { $0.channels[0].isEncrypt = 1 }
        await poll(watching, after: 10)
        #expect(
            await watching.snapshot.events.compactMap(\.author) == [.another, .cloud, .device],
            "the log on the screen says so too")
        await watching.stop()
        #expect(try seen(.encryption).filter { $0.hasPrefix("on ") } == ["on 20 another", "on 620 cloud", "on 640 device"])
    }

    @Test(
        "what another eztop switches is known to the others while its answer is still awaited, and what was refused was not done")
    func underWay() async throws {
        let cloud = FakeCloud(own: 1)
        let watching = service(cloud)
        await poll(watching)
        let other = await command(cloud)
        cloud.close("device/encrypt")
        let switched = Task { await other.switchEncryption(camera.device, on: true) }
        while cloud.calls("device/encrypt") == 0 { await Task.yield() }
        cloud.set { $0.channels[0].isEncrypt = 1 }
        await poll(watching, after: 5)
        #expect(await watching.snapshot.events.compactMap(\.author) == [.another])
        cloud.set { $0.standing["device/encrypt"] = .refused(code: "60019", message: "加密已开启") }
        cloud.open("device/encrypt")
        #expect(await switched.value == .already)
        await other.stop()
        #expect(try sql("SELECT count(*) FROM switched") == "0")
        await watching.stop()
    }

    @Test("of all that look at the same cameras one writes the log; who takes its place writes what it saw itself")
    func oneWriter() async throws {
        let cloud = FakeCloud(own: 1)
        let first = service(cloud)
        await poll(first)
        await first.stop()
        var settings = settings()
        settings.pollsForAll = false
        let second = DeviceService(
            settings, remembered: file.load(settings.accounts.map(\.identity), at: clock.now), clock: clock
        ) { _ in cloud }
        turn(cloud, online: false)
        await poll(second, after: 30)
        await poll(second, after: 30)
        await second.save()
        #expect(try seen() == ["online 0 cloud"], "another one writes")
        await second.pollForAll()
        turn(cloud, online: true)
        await poll(second, after: 30)
        await second.stop()
        #expect(try seen() == ["online 0 cloud", "offline 30 cloud", "online 90 cloud"])
    }

    @Test(
        "a run shorter than a minute logs a channel that its recorder does not report, or may not be asked about, as its device is",
        arguments: [nil, "10031", "10007"])
    func shortRun(refusal: String?) async throws {
        let cloud = FakeCloud(own: 1)
        cloud.set { state in
            state.channels = (1...2).map {
                ChannelRow(serial: "C10000000", channel: $0, name: "K\($0)", status: $0 == 1 ? -1 : 1, isEncrypt: 0)
            }
            state.standing["device/camera/list"] = refusal.map { .refused(code: $0, message: "") }
        }
        let service = service(cloud)
        await poll(service)
        await poll(service, after: 30)
        await service.stop()
        // A limit of the moment says nothing of the channel: its first word may still come.
        #expect(try seen() == (refusal == "10007" ? [] : ["online 0 cloud"]))
        #expect(try refusal == "10007" || pasts()[camera]?[.status].observed == clock.now)
    }

    @Test("a file that holds what no eztop writes does no harm: it is set aside, or what is of no use in it is left out")
    func hostile() async throws {
        let cloud = FakeCloud(own: 1)
        func run() async -> StateFault? {
            let settings = settings(), remembered = file.load(settings.accounts.map(\.identity), at: clock.now)
            let service = DeviceService(settings, remembered: remembered, clock: clock) { _ in cloud }
            await poll(service, after: 30)
            await service.stop()
            return remembered.fault
        }
        _ = await run()
        // One camera twice, as Swift compares texts.
        try sql("INSERT INTO watched SELECT 99, account, CAST(serial AS BLOB), channel, name FROM watched")
        try sql("UPDATE calls SET count = 9223372036854775807")
        try sql("INSERT INTO changes VALUES(1, 0, -9223372036854775808, 3, NULL, 0), (1, 0, 9223372036854775807, 99, NULL, 99)")
        try sql("UPDATE cameras SET history = zeroblob(900000), observed = 9e18")
        #expect(await run() == nil)
        #expect(try pasts()[camera] != nil)
        for change in [
            "CREATE VIEW v AS SELECT 1", "CREATE TRIGGER t AFTER UPDATE ON calls BEGIN DELETE FROM changes; END",
            "CREATE INDEX q ON observed(until) WHERE instr(until, until) = 0",
            "DROP TABLE calls; CREATE TABLE calls(account TEXT, day INTEGER, count INTEGER check(instr(count, count) = 1))",
            "ALTER TABLE preferences ADD COLUMN g AS (hex(zeroblob(100)))",
        ] {
            try sql(change)
            #expect(await run() == .damaged, "\(change)")
            #expect(await run() == nil)
        }
    }

    @Test("a home behind a link remembers as any other does")
    func link() async throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/volume", withIntermediateDirectories: true)
        try #require(symlink(folder.path + "/volume", folder.path + "/home") == 0)
        let cloud = FakeCloud(own: 1), behind = StateFile(folder: folder.path + "/home/eztop")
        var settings = settings()
        settings.stateFile = behind
        let service = DeviceService(settings, clock: clock) { _ in cloud }
        await poll(service)
        await service.stop()
        let remembered = behind.load(settings.accounts.map(\.identity), at: clock.now)
        #expect(remembered.fault == nil)
        #expect(remembered.cameras["home"]?.count == 1)
    }

    @Test("a journal that names another file deletes none, also where it cannot be set aside", arguments: [false, true])
    func superJournal(isBarred: Bool) async throws {
        let cloud = FakeCloud(own: 1), service = service(cloud)
        await poll(service)
        await service.stop()
        let victim = folder.path + "/victim"
        try Data("mine".utf8).write(to: URL(filePath: victim))
        // As SQLite writes it: header of a journal without pages, then the name, its length and sum, and the mark.
        let name = Array(victim.utf8)
        let sum = name.reduce(UInt32(0)) { $0 &+ UInt32($1) }
        func big(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        let mark: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
        var journal = mark + big(0) + big(0) + big(1) + big(512) + big(4096)
        journal += [UInt8](repeating: 0, count: 512 - journal.count)
        journal += big(0x4000_0001) + name + big(UInt32(name.count)) + big(sum) + mark
        try Data(journal).write(to: URL(filePath: path + "-journal"))
        chmod(path + "-journal", 0o600)
        // A folder of that name, as an archive can bring it.
        if isBarred { mkdir(path + ".damaged-journal", 0o700) }
        #expect(file.load(settings().accounts.map(\.identity), at: clock.now).fault == .journal, "said once")
        #expect(file.load(settings().accounts.map(\.identity), at: clock.now).fault == nil)
        #expect(try pasts()[camera] != nil)
        #expect(FileManager.default.fileExists(atPath: victim))
        #expect(try Data(contentsOf: URL(filePath: path + ".damaged-journal")) == Data(journal), "what is said of it is true")
    }

    @Test("a journal that would make the file longer than both are is set aside, and one that a killed process left is not")
    func endlessJournal() async throws {
        let cloud = FakeCloud(own: 1), service = service(cloud)
        await poll(service)
        await service.stop()
        let size = try Data(contentsOf: URL(filePath: path)).count
        func big(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        let mark: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
        func write(pages: Int, ofBytes pageSize: Int) throws {
            var journal = mark + big(0) + big(0) + big(pages) + big(512) + big(pageSize)
            journal += [UInt8](repeating: 0, count: 520 - journal.count)
            try Data(journal).write(to: URL(filePath: path + "-journal"))
            chmod(path + "-journal", 0o600)
        }
        for (pages, pageSize) in [(0x3FFF_FFFF, 4096), (0xFFFF_FFFF, 65536), (size / 4096 + 1, 4096), (0x3FFF_FFFF, 0)] {
            try write(pages: pages, ofBytes: pageSize)
            #expect(file.load(settings().accounts.map(\.identity), at: clock.now).fault == .journal)
            #expect(try Data(contentsOf: URL(filePath: path)).count == size)
        }
        try write(pages: size / 4096, ofBytes: 4096)
        #expect(file.load(settings().accounts.map(\.identity), at: clock.now).fault == nil)
        #expect(try pasts()[camera] != nil)
    }

    @Test("what is gone goes before anybody's days where the file is too large, and the account's crowd before another account's")
    func crowd() async throws {
        let cloud = FakeCloud(own: 1)
        let first = service(cloud)
        await poll(first)
        await first.stop()
        // Another account, whose eztop has not run for a day; and a crowd that has left this one.
        try sql("INSERT INTO watched VALUES(2, 'other', 'Y1', 1, '')")
        let day = Int(VirtualClock.start.timeIntervalSince1970 * 1000) - 86_400_000
        for (at, seen) in [(0, 2), (1000, 3), (2000, 2)] {
            try sql("INSERT INTO changes VALUES(2, 0, \(day + at), \(seen), NULL, 0)")
        }
        try sql("INSERT INTO observed VALUES(2, 0, \(day + 3000))")
        // One of this account that nobody looks at now, and that has a past.
        let account = "(SELECT account FROM watched WHERE camera = 1)"
        try sql("INSERT INTO watched VALUES(3, \(account), 'Z1', 1, '')")
        for place in 0..<9 { try sql("INSERT INTO changes VALUES(3, 0, \(day + 1000 * place), \(2 + place % 2), NULL, 0)") }
        try sql("INSERT INTO observed VALUES(3, 0, \(day + 9000))")
        let rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        try sql("\(rows) INSERT INTO watched SELECT i + 10, \(account), 'X' || i, 1, '' FROM n")
        try sql("\(rows) INSERT INTO changes SELECT i + 10, 0, \(day) + i, 2, NULL, 0 FROM n")
        try sql("\(rows) INSERT INTO observed SELECT i + 10, 0, \(day) + i FROM n")
        let second = service(cloud, LogBounds(bytes: 150_000))
        await poll(second, after: 30)
        await second.stop()
        let pages = "(SELECT page_count FROM pragma_page_count()) - (SELECT freelist_count FROM pragma_freelist_count())"
        #expect(try sql("SELECT (\(pages)) * (SELECT page_size FROM pragma_page_size()) <= 150000") == "1")
        #expect(try sql("SELECT count(*) FROM changes WHERE camera = 2") == "3", "another account keeps its past")
        #expect(try sql("SELECT count(*) FROM changes WHERE camera = 3") == "9", "and who is not looked at now")
        #expect(try seen().first == "online 0 cloud")
    }

    @Test("a cloud that names other cameras at each poll is not remembered without bounds")
    func churn() async throws {
        let cloud = FakeCloud(own: 1)
        let first = service(cloud)
        await poll(first)
        await first.stop()
        let rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
        try sql(
            "\(rows) INSERT INTO watched SELECT i + 10, account, 'X' || i, 1, '' FROM n, (SELECT account FROM watched LIMIT 1)")
        try sql("\(rows) INSERT INTO changes SELECT i + 10, 0, i, 2, NULL, 0 FROM n")
        try sql("\(rows) INSERT INTO observed SELECT i + 10, 0, i FROM n")
        let second = service(cloud)
        await poll(second, after: 30)
        await second.stop()
        #expect(
            try sql("SELECT count(*) < 20001 FROM watched") == "1" && sql("SELECT count(*) FROM changes WHERE camera = 11") == "0"
        )
        #expect(try seen().first == "online 0 cloud", "what was seen last stays")
    }

    @Test("an outage that one answer alone had told is none, also where the run ended before the next one")
    func blip() async throws {
        let cloud = FakeCloud(own: 1)
        var service = service(cloud)
        await poll(service)
        turn(cloud, online: false)
        await poll(service, after: 30)
        await service.stop()
        #expect(try seen().last == "blip 30 cloud")
        service = self.service(cloud)
        await poll(service, after: 30)
        await service.stop()
        #expect(try seen() == ["online 0 cloud", "offline 30 cloud"])
    }

    @Test("of an eztop that kept a day with each row, that day is taken over, and it goes on beside this one")
    func older() async throws {
        let cloud = FakeCloud(own: 1)
        var service = service(cloud)
        await poll(service)
        await service.stop()
        // online 600 s before the start, offline 300 s before it, seen until 60 s before it.
        func bytes(_ seconds: Double, _ seen: String) -> String {
            let moment = String(Int((VirtualClock.start + seconds).timeIntervalSince1970 * 1000), radix: 16)
            return String(repeating: "0", count: 16 - moment.count) + moment + seen
        }
        func leave(_ changes: String, until seconds: Double) throws {
            try sql(
                "UPDATE cameras SET history = x'\(changes)', observed = \((VirtualClock.start + seconds).timeIntervalSince1970)")
        }
        // As it is before the first run with a log.
        try sql("DROP TABLE changes; DROP TABLE observed; DROP TABLE watched")
        try leave(bytes(-600, "00") + bytes(-300, "01"), until: -60)
        service = self.service(cloud)
        #expect(await service.snapshot.cameras[0].history.changes.map(\.seen) == [.online, .offline])
        await poll(service)
        await service.stop()
        #expect(try seen() == ["online -600", "offline -300", "online 0 cloud"])
        #expect(try sql("SELECT count(*) FROM cameras WHERE length(history) > 0") == "1", "an older one goes on with it")
        // It wrote its rows again, an hour later.
        clock.advance(by: 7200)
        try leave(bytes(3600, "00") + bytes(3630, "01"), until: 3660)
        #expect(try seen().suffix(3) == ["unobserved 0", "online 3600", "offline 3630"])
    }

    @Test(
        "a clock that is years off costs nobody his history; what a clock that was ahead wrote goes when it is known to be right")
    func clocks() async throws {
        let cloud = FakeCloud(own: 1)
        var service = service(cloud)
        await poll(service)
        await poll(service, after: 30)
        await service.stop()
        let before = try seen()
        // The machine starts in the past, and no reply tells the time.
        clock.advance(by: -40 * 365 * 86400)
        service = self.service(cloud)
        turn(cloud, online: false)
        await poll(service)
        await poll(service, after: 30)
        await service.stop()
        let events = await service.snapshot.events
        clock.advance(by: 40 * 365 * 86400 + 60)
        #expect(try seen() == before)
        #expect(events.contains { $0.what == .forgot(.clock) })
        // It was ahead for a while, and set right by an hour.
        turn(cloud, online: true)
        service = self.service(cloud)
        await poll(service)
        clock.advance(by: 3600)
        turn(cloud, online: false)
        await poll(service)
        await service.stop()
        clock.advance(by: -3000)
        turn(cloud, online: true)
        service = self.service(cloud)
        await poll(service)
        await service.stop()
        #expect(try pasts()[camera]?.status.changes.allSatisfy { $0.at <= clock.now } == true)
        #expect(try pasts()[camera]?.status.outages.isEmpty == true)
    }

    @Test("what is older than its bounds goes, what held then stays, and a camera that is long gone goes whole")
    func bounds() async throws {
        let cloud = FakeCloud(own: 2)
        let bounds = LogBounds(span: 86400)
        for hour in 0..<60 {
            let service = service(cloud, bounds)
            turn(cloud, online: hour % 6 != 5)
            await poll(service, after: 3600)
            await poll(service, after: 20)
            await service.stop()
            if hour == 10 {
                cloud.set { state in
                    _ = state.devices.removeLast()
                    _ = state.channels.removeLast()
                }
            }
        }
        let past = try #require(try pasts(3)[camera])
        let begin = clock.now - 86400
        #expect(past.status.changes.count { $0.at <= begin } == 1)
        #expect(past.status.outages.count >= 3)
        #expect(try sql("SELECT count(*) FROM watched") == "1")
        #expect(try sql("SELECT count(*) FROM observed") == "2")
    }

    @Test("a log that has grown beyond its size loses a day at a time, the oldest first, and the file shrinks")
    func size() async throws {
        let cloud = FakeCloud(own: 1)
        var service = service(cloud)
        await poll(service)
        await service.stop()
        // A month of a camera that flaps each minute.
        try sql(
            """
            WITH RECURSIVE minute(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM minute WHERE n < 43200)
            INSERT INTO changes SELECT 1, 0, \(Int(clock.now.timeIntervalSince1970)) * 1000 - n * 60000, 2 + n % 2, NULL, 0 FROM minute
            """)
        func size() throws -> Int { try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0 }
        let before = try size()
        let oldest = try #require(Int(try sql("SELECT min(at) FROM changes WHERE fact = 0")))
        func run() async {
            service = self.service(cloud, LogBounds(bytes: 300_000))
            await poll(service, after: 60)
            await service.stop()
        }
        for _ in 0..<3 { await run() }
        let after = try #require(Int(try sql("SELECT min(at) FROM changes WHERE fact = 0")))
        #expect((2...4).contains((after - oldest) / 86_400_000), "\((after - oldest) / 86_400_000) days at once")
        for _ in 0..<40 { await run() }
        #expect(before > 900_000)
        #expect(try size() < 350_000)
        #expect(try pasts(2)[camera]?.status.outages.isEmpty == false, "the newest stays")
    }
}

extension Event {
    fileprivate var author: Author? {
        if case .encryption(_, _, let author) = what { author } else { nil }
    }
}
