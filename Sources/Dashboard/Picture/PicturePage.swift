import Cells
import Fleet
import FoundationEssentials
import Images
import Wording

/// What a camera saw when it was asked to: nothing is ever captured by itself.
struct PicturePage: Page {
    static let scope = Scope.picture
    var camera: CameraID
    var answer: PictureAnswer?
    /// When the picture came.
    var at: Date?

    static func open(in state: inout State) -> [Effect] { state.capture() }

    func draw(_ state: State, into frame: inout Frame, layout: Layout) {
        PictureView(state: state, shown: self).draw(into: &frame, layout: layout)
    }

    func camera(in state: State) -> CameraID? { camera }

    /// Nobody waits any more for one that is still to come.
    var closing: [Effect] { answer == nil ? [.stopCapture] : [] }
}

public enum PictureAnswer: Hashable, Codable, Sendable {
    case picture(Picture)
    case trouble(ServiceError)
    /// What came is no picture.
    case unreadable
}

extension Scope {
    static let picture = Scope(
        "picture",
        own: [
            // A picture that is still to come is not asked for again.
            Binding(
                "picture-again", follows: .picture, footer: 1,
                run: { $0[PicturePage.self]?.answer == nil ? [] : $0.capture() })
        ], takes: .page.union([.log]))
}

extension State {
    /// Asks a camera for a picture. The platform wants four seconds between two of one camera, which the service waits for.
    mutating func capture() -> [Effect] {
        guard let camera = selected else { return [] }
        open(PicturePage(camera: camera.id))
        return [.capture(camera.id)]
    }

    mutating func take(_ answer: PictureAnswer, of camera: CameraID) {
        pictured = nil
        if case .picture(let picture) = answer { pictured = TakenPicture(camera: camera, picture: picture, at: now) }
        guard self[PicturePage.self]?.camera == camera else { return }
        page = PicturePage(camera: camera, answer: answer, at: now)
    }
}

/// The last picture, which the details of its camera show too.
struct TakenPicture: Hashable, Sendable {
    var camera: CameraID
    var picture: Picture
    var at: Date
}
