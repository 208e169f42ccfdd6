import Cells
import Glibc
import Terminal

// The main loop of a dashboard around nothing: shows rows to move in, what was typed, or cells named by its arguments.
Wakeups.blockSignals()

/// Runs until a key or a signal ends it. Returns the exit code.
func run() throws -> Int32 {
    var options = Screen.Options(escapeDelay: getenv("ESCAPE_DELAY").flatMap { Int(String(cString: $0)) })
    options.errorLog = getenv("ERROR_LOG").map { String(cString: $0) }
    var loop = try EventLoop<String>(options)
    let code = show(Scene(arguments: Array(CommandLine.arguments.dropFirst())), &loop)
    loop.screen.leave()
    return code
}

func show(_ scene: Scene, _ loop: inout EventLoop<String>) -> Int32 {
    var scene = scene
    while true {
        loop.paint(scene.frame(loop.screen.size, loop.screen.capabilities), theme: Scene.theme)
        for event in loop.wait() {
            switch event {
            case .ended(let status): return status
            case .mail(let message): scene.heard(message)
            case .input(let input):
                switch scene.take(input) {
                case .nothing: break
                case .quit: return 0
                case .suspend: loop.screen.suspend()
                case .redraw: loop.screen.redraw()
                case .copy(let text): loop.screen.writeRaw(Array("\u{1b}]52;c;\(text)\u{7}".utf8))
                case .send(let text): loop.mailbox.send(text)
                case .crash: UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
                case .trap: fatalError("these are the last words")
                case .trapElsewhere: crashOnAnotherThread()
                case .exit: exit(3)
                }
            }
        }
    }
}

func crashOnAnotherThread() {
    var thread = pthread_t()
    pthread_create(&thread, nil, { _ in fatalError("died elsewhere") }, nil)
    pthread_join(thread, nil)
}

do {
    exit(try run())
} catch {
    print(error)
    exit(64)
}
