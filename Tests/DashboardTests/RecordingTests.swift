import Cells
import Fleet
import FoundationEssentials
import Scenes
import TestSupport
import Testing
import Vocabulary

@testable import Dashboard

@Suite("Recordings", .serialized, .heavy)
struct RecordingTests {
    /// Plays messages to a dashboard and records them; also what stood on its screen in the end.
    private func record(_ messages: [Message], rebound: [Command: [Key]] = [:]) throws -> (data: Data, state: State) {
        var state = Scene.fresh(size: Size(columns: 120, rows: 40), rebound: rebound)
        var recorder = Recorder()
        var data = try #require(Recorder.header(of: state, version: "test", utcOffset: 0))
        for message in messages {
            for line in recorder.lines(for: message, to: state, at: SampleFleet.now) { data += line }
            _ = state.update(message, at: SampleFleet.now)
        }
        return (data, state)
    }

    private func replayed(_ data: Data) throws -> State {
        let recording = try Recording(data)
        var state = recording.beginning
        for moment in recording.moments { _ = state.update(moment.message, at: moment.at) }
        return state
    }

    private func keys(_ text: String) -> [Message] { text.map { .input(.key(.character(String($0)))) } }

    /// All screens but those that show what a recording must not hold.
    private static let scenes = Scene.all.map(\.name).filter { !["card", "card-stable", "picture", "details"].contains($0) }

    @Test("show what the user saw, screen by screen", arguments: scenes)
    func faithful(name: String) throws {
        let scene = Scene.named(name)
        let messages =
            (scene.snapshot.map { [Message.snapshot($0)] } ?? []) + scene.keys.map { .input(.key($0)) } + scene.messages
        let (data, state) = try record(messages)
        #expect(try replayed(data).view().text == state.view().text)
    }

    @Test("each message has its own moment, and what the program was started with is kept")
    func moments() throws {
        let state = Scene.fresh(size: Size(columns: 120, rows: 40))
        var recorder = Recorder()
        var data = try #require(Recorder.header(of: state, version: "test", utcOffset: 0))
        for line in recorder.lines(for: .themeFault("x"), to: state, at: SampleFleet.now + 7) { data += line }
        let recording = try Recording(data)
        #expect(recording.moments.map(\.at) == [SampleFleet.now + 7])
        let options = recording.beginning.options
        #expect(options.player == state.options.player && options.mouse == state.options.mouse)
        #expect(options.themes == state.options.themes && options.colours == state.options.colours)
    }

    @Test("hold no address, no picture, and neither the letters nor the number of a code")
    func redacted() throws {
        let porch = DeviceID(account: "home", serial: "C69625502")
        let (data, state) = try record(
            [
                .snapshot(SampleFleet.snapshot),
                .addressed(SampleFleet.living, .hls, .hd, .address(SampleFleet.address)),
                .stable(SampleFleet.living, .address(SampleFleet.stableAddress)),
                .pictured(SampleFleet.living, .picture(SampleFleet.picture)),
                .switched(porch, on: false, .wantsCode(code: "20010", message: "")),
                .switched(porch, on: false, .refusesCode(code: "20010", message: "")),
            ] + keys("QWZXJK") + [.input(.paste("PASTED")), .input(.key(.backspace)), .input(.key(.enter))])
        let text = String(decoding: data, as: UTF8.self)
        for secret in ["912873344552", "m3u8", "QWZXJK", "\"Q\"", "\"W\"", "PASTED"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("********"))
        // What happened after the prompt is the same with stars in it.
        #expect(try replayed(data).switching.keys.contains(porch) == state.switching.keys.contains(porch))
    }

    @Test("keep the keys that were in force, also in the prompt that is masked")
    func rebound() throws {
        let porch = DeviceID(account: "home", serial: "C69625502")
        let (data, state) = try record(
            [.snapshot(SampleFleet.snapshot), .switched(porch, on: false, .wantsCode(code: "20010", message: ""))]
                + keys("QWZ") + [.input(.key(.function(5)))] + keys("lL"),
            rebound: ["dialog-confirm": [.function(5)], "log-close": [.character("L")]])
        #expect(state.isSwitching)
        let again = try replayed(data)
        #expect(again.view().text == state.view().text && again.isSwitching)
    }

    @Test("that were cut off in the last line play as far as they go; a broken line is named; no other file is one")
    func broken() throws {
        let (data, _) = try record([.snapshot(SampleFleet.snapshot)] + keys("jjj"))
        #expect(try Recording(data.dropLast(20)).moments.count == 3)
        var lines = data.split(separator: 0x0A).map { Data($0) }
        lines[2] = Data("{}".utf8)
        #expect(throws: Recording.Fault.line(3)) { try Recording(Data(lines.joined(separator: [0x0A]))) }
        #expect(throws: Recording.Fault.noRecording) { try Recording(Data("hello".utf8)) }
        #expect(throws: Recording.Fault.noRecording) { try Recording(Data()) }
    }

    @Test("with marks without end in keys and names are played in no time", .timeLimit(.minutes(1)))
    func marks() throws {
        let marks = String(repeating: "\u{301}\u{316}", count: 200_000)
        var snapshot = SampleFleet.snapshot
        snapshot.cameras[0].name = "MARKED"
        let (data, _) = try record([.snapshot(snapshot)] + keys("/a"))
        let hostile = String(decoding: data, as: UTF8.self).replacing("MARKED", with: "a" + marks)
        let recording = try Recording(Data(hostile.utf8))
        var state = recording.beginning
        for moment in recording.moments { _ = state.update(moment.message, at: moment.at) }
        #expect(state.snapshot.cameras.contains { $0.name.unicodeScalars.count == 31 })
    }

    @Test("with moments beyond all calendars, or a time zone beyond all oceans, do no harm")
    func absurdTimes() throws {
        let (data, _) = try record([.snapshot(SampleFleet.snapshot), .input(.key(.enter)), .configurationFault("x")])
        let text = String(decoding: data, as: UTF8.self)
        for offset in [Int.max, Int.min, 86_401] {
            let zone = text.replacing(#""utcOffset":0"#, with: #""utcOffset":\#(offset)"#)
            #expect(throws: Recording.Fault.noRecording) { try Recording(Data(zone.utf8)) }
        }
        for absurd in ["1e300", "-1e300"] {
            let moments = text.replacing(/"(at|expires|checked|changed)":[-0-9.]+/) { #""\#($0.output.1)":\#(absurd)"# }
            #expect(!(try replayed(Data(moments.utf8)).view().text.isEmpty))
        }
    }

    @Test("of which any part was changed are refused, or played to their end", arguments: 0..<35)
    func hostile(seed: Int) throws {
        let (data, _) = try record(
            [.snapshot(SampleFleet.snapshot), .input(.key(.enter)), .pictured(SampleFleet.living, .picture(SampleFleet.picture))]
                + keys("jjlp?/x"))
        var lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        let line = seed % lines.count
        switch seed % 7 {
        case 0: lines[line] = lines[line].replacing(/[0-9]+/) { _ in "9223372036854775807" }
        case 1: lines[line] = lines[line].replacing(/[0-9]+/) { _ in "-1" }
        case 2: lines[line] = lines[line].replacing(/"[^"]*":"[^"]*"/) { _ in #""x":"\u001b[2J\u0000""# }
        case 3: lines[line] = String(repeating: "[", count: 1_000_000)
        case 4: lines[line] = String(repeating: #"{"a":"#, count: 200_000)
        case 5: lines.swapAt(0, line)
        default: lines[line] = String(lines[line].prefix(lines[line].count / 2))
        }
        guard let recording = try? Recording(Data(lines.joined(separator: "\n").utf8)) else { return }
        var state = recording.beginning
        for moment in recording.moments { _ = state.update(moment.message, at: moment.at) }
        #expect(!state.view().text.contains("\u{1B}"))
    }

    @Test("with a screen of absurd size are refused")
    func huge() throws {
        let (data, _) = try record([.input(.resize(Size(columns: 2_000_000, rows: 2_000_000))), .tick, .input(.focus(true))])
        #expect(throws: Recording.Fault.line(2)) { try Recording(data) }
    }
}
