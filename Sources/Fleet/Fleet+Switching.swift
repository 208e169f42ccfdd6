import FoundationEssentials
import Vocabulary

extension Fleet {
    /// The user switched the encryption of a device: all of its rows show it as pending until it is confirmed or contradicted.
    public mutating func expect(_ encryption: Encryption, of serial: String, at now: Date) {
        for place in rows[serial] ?? [] {
            cameras[place].pendingEncryption = PendingEncryption(expected: encryption, since: now)
        }
    }

    /// The cloud refused the switch: nothing is expected any more.
    public mutating func expectNothing(of serial: String) {
        for place in rows[serial] ?? [] { cameras[place].pendingEncryption = nil }
    }

    /// The cloud says outright how it is (60016, 60019): a fact like any other.
    public mutating func settle(_ encryption: Encryption, of serial: String, at now: Date, call: CallName) {
        for place in rows[serial] ?? [] {
            cameras[place].pendingEncryption = nil
            observe(encryption: Seen(value: encryption, at: now, call: call), place)
        }
    }

    /// Whether a switch of this device still waits for the cloud's word.
    public func isSettling(_ serial: String) -> Bool {
        cameras(of: serial).contains { $0.pendingEncryption != nil }
    }
}
