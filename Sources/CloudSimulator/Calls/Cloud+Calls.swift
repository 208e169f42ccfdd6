import FoundationEssentials

extension Cloud {
    /// The envelope's fields besides code and message.
    mutating func perform(_ endpoint: Endpoint, _ call: Call, at now: Date) throws(Refusal) -> [String: JSON] {
        switch endpoint {
        case .ownToken: try token(.own, call, at: now)
        case .hostedToken: try token(.hosted, call, at: now)
        case .userToken: try userToken(call, at: now)
        case .refreshToken: try refreshedToken(call, at: now)
        case .hostedList: try hostedList(call, at: now)
        case .cancelHosting: try cancelHosting(call, at: now)
        case .deviceList: try deviceList(call, at: now)
        case .cameraList: try cameraList(call, at: now)
        case .deviceInfo: try deviceInfo(call, at: now)
        case .deviceCameraList: try deviceCameraList(call, at: now)
        case .channelStatus: try channelStatus(call, at: now)
        case .connectionInfo: try connectionInfo(call, at: now)
        case .deviceStatus: try deviceStatus(call, at: now)
        case .encryptOn: try encrypt(true, call, at: now)
        case .encryptOff: try encrypt(false, call, at: now)
        case .capacity: try capacity(call, at: now)
        case .capture: try capture(call, at: now)
        case .liveAddress: try liveAddress(call, protocols: 1...5, at: now)
        case .overseasLiveAddress: try liveAddress(call, protocols: 1...4, at: now)
        case .consumer: try joinQueue(call, at: now)
        case .messages: try queuedMessages(call, at: now)
        case .offsets: try commitQueue(call, at: now)
        case .withdrawAddress: try withdrawAddress(call, at: now)
        case .overseasWithdrawAddress: try withdrawAddress(call, needsID: false, at: now)
        }
    }
}
