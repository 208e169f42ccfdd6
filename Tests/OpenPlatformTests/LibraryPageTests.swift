import CloudSimulator
import Dispatch
import FoundationEssentials
import TestSupport
import Testing

@Suite("The library's page, docs/library.md", .serialized, .heavy)
struct LibraryPageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    @Test(
        "has the very code that is compiled and run here",
        arguments: ["ListCameras.swift", "LiftEncryption.swift", "OneOwner.swift", "main.swift"])
    func code(file: String) throws {
        let source = try Self.text("Tests/LibraryExamples/" + file)
        #expect(try Self.text("docs/library.md").contains("```swift\n\(source)```\n"), "docs/library.md has another \(file)")
    }

    /// What an example prints, line by line.
    private func run(_ example: String, _ more: [String] = [], in cloud: CloudSimulator) async throws -> [String] {
        let arguments = [example, cloud.base, cloud.credentials.appKey, cloud.credentials.appSecret] + more
        // On none of the threads that the simulated cloud needs to answer.
        let tool = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { @Sendable in
                continuation.resume(with: Result { try Tool(builtProduct("LibraryExamples"), arguments) })
            }
        }
        #expect(tool.status == .code(0), "\(tool.text)")
        return tool.text.split(separator: "\n").map(String.init)
    }

    @Test("lists the cameras of all pages")
    func list() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        let lines = try await run("list", in: cloud)
        #expect(lines.count == 13)
        #expect(lines.first == "C69625501:1  online  open  客厅摄像头")
        #expect(lines.contains("C69625505:1  offline  encrypted  阳台") && lines.contains("E71820344:4  online  open  仓库"))
        let many = try CloudSimulator(scenario: .generated(devices: 120))
        defer { many.stop() }
        #expect(Set(try await run("list", in: many)).count >= 120)
    }

    @Test("lifts an encryption and has an address that plays; says that a code is wanted; takes what is open as it is")
    func watch() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        #expect(try await run("watch", ["C69625502"], in: cloud) == ["C69625502 wants another verification code"])
        for arguments in [["C69625502", "ABCDEF"], ["C69625502"], ["C69625504"]] {
            let lines = try await run("watch", arguments, in: cloud)
            #expect(lines.first?.hasPrefix(cloud.base + "/v3/openlive/\(arguments[0])_1_1.m3u8?") == true)
            #expect(lines.last?.hasPrefix("plays: ") == true, "\(lines)")
        }
    }

    @Test("reaches the cameras of the one owner who authorised, and has the next token")
    func owner() async throws {
        let cloud = try CloudSimulator()
        defer { cloud.stop() }
        for (trustID, wanted) in [
            ("18d1840cdbfa40e3aad2f5d4e528245c", "G55512077  店里收银台  can be watched"),
            ("5d02c1f7a0b94e6c8e3a7b9d4f216a08", "G55512001  妈妈家 客厅  cannot be watched: 10031 子账户或萤石用户没有权限"),
        ] {
            cloud.change(.authorise(trustID: trustID, code: "code-\(trustID)"))
            let lines = try await run("owner", ["code-\(trustID)"], in: cloud)
            #expect(
                lines.first == "authorised on \(cloud.base)/trust/device?client_id=\(cloud.credentials.appKey)"
                    + "&response_type=code&state=my%20own%20text")
            #expect(lines.dropFirst().dropLast() == [wanted])
            #expect(lines.last?.hasPrefix("renewed: user token until ") == true)
        }
        #expect(cloud.calls["/oauth/token/refreshToken"] == 2)
    }
}
