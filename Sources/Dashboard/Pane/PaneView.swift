import Cells
import Fleet
import FoundationEssentials
import Settings
import Wording

/// What is known of the selected camera, beside the list or below it: what its page says, without the address, which is for whoever asks.
struct PaneView {
    let state: State

    /// Columns from which on the last picture stands beside the facts.
    private static let withPicture = 100
    private static let pictureColumns = 32

    func draw(into frame: inout Frame) {
        guard let camera = state.selected else { return }
        let picture = state.pictured.flatMap { $0.camera == camera.id ? $0 : nil }
        var width = frame.size.columns
        if let picture, width >= Self.withPicture {
            width -= Self.pictureColumns + 2
            draw(picture, into: &frame, at: width)
        }
        var text = DetailsView(state: state).pane(width: width)
        if let picture, width == frame.size.columns {
            text.rows += PictureView.rows(of: picture, in: Size(columns: width - 4, rows: 18), state: state)
        }
        DetailsView(state: state).addPast(to: &text, width: width)
        text.draw(from: 0, in: 0..<frame.size.rows, into: &frame)
    }

    private func draw(_ taken: TakenPicture, into frame: inout Frame, at column: Int) {
        let room = Size(columns: Self.pictureColumns, rows: max(1, frame.size.rows - 1))
        var part = Frame(size: Size(columns: Self.pictureColumns, rows: frame.size.rows))
        ScrolledText(rows: PictureView.rows(of: taken, in: room, state: state)).draw(from: 0, in: 0..<part.size.rows, into: &part)
        frame.put(part, rows: 0..<part.size.rows, at: Point(column: column, row: 0))
    }
}
