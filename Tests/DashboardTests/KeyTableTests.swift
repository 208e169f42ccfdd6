import Cells
import Fleet
import FoundationEssentials
import Scenes
import TestSupport
import Testing
import Wording

@testable import Dashboard

@Suite("The key table", .serialized, .heavy)
struct KeyTableTests {
    @Test("every command of every page and dialog has a name of its own, words in every language, and stands on the keys' page")
    func words() throws {
        let path = #filePath.dropLast("Tests/DashboardTests/KeyTableTests.swift".count) + "docs/keys.md"
        let page = String(decoding: try #require(FileManager.default.contents(atPath: String(path))), as: UTF8.self)
        #expect(Set(Bindings.names).count == Bindings.names.count)
        for name in Bindings.names {
            #expect(page.contains("`\(name)`"), "\(name) is not in docs/keys.md")
            for language in Language.allCases {
                let words = language.texts.words(for: name)
                #expect(words.title != name && !words.title.isEmpty && !words.short.isEmpty, "\(name) in \(language)")
            }
        }
        for scope in Scope.all where scope.name != "grid" {
            for language in Language.allCases { #expect(language.texts.heading(scope.name) != scope.name, "\(scope.name)") }
        }
    }

    @Test("what one scope takes from another, follows or names beside it is in the table")
    func references() {
        let names = Set(Bindings.names.map { Command($0) })
        for scope in Scope.all {
            #expect(scope.takes.isSubset(of: names), "\(scope.name)")
            for binding in scope.own {
                #expect(binding.follows.map(names.contains) != false && binding.pair.map(names.contains) != false)
            }
        }
    }

    @Test("every kind of page and dialog is in the table")
    func complete() {
        let names = Set(Scope.all.map(\.name))
        #expect(names.count == Scope.all.count)
        for scene in Scene.all {
            let state = scene.state(size: Size(columns: 80, rows: 24), language: .english)
            for scope in [state.page.scope, state.prompt?.scope, state.dialog?.scope].compactMap({ $0 }) {
                #expect(names.contains(scope.name), "\(scope.name)")
            }
        }
    }

    /// Keys that a page of its own takes from what it shares with others, and no more.
    @Test("a key that two commands of one place share is meant so: there the first has it")
    func overlaps() {
        let bindings = Bindings()
        var overlaps: Set<String> = []
        for scope in Scope.all {
            var owners: [Key: [Command]] = [:]
            for binding in bindings.bindings(in: scope) {
                for key in binding.keys where owners[key]?.contains(binding.command) != true {
                    owners[key, default: []].append(binding.command)
                }
            }
            for (key, commands) in owners where commands.count > 1 {
                overlaps.insert("\(scope.name): \(key.name) \(commands.map(\.name).joined(separator: " "))")
            }
        }
        #expect(
            overlaps == [
                "details: Down details-down move-down", "details: Up details-up move-up",
                "details: Enter details-close page-back",
                "details: Space mark scroll-page-down", "history: Enter history-camera page-back",
                "card: Esc card-keep page-dismiss", "log: Esc log-clear page-dismiss",
                "batch: Esc batch-stop dialog-leave",
            ])
    }

    @Test("no key belongs to two commands of one place, and the place is named")
    func conflicts() {
        #expect(Bindings.conflicts(of: [:]).isEmpty)
        func conflicts(_ rebound: [Command: [Key]]) -> [Bindings.Conflict] { Bindings.conflicts(of: rebound) }
        typealias Conflict = Bindings.Conflict
        #expect(
            conflicts([.copyAddress: [.character("e")]])
                == [Conflict(key: .character("e"), place: nil, commands: [.toggleEncryption, .copyAddress])], "once, in the list")
        #expect(
            conflicts(["card-hls": [.character("y")]])
                == [Conflict(key: .character("y"), place: "card", commands: ["card-copy", "card-hls"])])
        #expect(
            conflicts(["card-hls": [.character("?")]])
                == [Conflict(key: .character("?"), place: "card", commands: ["card-hls", .help])], "the list's that works there")
        #expect(conflicts([.help: [.character("h")]]).map(\.place) == [nil, "card"])
        #expect(conflicts(["encryption-hour": [.escape]]).map(\.place) == ["encryption"], "once, though two dialogs have it")
        #expect(conflicts(["chooser-toggle": [.control("l")]]).map(\.commands) == [[.redraw, "chooser-toggle"]])
        #expect(conflicts(["log-copy": [.control("c")]]).map(\.commands) == [[.quit, "log-copy"]])
        #expect(conflicts(["picture-again": [.character("l")]]).map(\.place) == ["picture"])
        #expect(conflicts([.log: [.character("j")]]).map(\.place) == [nil, "history", "camera-history"])
        #expect(conflicts(["card-hls": [.character("s")]]).isEmpty, "nobody sorts on the card")
        #expect(conflicts(["log-copy": [.character("c")], "card-copy": [.character("x")]]).isEmpty)
    }

    @Test("Esc stays with what leaves a page, a prompt or a dialog, whatever the configuration says")
    func escape() {
        let rebound: [Command: [Key]] = [
            "page-dismiss": [.character("x")], "dialog-leave": [], "prompt-clear": [.function(2)], .dismiss: [.character("x")],
        ]
        let bindings = Bindings(rebound: rebound)
        for (command, keys) in [
            ("page-dismiss", [.character("x"), .escape]), ("dialog-leave", [.escape]), ("prompt-clear", [.function(2), .escape]),
            ("dismiss", [.character("x")]),
        ] as [(Command, [Key])] {
            #expect(bindings.binding(of: command)?.keys == keys)
        }
        for scene in Scene.all {
            var state = Scene.fresh(size: Size(columns: 120, rows: 40), rebound: rebound)
            _ = state.update(.snapshot(SampleFleet.snapshot), at: SampleFleet.now)
            for message in scene.keys.map({ Message.input(.key($0)) }) + scene.messages {
                _ = state.update(message, at: SampleFleet.now)
            }
            for _ in 0..<4 { _ = state.update(.input(.key(.escape)), at: SampleFleet.now) }
            #expect(state.page is GridPage && state.dialog == nil && state.prompt == nil, "\(scene.name)")
        }
    }

    @Test("keys of a recording that knows the list's alone leave the pages theirs")
    func olderRecordings() {
        let bindings = Bindings(names: ["copy-address": [.character("x")], "no-such-command": [.tab]], readOnly: false)
        #expect(bindings.binding(of: .copyAddress)?.keys == [.character("x")])
        #expect(bindings.binding(of: "card-copy")?.keys == [.character("y")])
        #expect(Bindings(names: bindings.keys, readOnly: false).keys == bindings.keys)
    }

    /// Every key that a terminal sends, but Ctrl-C.
    private static let keys: [Key] = {
        let named = ["Enter", "Esc", "Tab", "Shift-Tab", "Backspace", "Delete", "Up", "Down", "Left", "Right", "PgUp", "PgDn"]
        let others = ["Home", "End"] + "abdefghijklmnopqrstuvwxyz".map { "Ctrl-\($0)" } + (1...12).map { "F\($0)" }
        return (named + others).compactMap { Key(name: $0) }
            + (UInt8(ascii: " ")...UInt8(ascii: "~")).map { Key.character(String(UnicodeScalar($0))) }
    }()

    /// The scenes, and what none of them shows.
    private static let places: [(name: String, state: State)] = {
        let size = Size(columns: 120, rows: 24)
        var places = Scene.all.map { ($0.name, $0.state(size: size, language: .english)) }
        func add(_ name: String, _ keys: [Key], to scene: String = "grid", _ messages: [Message] = []) {
            var state = Scene.named(scene).state(size: size, language: .english)
            for key in keys { _ = state.update(.input(.key(key)), at: SampleFleet.now) }
            for message in messages { _ = state.update(message, at: SampleFleet.now) }
            places.append((name, state))
        }
        let door = DeviceID(account: "home", serial: "C69625502")
        add("theme", [.character("T")])
        add("log filter", [.character("/"), .character("x")], to: "log")
        add("code", [.enter], to: "lift", [.switched(door, on: false, .wantsCode(code: "20010", message: ""))])
        add("addresses under way", [.character("*"), .character("y")])
        add("picture to come", [.character("p")], to: "details")
        add("asking to withdraw", [.character("w")], to: "card")
        return places
    }()

    @Test("no page and no dialog does anything for a key that is not in its table", arguments: places.indices)
    func nothingElse(place: Int) {
        let (name, state) = Self.places[place]
        let scope = state.dialog?.scope ?? state.prompt?.scope ?? state.page.scope
        let screen = state.view()
        let listed = Set(state.options.bindings.bindings(in: scope).flatMap(\.keys))
        for key in Self.keys where !listed.contains(key) {
            var pressed = state
            let effects = pressed.update(.input(.key(key)), at: SampleFleet.now)
            #expect(effects.isEmpty, "\(key) in \(name)")
            #expect(pressed.page.scope.name == state.page.scope.name && pressed.behind.count == state.behind.count)
            #expect((pressed.dialog == nil) == (state.dialog == nil), "\(key) in \(name)")
            // Where text is typed a letter is text, and the others edit it; on the card any key says that the address stays.
            if scope.isText || state[CardPage.self]?.asksWithdrawal == true { continue }
            #expect(pressed.view() == screen, "\(key) in \(name)")
        }
    }
}
