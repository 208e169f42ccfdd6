import Settings
import Testing

@Suite("[mqtt]")
struct BrokerTests {
    @Test("a broker's address has a scheme, perhaps a user, a host and perhaps a port, and no password or path")
    func addresses() throws {
        let whole = try #require(BrokerAddress("mqtts://eztop@nas.lan:8884"))
        #expect(whole.isSecure && whole.user == "eztop" && whole.host == "nas.lan" && whole.port == 8884)
        #expect(whole.text == "mqtts://nas.lan:8884")
        #expect(BrokerAddress("mqtts://nas")?.port == 8883 && BrokerAddress("MQTT://nas/")?.port == 1883)
        #expect(BrokerAddress("mqtts://u@[fd00::7]")?.text == "mqtts://[fd00::7]:8883")
        for loopback in ["mqtt://127.0.0.1", "mqtt://localhost:1884", "mqtt://[::1]"] {
            #expect(BrokerAddress(loopback)?.isLoopback == true, "\(loopback)")
        }
        for broken in [
            "nas.lan", "tcp://nas", "mqtts://", "mqtts://u@", "mqtts://u:p@nas", "mqtts://@nas", "mqtts://nas:0",
            "mqtts://nas:99999",
            "mqtts://nas/path", "mqtts://a b", "mqtts://nas?x", "mqtts://u@v@nas", "mqtts://[fd00::7", "mqtts://nas:",
        ] {
            #expect(BrokerAddress(broken) == nil, "\(broken)")
        }
    }

    private static let head = "[mqtt]\nurl = "

    @Test("beyond this machine mqtt:// is worth a word, and is refused with actions")
    func plain() throws {
        let far = try Configuration.parse(Self.head + "\"mqtt://nas.lan\"\n", file: "f")
        #expect(far.notes.map(\.what) == [.plainBroker] && far.notes.first?.line == 2)
        for quiet in ["\"mqtt://127.0.0.1\"\nactions = true\n", "\"mqtts://nas.lan\"\nactions = true\n"] {
            let configuration = try Configuration.parse(Self.head + quiet, file: "f")
            #expect(configuration.notes.isEmpty && configuration.broker?.actions == true)
        }
    }

    @Test(
        "its files are looked at with the configuration: the password is nobody else's to read, certificates nobody else's to write"
    )
    func files() throws {
        let text = Self.head + "\"mqtts://u@nas.lan\"\npassword_file = \"password\"\nca_file = \"ca.pem\"\n"
        func file(_ text: String, _ mode: UInt32) -> ReadFile { ReadFile(bytes: Array(text.utf8), mode: mode) }
        func problems(password: ReadFile?, certificates: ReadFile?) -> [String] {
            var files = StubFiles(["/c/config.toml": text])
            files.files["/c/password"] = password
            files.files["/c/ca.pem"] = certificates
            do throws(ConfigurationError) {
                _ = try ConfigurationLoader(explicitPath: "/c/config.toml", environment: [:], files: files).load(
                    needsAccount: false)
                return []
            } catch {
                return error.problems.map { "\($0.line ?? 0): \($0.key ?? "")" }
            }
        }
        let password = file("MARKED\n", 0o600), certificates = file("PEM\n", 0o644)
        #expect(problems(password: password, certificates: certificates) == [])
        #expect(problems(password: file("MARKED\n", 0o644), certificates: certificates) == ["3: mqtt.password_file"])
        #expect(problems(password: nil, certificates: nil) == ["3: mqtt.password_file", "4: mqtt.ca_file"])
        #expect(problems(password: password, certificates: file("PEM\n", 0o666)) == ["4: mqtt.ca_file"])
    }
}
