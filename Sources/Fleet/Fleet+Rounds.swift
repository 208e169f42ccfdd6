import FoundationEssentials
import Vocabulary

/// How slow the rhythm is in which the encryption of hosted devices is asked: what is old depends on it.
extension Fleet {
    /// It was asked in a rhythm of so many seconds.
    public mutating func setRound(_ seconds: TimeInterval, of serial: String) {
        for place in rows[serial] ?? [] where cameras[place].source == .hosted { cameras[place].encryptionRound = seconds }
    }

    /// The rhythm has become another one. A slower one holds at once; a quicker one only when it has been asked in it.
    public mutating func stretchRounds(_ round: (String) -> TimeInterval) {
        for serial in hostedSerials {
            let seconds = round(serial)
            for place in rows[serial] ?? [] where cameras[place].source == .hosted {
                if let known = cameras[place].encryptionRound, known < seconds { cameras[place].encryptionRound = seconds }
            }
        }
    }
}
