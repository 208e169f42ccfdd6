extension Scenario {
    /// A home of fifteen cameras: Chinese and English names, a recorder, a battery camera, two cameras of other people, and one of
    /// each trouble: offline, encrypted, encrypted and asking for its code, a stream that does not play, nothing granted.
    public static let home = Scenario(devices: [
        SimulatedDevice(serial: "C69625501", name: "客厅摄像头", model: "CS-C6N"),
        SimulatedDevice(serial: "C69625502", name: "门口", model: "CS-DB1C", encrypted: true, wantsCode: true),
        SimulatedDevice(serial: "D01234567", name: "车库", model: "CS-C3W", status: 0),
        SimulatedDevice(serial: "C69625503", name: "儿童房", model: "CS-C6CN"),
        SimulatedDevice(
            serial: "E71820344", name: "NVR", model: "DS-7604N",
            channels: [
                SimulatedChannel(number: 1, name: "前门"),
                SimulatedChannel(number: 2, name: "后院", stream: .error(code: 9053)),
                SimulatedChannel(number: 3, name: "车道"),
                SimulatedChannel(number: 4, name: "仓库"),
            ]),
        SimulatedDevice(serial: "F20118876", name: "Garden", model: "CS-BC1C", battery: 83),
        SimulatedDevice(serial: "F20118877", name: "Driveway", model: "CS-C8W"),
        SimulatedDevice(serial: "C69625504", name: "书房", model: "CS-C6N", encrypted: true),
        SimulatedDevice(serial: "C69625505", name: "阳台", model: "CS-C3N", status: 0, encrypted: true),
        SimulatedDevice(serial: "F20118878", name: "Front porch", model: "CS-H8"),
        SimulatedDevice(
            serial: "G55512077", name: "店里收银台", model: "CS-C8C",
            hosting: Hosting(customName: "店里")),
        SimulatedDevice(
            serial: "G55512001", name: "妈妈家 客厅", model: "CS-C6CN",
            hosting: Hosting(
                permissions: [.get], trustID: "5d02c1f7a0b94e6c8e3a7b9d4f216a08", customName: "妈妈家")),
    ])
}
