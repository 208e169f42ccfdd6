import Cells
import System

extension Screen {
    /// Bytes taken at most in one call: who pastes without end must not keep signals and the clock waiting.
    private static let mouthful = 1024

    /// Everything the terminal has sent by now, and nothing when it has sent nothing. Waits only where the last byte is an ESC:
    /// for the delay that tells the key Esc from the start of a sequence.
    public mutating func readInput() -> [Input] {
        guard active else { return [] }
        var inputs: [Input] = []
        taken = 0
        while taken < Self.mouthful, device.hasInput(within: decoder.awaitsEscape ? escapeDelay : 0) {
            let bytes = device.read(Self.mouthful)
            if bytes.isEmpty { break }
            taken += bytes.count
            take(decoder.decode(bytes, at: MonotonicClock.milliseconds), &inputs)
        }
        if taken < Self.mouthful { take(decoder.expire(at: MonotonicClock.milliseconds), &inputs) }
        return inputs
    }

    /// Bytes of the longest key: more in one piece was pasted, or typed ahead.
    private static let longestKey = 16
    /// Milliseconds without a byte after which a paste is over, and how long one is waited for at most.
    private static let pause = 100, pastePatience = 2_000

    /// When the screen is left, or lent, in the middle of a paste, the rest of it would be read by the shell, or whoever comes next.
    /// The kernel holds some kB of it; the other end of the terminal sends more as soon as there is room.
    func discardInput() {
        guard taken > Self.longestKey || device.hasInput(within: 0) else { return }
        let end = MonotonicClock.milliseconds + Self.pastePatience
        while MonotonicClock.milliseconds < end, device.hasInput(within: Self.pause) {
            if device.read(65_536).isEmpty { return }
        }
    }

    private mutating func take(_ events: [TerminalEvent], _ inputs: inout [Input]) {
        for event in events {
            if case .input(let input) = event {
                inputs.append(input)
            } else if probe.take(event, into: &capabilities) {
                inputs.append(.probed(ambiguousWide: capabilities.wideAmbiguous.isWide))
            }
        }
    }
}
