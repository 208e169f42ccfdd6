import DeviceService
import Fleet
import FoundationEssentials
import Glibc
import HTTP
import OpenPlatform
import Synchronization
import TestSupport
import Testing
import Vocabulary

@Suite("Tokens", .serialized, .heavy, .timeLimit(.minutes(1)))
struct TokenTests {
    func poll(_ cloud: FakeCloud, _ folder: TemporaryFolder? = nil) async -> Snapshot {
        await service(settings(cache: folder?.cache), cloud).pollOnce(addresses: false)
    }

    @Test("one token serves all processes; its folder is 0700 and its file 0600, and nothing else is left there")
    func cached() async throws {
        let folder = try TemporaryFolder()
        let cloud = FakeCloud(own: 1)
        _ = await poll(cloud, folder)
        let second = await poll(cloud, folder)
        #expect(second.cameras.count == 1)
        #expect(second.accounts[0].tokenExpires != nil)
        #expect(cloud.calls("token/get") == 1)
        #expect(folder.mode("") == 0o700)
        #expect(folder.mode("/" + folder.token) == 0o600)
        // The token, its lock, and the key of the names.
        #expect(folder.files.count == 3)
    }

    @Test("the draft of a process that was killed while it wrote goes at the next start; one of a living process stays")
    func swept() async throws {
        let folder = try TemporaryFolder()
        let cloud = FakeCloud(own: 1)
        _ = await poll(cloud, folder)
        let gone = try Tool("sh", ["-c", "echo $$"]).text.filter { !$0.isNewline }
        let drafts = ["\(folder.token).part-\(gone).1a", "\(folder.token).part-\(getpid()).1a"]
        for draft in drafts { try Data("{}".utf8).write(to: URL(filePath: folder.cache + "/" + draft)) }
        _ = await poll(cloud, folder)
        #expect(folder.files.filter { drafts.contains($0) } == [drafts[1]])
        #expect(folder.files.count == 4 && cloud.calls("token/get") == 1)
    }

    @Test("a forgotten token is renewed exactly once, however many calls meet it at the same time")
    func forgotten() async {
        let cloud = FakeCloud(own: 200)
        let service = service(settings(), cloud)
        _ = await service.pollOnce(addresses: false)
        cloud.set { $0.goodTokens = [] }
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.accounts[0].complete)
        #expect(cloud.calls("token/get") == 2)
    }

    @Test("two processes that meet a forgotten token renew it once between them")
    func shared() async throws {
        let folder = try TemporaryFolder()
        let cloud = FakeCloud(own: 1)
        let first = service(settings(cache: folder.cache), cloud)
        let second = service(settings(cache: folder.cache), cloud)
        _ = await first.pollOnce(addresses: false)
        _ = await second.pollOnce(addresses: false)
        cloud.set { $0.goodTokens = [] }
        async let one = first.pollOnce(addresses: false)
        async let other = second.pollOnce(addresses: false)
        #expect(await one.accounts[0].complete)
        #expect(await other.accounts[0].complete)
        #expect(cloud.calls("token/get") == 2)
    }

    @Test("a fresh token that is refused again is told, and not followed by a storm of new ones")
    func refusedAgain() async {
        let cloud = FakeCloud(own: 1)
        cloud.set { $0.standing["device/list"] = .refused(code: "10002", message: "accessToken过期或异常") }
        cloud.set { $0.standing["camera/list"] = .refused(code: "10002", message: "accessToken过期或异常") }
        let service = service(settings(), cloud)
        for _ in 0..<5 {
            let snapshot = await service.pollOnce(addresses: false)
            #expect(snapshot.accounts[0].trouble?.isRefused("10002") == true)
        }
        #expect(cloud.calls("token/get") <= 2)
    }

    @Test("while fresh tokens are refused the next is asked after 30 s, 1 m and 2 m, and no oftener")
    func storm() async {
        let clock = VirtualClock(Date())
        let cloud = FakeCloud(own: 1)
        let service = service(settings(), cloud, clock: clock)
        _ = await service.pollOnce(addresses: false)
        for name in ["device/list", "camera/list"] {
            cloud.set { $0.standing[name] = .refused(code: "10002", message: "accessToken过期或异常") }
        }
        var asked: [Int] = []
        for second in 0..<400 {
            let before = cloud.calls("token/get")
            _ = await service.pollOnce(addresses: false)
            if cloud.calls("token/get") > before { asked.append(second) }
            clock.advance(by: 1)
        }
        #expect(asked == [0, 30, 90, 210, 330])
        cloud.set { $0.standing = [:] }
        #expect(await service.pollOnce(addresses: false).accounts[0].complete)
    }

    @Test("a good token in the shared cache is taken at once, however young the refused one is")
    func goodOneInCache() async throws {
        let folder = try TemporaryFolder()
        let clock = VirtualClock(Date())
        let cloud = FakeCloud(own: 1)
        let (blind, other) = (
            service(settings(cache: folder.cache), cloud, clock: clock),
            service(settings(cache: folder.cache), cloud, clock: clock)
        )
        for name in ["device/list", "camera/list"] {
            cloud.set { $0.standing[name] = .refused(code: "10002", message: "accessToken过期或异常") }
        }
        _ = await blind.pollOnce(addresses: false)
        cloud.set {
            $0.standing = [:]
            $0.goodTokens = []
        }
        clock.advance(by: 31)
        #expect(await other.pollOnce(addresses: false).accounts[0].complete)
        let asked = cloud.calls("token/get")
        clock.advance(by: -30)
        #expect(await blind.pollOnce(addresses: false).accounts[0].complete)
        #expect(cloud.calls("token/get") == asked)
    }

    @Test("credentials that are refused are told with the code of the cloud")
    func credentials() async {
        let cloud = FakeCloud(own: 1)
        cloud.set { $0.standing["token/get"] = .refused(code: "10017", message: "appKey不存在") }
        let snapshot = await poll(cloud)
        #expect(snapshot.accounts[0].trouble?.isRefused("10017") == true)
        #expect(snapshot.cameras.isEmpty)
    }

    @Test("a token is renewed a day before its end; where that fails, the old one serves on")
    func renewal() async {
        let clock = VirtualClock(Date())
        let cloud = FakeCloud(own: 1)
        let service = service(settings(), cloud, clock: clock)
        _ = await service.pollOnce(addresses: false)
        clock.advance(by: 5.9 * 86400)
        _ = await service.pollOnce(addresses: false)
        #expect(cloud.calls("token/get") == 1)
        clock.advance(by: 0.2 * 86400)
        cloud.set { $0.faults["token/get"] = Array(repeating: .transport(.unreachable("no route")), count: 2) }
        #expect(await service.pollOnce(addresses: false).accounts[0].complete)
        cloud.set { $0.faults["token/get"] = [] }
        let asked = cloud.calls("token/get")
        _ = await service.pollOnce(addresses: false)
        #expect(cloud.calls("token/get") == asked + 1)
    }

    @Test(
        "calls go where the token says, to hosts of the platform alone, and never without TLS after it",
        arguments: [
            ("https://open.ezvizlife.com", "https://isgpopen.ezvizlife.com", "isgpopen.ezvizlife.com"),
            ("https://open.ezvizlife.com", "http://isgpopen.ezvizlife.com", "open.ezvizlife.com"),
            ("https://open.ezvizlife.com", "https://evil.example", "open.ezvizlife.com"),
            ("https://open.ezvizlife.com", "https://u:p@isgpopen.ezvizlife.com", "open.ezvizlife.com"),
            ("https://open.ezvizlife.com", "https://evilezvizlife.com", "open.ezvizlife.com"),
            ("http://open.example", "http://other.example", "open.example"),
            ("http://open.example", "http://open.example:81", "open.example:81"),
        ])
    func areaDomain(base: String, domain: String, asked: String) async {
        let cloud = FakeCloud(own: 1)
        cloud.set { $0.areaDomain = domain }
        let service = service(settings(base: base), cloud)
        let snapshot = await service.pollOnce(addresses: false)
        #expect(snapshot.accounts[0].host == asked)
        #expect(cloud.set { $0.bases.last }?.hasSuffix("://" + asked) == true)
        #expect(cloud.set { $0.bases.first } == base)
    }

    @Test(
        "a broken, foreign, open, huge or linked cache file, or a pipe, is not read, and does no harm",
        arguments: ["broken", "foreign", "open", "huge", "pipe", "other's", "link"])
    func hostileCache(kind: String) async throws {
        let folder = try TemporaryFolder()
        let cloud = FakeCloud(own: 1)
        _ = await poll(cloud, folder)
        let path = folder.cache + "/" + folder.token
        switch kind {
        case "broken": try Data("{\"version\":1,".utf8).write(to: URL(filePath: path))
        case "foreign":
            let other = FakeCloud(own: 1)
            let away = try TemporaryFolder()
            _ = await service(settings(["away"], cache: away.cache), other).pollOnce(addresses: false)
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: away.cache + "/" + away.token, toPath: path)
        case "open": chmod(path, 0o644)
        case "huge":
            // Good, but for a hole of a terabyte behind it.
            truncate(path, 1 << 40)
        case "pipe":
            unlink(path)
            mkfifo(path, 0o600)
        case "other's":
            guard geteuid() == 0 else { return }
            chown(path, Neighbour.id, Neighbour.id)
        default:
            try FileManager.default.moveItem(atPath: path, toPath: folder.path + "/elsewhere")
            symlink(folder.path + "/elsewhere", path)
        }
        let snapshot = await poll(cloud, folder)
        #expect(snapshot.accounts[0].complete)
        #expect(cloud.calls("token/get") == 2)
        #expect(folder.mode("/" + folder.token) == 0o600)
    }

    @Test("a cache folder that is a link, or another user's, holds no token", arguments: ["link", "other's"])
    func hostileFolder(kind: String) async throws {
        let folder = try TemporaryFolder()
        let cloud = FakeCloud(own: 1)
        mkdir(folder.path + "/elsewhere", 0o700)
        if kind == "link" {
            symlink(folder.path + "/elsewhere", folder.cache)
        } else {
            guard geteuid() == 0 else { return }
            mkdir(folder.cache, 0o777)
            chown(folder.cache, Neighbour.id, Neighbour.id)
        }
        #expect(await poll(cloud, folder).accounts[0].complete)
        #expect(await poll(cloud, folder).accounts[0].complete)
        #expect(cloud.calls("token/get") == 2 && folder.files.isEmpty)
    }

    @Test("no file of the cache is called by a name that could be found by trying keys; an older eztop's token serves on")
    func hiddenName() async throws {
        let folder = try TemporaryFolder()
        let cloud = FakeCloud(own: 1)
        _ = await poll(cloud, folder)
        let today = folder.token
        let halves: [UInt64] = [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142].map { seed in
            "key-home\nhttp://127.0.0.1:1".utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        }
        let guessable = halves.map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        let text = String(decoding: try Data(contentsOf: URL(filePath: folder.cache + "/" + today)), as: UTF8.self)
        #expect(!today.contains(guessable) && !text.contains(guessable))
        // As an older one left it.
        let hidden = String(today.dropFirst(6).dropLast(5))
        let old = folder.cache + "/token-\(guessable)"
        try Data(text.replacing(hidden, with: guessable).utf8).write(to: URL(filePath: old + ".json"))
        chmod(old + ".json", 0o600)
        try Data().write(to: URL(filePath: old + ".lock"))
        unlink(folder.cache + "/" + today)
        _ = await poll(cloud, folder)
        #expect(cloud.calls("token/get") == 1, "the older one's token was not taken")
        #expect(folder.token == today && !folder.files.contains { $0.contains(guessable) })
    }

    @Test("more cameras than eztop takes are said, and the account is not whole")
    func tooMany() async {
        let cloud = FakeCloud()
        cloud.set { state in
            state.devices = [DeviceRow(serial: "R", name: "R", model: "", status: 1, isEncrypt: nil)]
            state.channels = (1...12_000).map { ChannelRow(serial: "R", channel: $0, name: "o\($0)", status: nil, isEncrypt: 0) }
            state.hosted = (1...12_000).map { (number: Int) in
                HostedRow(
                    serial: "S", channel: number, deviceName: "", channelName: "h\(number)", customName: "", trustID: nil,
                    status: 1)
            }
        }
        let snapshot = await service(settings(sources: [.own, .hosted], addresses: false), cloud).pollOnce(addresses: false)
        #expect(snapshot.cameras.count == 20_000)
        guard case .malformed(ServiceError.tooManyCameras, _, _) = snapshot.accounts[0].trouble else {
            Issue.record("\(String(describing: snapshot.accounts[0].trouble))")
            return
        }
    }

    @Test("without a folder that can be made, tokens are kept in memory")
    func noFolder() async {
        let cloud = FakeCloud(own: 1)
        let service = service(settings(cache: "/proc/eztop/cache"), cloud)
        _ = await service.pollOnce(addresses: false)
        #expect(await service.pollOnce(addresses: false).accounts[0].complete)
        #expect(cloud.calls("token/get") == 1)
    }

    @Test("the same key in two regions is two accounts: neither takes the other's token from the cache")
    func regionsApart() async throws {
        let folder = try TemporaryFolder()
        let (china, europe) = (FakeCloud(own: 1), FakeCloud(own: 2))
        let abroad = settings(base: "http://127.0.0.1:2", cache: folder.cache)
        for _ in 1...2 {
            #expect(await poll(china, folder).cameras.count == 1)
            #expect(await service(abroad, europe).pollOnce(addresses: false).cameras.count == 2)
        }
        #expect(china.calls("token/get") == 1 && europe.calls("token/get") == 1)
    }

    @Test(
        "a clock that differs from the cloud's by more than two minutes is noticed, and forgotten once it agrees",
        arguments: [(10800.0, true), (-10800, true), (90, false), (-90, false)])
    func wrongClock(error: TimeInterval, noticed: Bool) async {
        let clock = VirtualClock()
        let (cloud, observer) = (FakeCloud(own: 1), Observer())
        let service = DeviceService(settings(), clock: clock) { observe in
            observer.take(observe)
            return cloud
        }
        observer.tell(CallRecord(name: "token/get", code: "200", milliseconds: 5, serverDate: clock.now - error))
        #expect(await service.pollOnce(addresses: false).accounts[0].clockError == (noticed ? error : nil))
        // A reply that tells no date says nothing of the clock.
        observer.tell(CallRecord(name: "device/list", code: "200", milliseconds: 5))
        #expect(await service.pollOnce(addresses: false).accounts[0].clockError == (noticed ? error : nil))
        observer.tell(CallRecord(name: "device/list", code: "200", milliseconds: 5, serverDate: clock.now))
        #expect(await service.pollOnce(addresses: false).accounts[0].clockError == nil)
    }

    /// Keeps what the service wants to be told of each call.
    private final class Observer: Sendable {
        private let observe = Mutex<(@Sendable (CallRecord) -> Void)?>(nil)

        func take(_ observe: @escaping @Sendable (CallRecord) -> Void) { self.observe.withLock { $0 = observe } }

        func tell(_ record: CallRecord) { observe.withLock { $0 }?(record) }
    }

    @Test("settings show neither key, secret nor codes when printed")
    func redacted() {
        let account = AccountSettings(
            name: "home", base: Base(url: "https://open.ys7.com", overseas: false), appKey: "KEY", appSecret: Secret("SECRET"),
            verificationCodes: ["C1": Secret("ABCDEF")])
        var dumped = ""
        dump(account, to: &dumped)
        for text in ["\(account)", String(reflecting: account), dumped, "\(settings())"] {
            #expect(!text.contains("SECRET") && !text.contains("KEY") && !text.contains("ABCDEF") && !text.contains("secret-"))
        }
    }
}

extension TemporaryFolder {
    /// Where the tokens are.
    var cache: String { path + "/cache" }

    func mode(_ name: String) -> mode_t? {
        var status = stat()
        return lstat(cache + name, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? []).sorted() }
    var token: String { files.first { $0.hasSuffix(".json") } ?? "" }
}
