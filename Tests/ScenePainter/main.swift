import Cells
import Dashboard
import Glibc
import Scenes
import Terminal
import Wording

// Paints one scene on the terminal it runs in, until a key is pressed: `ScenePainter grid zh-Hans`.
Wakeups.blockSignals()

let arguments = CommandLine.arguments
guard arguments.count == 3, let language = Language(rawValue: arguments[2]) else {
    print("usage: ScenePainter SCENE en|zh-Hans")
    exit(64)
}
let mailbox = Mailbox<Never>()
let wakeups = try Wakeups(mailbox: mailbox.descriptor)
var screen = try Screen()
while true {
    let state = Scene.named(arguments[1]).state(size: screen.size, language: language)
    screen.paint(state.view(), theme: Scene.theme)
    let wake = wakeups.wait(milliseconds: nil)
    if wake.signals.contains(SIGWINCH) { _ = screen.resize() }
    let isKey = screen.readInput().contains { if case .key = $0 { true } else { false } }
    if isKey || wake.hangup { break }
}
screen.leave()
