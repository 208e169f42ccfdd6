/// The account's queue of messages, for programs that fetch them. No page describes it: it is as published clients take it to be.
public struct SimulatedQueue: Hashable, Codable, Sendable {
    /// So many messages an answer has at most; 100 where that is not said.
    public var perCall: Int?
    /// What was taken is handed out again.
    public var repeats: Bool?
    /// So many messages lie there from the beginning, and so many seconds ago the last of them came; two hours where that is not said.
    public var backlog: Int?
    public var age: Double?

    public init(perCall: Int? = nil, repeats: Bool? = nil, backlog: Int? = nil, age: Double? = nil) {
        self.perCall = perCall
        self.repeats = repeats
        self.backlog = backlog
        self.age = age
    }
}
