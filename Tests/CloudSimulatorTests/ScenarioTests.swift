import CloudSimulator
import Testing

@Suite struct ScenarioTests {
    @Test("the home has what a newcomer should meet")
    func home() {
        let devices = Scenario.home.devices
        #expect(devices.flatMap(\.channels).count >= 12)
        #expect(Set(devices.map(\.serial)).count == devices.count)
        #expect(devices.contains { $0.channels.count == 4 })
        #expect(devices.contains { $0.serial == "F20118876" && $0.model == "CS-BC1C" && $0.battery != nil })
        #expect(devices.count { $0.hosting != nil } == 2)
        #expect(devices.count { $0.status == 0 } == 2)
        #expect(devices.contains { $0.encrypted && $0.wantsCode })
        #expect(devices.contains { $0.encrypted && !$0.wantsCode && $0.status == 1 })
    }

    @Test("a generated fleet has as many devices as asked, the same each time", arguments: [0, 1, 50, 200, 10_000])
    func generated(count: Int) {
        let scenario = Scenario.generated(devices: count)
        #expect(Set(scenario.devices.map(\.serial)).count == count)
        #expect(scenario == .generated(devices: count))
    }
}
