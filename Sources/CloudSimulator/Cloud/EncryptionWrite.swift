import FoundationEssentials

/// A switch of a device's encryption, which the reads notice late.
struct EncryptionWrite: Sendable {
    /// What the reads still say.
    var before: Bool
    var at: Date
}
