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
var loop = try EventLoop<Never>()
painting: while true {
    let state = Scene.named(arguments[1]).state(size: loop.screen.size, language: language)
    loop.paint(state.view(), theme: Scene.theme)
    for event in loop.wait() {
        switch event {
        case .input(.key), .ended: break painting
        case .input: break
        }
    }
}
loop.screen.leave()
