import DeviceService
import Wording

/// This machine's clock against the hosts'.
enum ClockCheck {
    /// The farthest off decides.
    static func finding(_ checkups: [AccountCheckup], _ texts: Texts) -> Finding {
        let words = texts.doctor.cloud
        let told = checkups.compactMap { checkup in checkup.clockDifference.map { (checkup, $0) } }
        guard let (checkup, difference) = told.max(by: { abs($0.1) < abs($1.1) }) else {
            return Finding(.clock, .ok, words.notCompared)
        }
        guard checkup.clockError != nil else {
            return Finding(.clock, .ok, words.clockRight(checkup.host, Int(abs(difference).rounded())))
        }
        let off = Durations.exact(abs(difference))
        let seen = difference > 0 ? words.clockAhead(off, checkup.host) : words.clockBehind(off, checkup.host)
        return Finding(.clock, .warn, seen, mend: words.setClock)
    }
}
