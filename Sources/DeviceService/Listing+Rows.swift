import Fleet
import OpenPlatform

// The cloud's rows as the fleet takes them in: the fleet knows nothing of the platform.

extension DeviceListing {
    init(_ row: DeviceRow) {
        self.init(
            serial: row.serial, name: row.name, model: row.model, firmware: row.firmware, status: row.status,
            isEncrypt: row.isEncrypt)
    }
}

extension ChannelListing {
    init(_ row: ChannelRow) {
        self.init(serial: row.serial, channel: row.channel, name: row.name, isEncrypt: row.isEncrypt, status: row.status)
    }
}

extension HostedListing {
    init(_ row: HostedRow) {
        self.init(
            serial: row.serial, channel: row.channel, deviceName: row.deviceName, channelName: row.channelName,
            customName: row.customName, status: row.status)
    }
}

extension DeviceReport {
    init(_ info: DeviceInfo) {
        self.init(
            serial: info.serial, name: info.name, model: info.model, status: info.status, isEncrypt: info.isEncrypt,
            battery: info.category?.lowercased().contains("battery") == true)
    }
}

extension Token.Kind {
    init(_ source: Source) {
        self = source == .own ? .own : .hosted
    }
}
