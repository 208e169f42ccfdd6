/// One of the three facts of a camera.
public enum FactKind: Int, Hashable, Sendable, CaseIterable {
    case status, encryption, live
}
