import Cells
import Testing

@testable import Terminal

@Suite("What a terminal answers without a screen")
struct InterviewTests {
    @Test("widths come in the order of the samples, and the last answer ends it with its time")
    func answers() {
        var interview = Interview(["│", "客厅"], at: 1000)
        #expect(
            String(decoding: interview.questions, as: UTF8.self) == "\r│\u{1b}[6n\r客厅\u{1b}[6n\r\u{1b}[K\u{1b}[?2026$p\u{1b}[c")
        interview.take(.cursor(row: 7, column: 3), at: 1010)
        interview.take(.input(.key(.up)), at: 1011)
        interview.take(.cursor(row: 7, column: 5), at: 1012)
        interview.take(.mode(2026, state: 2), at: 1013)
        #expect(!interview.isOver)
        interview.take(.attributes, at: 1020)
        #expect(interview.answers == TerminalAnswers(widths: [2, 4], synchronizedOutput: true, milliseconds: 20))
    }

    @Test("what is not answered stays unknown, and nothing counts that comes behind the last answer or is too much")
    func silence() {
        var interview = Interview(["│"], at: 0)
        interview.take(.mode(2026, state: 0), at: 1)
        interview.take(.attributes, at: 2)
        interview.take(.cursor(row: 1, column: 2), at: 3)
        #expect(interview.answers == TerminalAnswers(widths: [nil], milliseconds: 2))
        var chatty = Interview(["│"], at: 0)
        for column in [2, 9] { chatty.take(.cursor(row: 1, column: column), at: 1) }
        #expect(chatty.answers.widths == [1] && chatty.answers.milliseconds == nil)
    }
}
