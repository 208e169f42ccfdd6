import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Whoever polls goes, in all ways in which a process can go, and another one polls.
@Suite("One poller after another", .serialized, .heavy)
struct HandOver {
    private static let serials = ["D01234567", "C69625505", "G55512001", "F20118877", "F20118878", "E71820344", "C69625503"]

    private let cloud: Cloud
    private let home: Home
    private var environment: [String: String] { cloud.environment.merging(home.environment) { $1 } }

    init() throws {
        (cloud, home) = (try Cloud(), try Home(configuration: "interval = \"1s\"\n"))
    }

    private func front(_ more: [String: String] = [:], isJob: Bool = false) throws -> Front {
        try Front(environment.merging(more) { $1 }, lacksNever: Self.serials + ["15 cameras"], isJob: isJob)
    }

    /// One that polls, and so many that are attached to it.
    private func fronts(_ count: Int, areJobs: Bool = false) async throws -> [Front] {
        var fronts = [try front(isJob: areJobs)]
        try await Front.wait(fronts, "the first") { fronts[0].isPolling }
        for _ in 0..<count {
            fronts.append(try front(isJob: areJobs))
            try await Front.wait(fronts, "one more") {
                fronts.last?.poller == fronts[0].process && fronts.last?.isAttached == true
            }
        }
        return fronts
    }

    private func mark(_ front: Front, among fronts: [Front]) async throws {
        front.send("j ")
        try await Front.wait(fronts, "a mark") { front.holds("1 marked") }
    }

    @Test(
        "killed, left, ended or stopped as a job: within two seconds another one polls, and rows, marks, calls and the log go on",
        arguments: Dice.seeds(1))
    func again(seed: Int) async throws {
        var dice = Dice(seed: seed)
        var fronts = try await fronts(2, areJobs: true)
        for front in fronts { try await mark(front, among: fronts) }
        let began = ContinuousClock.now
        var (isOffline, outages, kills) = (false, 0, 0)
        for round in 0..<Self.changes {
            // A camera comes and goes meanwhile.
            if round % 10 == 5 {
                isOffline.toggle()
                if isOffline { outages += 1 }
                try await cloud.change("{\"status\":{\"serial\":\"F20118878\",\"value\":\(isOffline ? 0 : 1)}}")
            }
            // At any moment of a poll.
            let moment = ContinuousClock.now + .milliseconds(Int.random(in: 0..<150, using: &dice))
            try await Front.wait(fronts, "a moment") { ContinuousClock.now >= moment }
            if round % 10 == 4 {
                let word = isOffline ? "12 online" : "13 online"
                try await Front.wait(fronts, word) { fronts.allSatisfy { $0.holds(word) } }
            }
            let place = try #require(fronts.firstIndex { $0.isPolling })
            let gone = fronts.remove(at: place)
            let before = try await cloud.calls("device/list")
            let way = try #require([SIGKILL, SIGTERM, SIGQUIT, SIGTSTP].randomElement(using: &dice))
            gone.isLeaving = true
            switch way {
            case SIGQUIT: gone.send("q")
            case SIGTSTP: gone.send("\u{1A}")
            default: gone.signal(way)
            }
            if way == SIGKILL { kills += 1 }
            try await Front.wait(fronts, "another one that polls after \(way)", within: 2) {
                guard let next = fronts.first(where: \.isPolling) else { return false }
                guard fronts.allSatisfy({ $0 === next || $0.poller == next.process }) else { return false }
                return try await cloud.calls("device/list") > before
            }
            #expect(fronts.allSatisfy { $0.holds("1 marked") })
            if way == SIGTSTP {
                try await Front.wait(fronts, "its stop") { gone.state == "T" }
                gone.isLeaving = false
                gone.send("\r")
                fronts.append(gone)
                try await Front.wait(fronts, "its coming back") { gone.isAttached && gone.holds("1 marked") }
            } else {
                try await Front.wait(fronts, "its end") { gone.state == nil }
                #expect(gone.faults.isEmpty, "\(gone.faults[0])")
                let new = try front(isJob: true)
                fronts.append(new)
                try await Front.wait(fronts, "a new one") { new.isAttached }
                try await mark(new, among: fronts)
            }
            for front in fronts { #expect(front.faults.isEmpty, "round \(round), \(way): \(front.faults[0])") }
        }
        // One of them polls, and that one alone.
        let first = try await cloud.calls("device/list")
        let second = ContinuousClock.now + .seconds(2)
        try await Front.wait(fronts, "two seconds") { ContinuousClock.now >= second }
        #expect((1...3).contains(try await cloud.calls("device/list") - first))
        let told = try #require(fronts[0].callsToday)
        // Of a call that was under way when its caller was killed nobody knows.
        let all = try await cloud.allCalls()
        #expect((all - 3 * kills - 3...all).contains(told), "\(told) of \(all)")

        let seconds = (ContinuousClock.now - began) / .seconds(1)
        for front in fronts { front.send("q") }
        try await Front.wait(fronts, "their end") { fronts.allSatisfy { $0.state == nil } }
        let report = try Run(["report", "--json"], in: home, cloud.environment)
        struct Report: Decodable {
            struct Camera: Decodable {
                var serial: String
                var outages: Int
                var observed_s: Double
            }
            var cameras: [Camera]
        }
        let cameras = try JSONDecoder().decode(Report.self, from: Data(report.text.utf8)).cameras
        #expect(cameras.count == 15)
        for camera in cameras {
            let expected = camera.serial == "F20118878" ? outages : ["D01234567", "C69625505"].contains(camera.serial) ? 1 : 0
            #expect(camera.outages == expected, "\(camera.serial)")
            #expect(camera.observed_s >= seconds - 2, "\(camera) of \(seconds)")
        }
        let twice = try python(
            """
            import sqlite3, sys
            state, last = sqlite3.connect(sys.argv[1]), {}
            for camera, fact, seen in state.execute("select camera, fact, seen from changes order by camera, fact, at"):
                if last.get((camera, fact)) == seen: print(camera, fact, seen)
                last[camera, fact] = seen
            """, [home.path + "/state/eztop/state.db"])
        #expect(twice.text.isEmpty, "\(twice.text)")
    }

    private static let changes = 12

    @Test(
        "killed in the middle of a switch: what the lists say is what came of it, or nobody knows; it is sent once, and no change is told that none was",
        arguments: ["late", "refused"])
    func inASwitch(_ answer: String) async throws {
        let fronts = try await fronts(1)
        let front = fronts[1]
        let code = answer == "late" ? "" : ",\"code\":\"49999\""
        try await cloud.change(
            "{\"fail\":{\"with\":{\"path\":\"/api/lapp/device/encrypt/off\",\"times\":1,\"delay\":3\(code)}}}")
        front.send("jjje")
        try await Front.wait(fronts, "the question") { front.holds("Lift encryption?") }
        front.send("\r")
        try await Front.wait(fronts, "the call") { try await cloud.calls("device/encrypt/off") == 1 }
        fronts[0].signal(SIGKILL)
        if answer == "late" {
            try await Front.wait([front], "the lists' word", within: 40) { front.holds("Encryption of 书房 lifted") }
        } else {
            try await Front.wait([front], "that nobody knows", within: 40) { front.holds("it is not known whether") }
        }
        front.send("l")
        try await Front.wait(fronts, "the log") { front.holds("eztop   Log") }
        #expect(!front.holds("by itself"), "\(front.text)")
        #expect(try await cloud.calls("device/encrypt/off") == 1)
    }

    @Test(
        "one that is stopped is named after ten seconds, also to who comes then, and nobody else polls; a command ends with the word"
    )
    func stopped() async throws {
        var fronts = try await fronts(1)
        let poller = fronts[0]
        poller.signal(SIGSTOP)
        try await Front.wait(fronts, "its stop") { poller.state == "T" }
        let before = try await cloud.calls("device/list")
        fronts += [try front(), try front(["LC_ALL": "zh_CN.UTF-8"])]
        let watch = try Pty(builtProduct("eztop"), ["watch"], environment: environment)
        let devices = try Pty(builtProduct("eztop"), ["devices", "--json", "--no-live"], environment: environment)
        let began = ContinuousClock.now
        // Those that come now may take seconds to begin, on a machine that has more to do.
        var named: Set<Int> = []
        try await Front.wait(fronts, "the word", within: 40) {
            let word = "pid \(poller.process) asks the cloud for all, and has not answered for 1"
            let words = [1: word, 2: word, 3: "进程 \(poller.process) 负责查询云端，已 1"]
            named.formUnion(words.keys.filter { fronts[$0].holds(words[$0] ?? "") })
            return named.count == words.count
        }
        #expect(ContinuousClock.now - began > .seconds(5))
        try watch.wait(for: "has not answered for 10s")
        // The command alone has asked it, once it knew.
        #expect(try await cloud.calls("device/list") <= before + 1)
        // What is wished for ends too.
        fronts[2].send("jjje")
        try await Front.wait(fronts, "the question") { fronts[2].holds("Lift encryption?") }
        fronts[2].send("\r")
        try await Front.wait(fronts, "its end") { fronts[2].holds("the process that polls does not answer") }
        #expect(try devices.exit(within: 5) == .code(0))
        #expect(devices.text.contains("pid \(poller.process) asks the cloud for all, and does not answer"), "\(devices.text)")
        poller.signal(SIGCONT)
        try await Front.wait(fronts, "that it goes on") {
            fronts[1].isAttached && fronts[2].isAttached && fronts[3].holds("经由进程 \(poller.process)")
        }
        // Where all are stopped together nobody was silent.
        watch.forget()
        for front in fronts { front.signal(SIGSTOP) }
        watch.signal(SIGSTOP)
        try await Front.wait(fronts, "their stop") { fronts.allSatisfy { $0.state == "T" } }
        let stopped = ContinuousClock.now
        try await Front.wait(fronts, "that time passes", within: 15) { ContinuousClock.now - stopped > .seconds(12) }
        let calls = try await cloud.calls("device/list")
        watch.signal(SIGCONT)
        for front in fronts.reversed() { front.signal(SIGCONT) }
        try await Front.wait(fronts, "that all go on") {
            #expect(!fronts.contains { $0.holds("has not answered") })
            return try await cloud.calls("device/list") > calls + 2
        }
        try watch.wait("", within: 0) { _ in true }
        #expect(!watch.text.contains("has not answered"), "\(watch.text)")
    }
}
