import Vocabulary

/// A model with its firmware: what one device of it can do, all can.
struct Make: Hashable, Sendable {
    var model: String
    /// Empty for hosted devices, whose list does not tell it.
    var firmware: String
}

extension Fleet {
    /// nil where nobody has said what the device is.
    func make(of serial: String) -> Make? {
        guard let place = rows[serial]?.first else { return nil }
        let model = cameras[place].model
        return model.isBlank ? nil : Make(model: model, firmware: devices[serial]?.firmware ?? "")
    }

    /// What `device/capacity` says of one device, and so of all of its make.
    public mutating func learn(_ capacity: Capacity, of serial: String) {
        guard let make = make(of: serial) else { return }
        capacities[make] = capacity
        for (serial, places) in rows where self.make(of: serial) == make {
            for place in places { cameras[place].capacity = capacity }
        }
    }
}
