import Cells
import Glibc
import Terminal

// The main loop of a dashboard around nothing: shows rows to move in, what was typed, or cells named by its arguments.
Wakeups.blockSignals()

/// Runs until a key or a signal ends it. Returns the exit code.
func run() throws -> Int32 {
    var options = Screen.Options(escapeDelay: getenv("ESCAPE_DELAY").flatMap { Int(String(cString: $0)) })
    options.errorLog = getenv("ERROR_LOG").map { String(cString: $0) }
    var screen = try Screen(options)
    let code = try loop(&screen)
    screen.leave()
    return code
}

func loop(_ screen: inout Screen) throws -> Int32 {
    var scene = Scene(arguments: Array(CommandLine.arguments.dropFirst()))
    let mailbox = Mailbox<String>()
    let wakeups = try Wakeups(mailbox: mailbox.descriptor)
    screen.paint(scene.frame(screen.size, screen.capabilities), theme: Scene.theme)
    while true {
        let wake = wakeups.wait(milliseconds: nil)
        if wake.hangup { return 129 }
        for signal in wake.signals {
            switch signal {
            case SIGWINCH: scene.resized(screen.resize())
            case SIGTSTP: screen.suspend()
            case SIGCONT: screen.resume()
            case SIGHUP: return 129
            default: return 128 + signal
            }
        }
        if wake.mailbox { for message in mailbox.drain() { scene.heard(message) } }
        if wake.input {
            for input in screen.readInput() {
                switch scene.take(input) {
                case .nothing: break
                case .quit: return 0
                case .suspend: screen.suspend()
                case .redraw: screen.redraw()
                case .copy(let text): screen.writeRaw(Array("\u{1b}]52;c;\(text)\u{7}".utf8))
                case .send(let text): mailbox.send(text)
                case .crash: UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
                case .trap: fatalError("these are the last words")
                case .trapElsewhere: crashOnAnotherThread()
                case .exit: exit(3)
                }
            }
        }
        screen.paint(scene.frame(screen.size, screen.capabilities), theme: Scene.theme)
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
