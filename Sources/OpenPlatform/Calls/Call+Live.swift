import HTTP
import Vocabulary

extension Call where Reply == LiveAddress {
    /// `v2/live/address/get` (doc 1414), without `v2` overseas: an address with which whoever has it can watch, for as long as it
    /// lives.
    ///
    /// Refused with 60019 while the device is encrypted (but for ezopen), 20007 while it is offline, 10031 where an owner did not
    /// grant it.
    public static func liveAddress(_ wanted: AddressRequest) -> Call {
        var parameters = [Parameter.device(wanted.serial)] + Parameter.channel(wanted.channel)
        parameters.append(Parameter("protocol", String(wanted.liveProtocol.number)))
        parameters.append(Parameter("quality", String(wanted.quality.number)))
        if let life = wanted.life { parameters.append(Parameter("expireTime", String(life))) }
        if let takesH265 = wanted.takesH265 { parameters.append(Parameter("supportH265", takesH265 ? "1" : "0")) }
        if let code = wanted.code { parameters.append(Parameter("code", code.value)) }
        return Call(.liveAddress, parameters, as: AddressReply.self) { envelope, base throws(PlatformError) in
            guard let address = envelope.content?.address(for: wanted, overseas: base.overseas) else {
                throw .malformed("the reply has no address of the protocol asked for")
            }
            return address
        }
    }
}

extension Call where Reply == Void {
    /// `v2/live/address/disable` (doc 1415): whoever has the address can no longer watch.
    public static func disableAddress(_ urlID: String, of serial: String, channel: Int?) -> Call {
        Call(.disableAddress, [.device(serial)] + Parameter.channel(channel) + [Parameter("urlId", urlID)])
    }
}
