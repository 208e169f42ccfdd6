import Cells
import Fleet
import FoundationEssentials
import Scenes
import TestSupport
import Testing
import Wording

@Suite("The columns of the grid", .serialized, .heavy)
struct ColumnStories {
    /// A row alone, so that what stands in it is its own.
    private func row(_ columns: Int, _ language: Language, _ change: (inout Camera) -> Void) -> String {
        var snapshot = SampleFleet.snapshot
        snapshot.cameras = [snapshot.cameras[2]]
        change(&snapshot.cameras[0])
        return Story(snapshot, size: Size(columns: columns, rows: 24), language: language).row("Garden") ?? ""
    }

    @Test(
        "every code is whole from 100 columns on, in both languages",
        arguments: Language.allCases, [100, 101, 110, 119, 120, 140, 200])
    func codes(language: Language, columns: Int) {
        let states = language.texts.states
        for code in ["404", "9053", "10007", "60061", "90606", "95547", "999999"] {
            let answers: [(LiveAnswer, String)] = [
                (.refused(code: code, message: ""), states.refused), (.limited(code: code, message: ""), states.limited),
                (.broken(code: code, message: ""), states.broken),
            ]
            for (answer, word) in answers {
                let row = row(columns, language) { $0.live?.value = answer }
                #expect(row.contains("\(word) \(code)"), "\(row)")
            }
        }
        let denied = row(columns, language) { $0.live?.value = .refused(code: "10031", message: "") }
        #expect(denied.contains(states.notGranted))
    }

    @Test(
        "how long a camera has been offline at least is whole from 120 columns on", arguments: Language.allCases, [120, 140, 200])
    func offline(language: Language, columns: Int) {
        for (seconds, age) in [(23.5 * 3600, ">23h"), (47.5 * 3600, ">47h"), (30.0 * 86400, ">30d")] {
            let row = row(columns, language) { camera in
                camera.status?.value = .offline
                camera.history = History(changes: [History.Change(at: SampleFleet.now - seconds, seen: .offline)])
            }
            #expect(row.contains("\(language.texts.states.offline) \(age)"), "\(row)")
        }
    }

    @Test("AGE is never finer than a minute, however old a fact is")
    func age() {
        var story = Story()
        for seconds in stride(from: 0.0, to: 7200, by: 7) {
            story.cloud { snapshot in
                snapshot.poll.interval = 1
                snapshot.poll.configuredInterval = 1
                snapshot.cameras = [SampleFleet.snapshot.cameras[2]]
                snapshot.cameras[0].status?.checked = SampleFleet.now - seconds
            }
            let row = story.row("Garden") ?? ""
            #expect(row.matches(of: /[0-9]s!/).isEmpty, "\(row)")
            if seconds > 60 { #expect(row.contains("!"), "\(row)") }
        }
    }
}
