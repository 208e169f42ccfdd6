/// The calls that are served, by their paths.
enum Endpoint: String {
    case ownToken = "/api/lapp/token/get"
    case hostedToken = "/api/lapp/trust/device/v2/token/get"
    case userToken = "/api/lapp/trust/device/token/get"
    case refreshToken = "/oauth/token/refreshToken"
    case hostedList = "/api/lapp/trust/device/list"
    case cancelHosting = "/api/lapp/trust/cancel"
    case deviceList = "/api/lapp/device/list"
    case cameraList = "/api/lapp/camera/list"
    case deviceInfo = "/api/lapp/device/info"
    case deviceCameraList = "/api/lapp/device/camera/list"
    case channelStatus = "/api/v3/open/device/metadata/channel/status"
    case connectionInfo = "/api/lapp/device/connection/info"
    case deviceStatus = "/api/lapp/device/status/get"
    case encryptOn = "/api/lapp/device/encrypt/on"
    case encryptOff = "/api/lapp/device/encrypt/off"
    case capacity = "/api/lapp/device/capacity"
    case capture = "/api/lapp/device/capture"
    case liveAddress = "/api/lapp/v2/live/address/get"
    case withdrawAddress = "/api/lapp/v2/live/address/disable"
    case overseasLiveAddress = "/api/lapp/live/address/get"
    case overseasWithdrawAddress = "/api/lapp/live/address/disable"
    /// Of each group that may read the queue.
    case consumer = "/api/lapp/mq/v1/consumer/group*"
    case messages = "/api/lapp/mq/v1/consumer/messages"
    case offsets = "/api/lapp/mq/v1/consumer/offsets"

    init?(path: String) {
        if let group = path.split(separator: "/").last, MessageShelf.groups.contains(String(group)),
            path == "/api/lapp/mq/v1/consumer/" + group
        {
            self = .consumer
        } else if let endpoint = Endpoint(rawValue: path), endpoint != .consumer {
            self = endpoint
        } else {
            return nil
        }
    }

    /// The one that is asked with GET, has its parameters in headers, and its envelope under `result` (doc 676).
    var isNewer: Bool { self == .channelStatus }
    var isToken: Bool { self == .ownToken || self == .hostedToken }
}
