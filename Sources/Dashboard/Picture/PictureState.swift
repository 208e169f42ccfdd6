import Cells
import Fleet
import FoundationEssentials
import Images
import Wording

/// What a camera saw when it was asked to: nothing is ever captured by itself.
public struct PictureState: Hashable, Sendable {
    var camera: CameraID
    var answer: PictureAnswer?
    /// When the picture came.
    var at: Date?
}

public enum PictureAnswer: Hashable, Codable, Sendable {
    case picture(Picture)
    case trouble(Trouble)
    /// What came is no picture.
    case unreadable
}

extension State {
    /// Asks a camera for a picture. The platform wants four seconds between two of one camera, which the service waits for.
    mutating func capture() -> [Effect] {
        guard let camera = selected else { return [] }
        open(.picture(PictureState(camera: camera.id)))
        return [.capture(camera.id)]
    }

    mutating func take(_ answer: PictureAnswer, of camera: CameraID) {
        pictured = nil
        if case .picture(let picture) = answer { pictured = TakenPicture(camera: camera, picture: picture, at: now) }
        guard case .picture(var state) = page, state.camera == camera else { return }
        state.answer = answer
        state.at = now
        page = .picture(state)
    }

    mutating func pressInPicture(_ key: Key) -> [Effect] {
        guard case .picture(let state) = page else { return [] }
        // A picture that is still to come is not asked for again.
        if options.bindings.binding(for: key)?.command == .picture { return state.answer == nil ? [] : capture() }
        let effects = pressInPage(key)
        if case .picture = page { return effects }
        let isKept = behind.contains { if case .picture = $0 { true } else { false } }
        return state.answer == nil && !isKept ? effects + [.stopCapture] : effects
    }
}

/// The last picture, which the details of its camera show too.
struct TakenPicture: Hashable, Sendable {
    var camera: CameraID
    var picture: Picture
    var at: Date
}
