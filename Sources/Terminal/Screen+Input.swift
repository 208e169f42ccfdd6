import Cells
import Glibc
import System

extension Screen {
    /// Bytes taken at most in one call: who pastes without end must not keep signals and the clock waiting.
    private static let mouthful = 1024

    /// Everything the terminal has sent by now, and nothing when it has sent nothing. Waits only where the last byte is an ESC:
    /// for the delay that tells the key Esc from the start of a sequence.
    public mutating func readInput() -> [Input] {
        guard active else { return [] }
        var inputs: [Input] = []
        var taken = 0
        // The delay is waited for once: whoever holds Esc down must not keep them waiting either.
        var patience = escapeDelay
        while taken < Self.mouthful, device.hasInput(within: decoder.awaitsEscape ? patience : 0) {
            if decoder.awaitsEscape { patience = 0 }
            let bytes = device.read(Self.mouthful)
            if bytes.isEmpty { break }
            taken += bytes.count
            take(decoder.decode(bytes, at: MonotonicClock.milliseconds), &inputs)
        }
        if taken < Self.mouthful { take(decoder.expire(at: MonotonicClock.milliseconds), &inputs) }
        pending.took(taken)
        return inputs
    }

    /// Comes before the screen is left, or lent.
    func discardInput() { pending.discard(STDIN_FILENO) }

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
