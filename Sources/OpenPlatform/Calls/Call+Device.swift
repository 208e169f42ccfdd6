import HTTP
import Vocabulary

extension Call where Reply == DeviceInfo {
    /// `device/info` (doc 672): one device with its state and encryption, own or hosted.
    public static func deviceInfo(_ serial: String) -> Call {
        Call(.deviceInfo, [.device(serial)], missing: .malformed("the reply has no device"))
    }
}

extension Call where Reply == Capacity {
    /// `device/capacity`: what a device can do, which is the same for all of its model and firmware.
    public static func capacity(of serial: String) -> Call {
        Call(.capacity, [.device(serial)], as: CapacityReply.self, missing: .malformed("the reply has no capacity")) {
            $0.capacity
        }
    }
}

extension Call where Reply == ChannelStates {
    /// `metadata/channel/status` (doc 676): how each channel is. Hosted devices answer it too.
    public static func channelStates(of serial: String) -> Call {
        Call(
            name: .channelStatus, parameters: [.device(serial)], repeats: false,
            kind: .headers(path: "open/device/metadata/channel/status") { response throws(PlatformError) in
                guard let envelope = NewerEnvelope<ChannelStates>(of: response), let code = envelope.code else {
                    throw .malformed(response.status == 200 ? "the reply is no JSON object" : "HTTP \(response.status)")
                }
                guard code == PlatformCode.ok else { throw .refused(code: code, message: envelope.message) }
                guard let states = envelope.content else { throw .malformed("the reply has no device") }
                return states
            })
    }
}

extension Call where Reply == Void {
    /// `device/encrypt/on` (doc 698) or `/off` (doc 697). 60019 and 60016 are thrown like any code; the caller knows them as "already
    /// so". The verification code is sent where encryption is lifted alone; some devices want it, and refuse with 20010 without it.
    /// Reads may lag 1.5 seconds behind.
    public static func encrypt(_ serial: String, on: Bool, validateCode: Secret? = nil) -> Call {
        let code = on ? nil : validateCode
        return Call(
            on ? .encryptOn : .encryptOff, [.device(serial)] + (code.map { [Parameter("validateCode", $0.value)] } ?? []))
    }
}

extension Call where Reply == String {
    /// `device/capture` (doc 687): has the camera take a picture, and names where it lies for two hours. At least four seconds
    /// between two of one camera. The address is a secret.
    public static func capture(_ serial: String, channel: Int) -> Call {
        Call(
            .capture, [.device(serial)] + Parameter.channel(channel), as: CaptureReply.self,
            missing: .malformed("the reply has no picture")
        ) { $0.url }
    }
}
