import DeviceService
import Fleet
import OpenPlatform
import Testing
import Vocabulary

@Suite("Giving hosted cameras back", .timeLimit(.minutes(1)))
struct HostingTests {
    private func camera(_ number: Int) -> CameraID { CameraID(account: "home", serial: "H\(10_000_000 + number)", channel: 1) }

    @Test("five a call, with the hosted token; what the cloud keeps is told, and a refused call does not end the others")
    func five() async {
        let cloud = FakeCloud(hosted: 12)
        cloud.set {
            $0.kept = [HostedChannel(serial: "H10000001", channel: 1)]
            $0.faults["trust/cancel"] = []
        }
        let service = service(settings(sources: [.hosted]), cloud)
        let all = await service.cancelHosting((0..<7).map(camera))
        #expect(cloud.set { $0.cancelled.map(\.count) } == [5, 2])
        #expect(cloud.set { $0.tokensUsed["trust/cancel"] } == ["hosted"])
        #expect(all.cancelled.count == 6 && all.kept.map(\.camera) == [camera(1)])
        cloud.set { $0.faults["trust/cancel"] = [.refused(code: "10031", message: "子账户或萤石用户没有权限")] }
        let some = await service.cancelHosting((2..<9).map(camera))
        #expect(some.kept.count == 5 && some.kept[0].trouble?.isRefused(with: "10031") == true)
        #expect(some.cancelled == [camera(7), camera(8)])
    }
}

extension ServiceError {
    fileprivate func isRefused(with wanted: String) -> Bool {
        if case .refused(let code, _, _, _) = self { code == wanted } else { false }
    }
}
