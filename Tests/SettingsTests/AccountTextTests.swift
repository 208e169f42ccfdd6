import Settings
import Testing
import Vocabulary

@Suite("An account as text")
struct AccountTextTests {
    private static let accounts = [
        Account(name: "home", appKey: "k", secret: .literal(Secret("s"))),
        Account(
            name: "妈妈家", place: .region(.india), appKey: "a-b.c", secret: .literal(Secret(##"q"uo\te # ]] = '''"##)),
            devices: [.own, .hosted], verificationCodes: ["C69625501": Secret("ABC\"DEF"), "3402:11": Secret("x y")]),
        Account(
            name: "0.1", place: .baseURL("http://127.0.0.1:18080"), appKey: "k",
            secret: .command(#"pass show "ez viz" | sed 's/\t//'"#), devices: [.hosted]),
        Account(name: "file", appKey: "k", secret: .file("/a b/\"c\"")),
    ]

    @Test("is read back as the account that was written", arguments: accounts)
    func roundTrip(_ account: Account) throws {
        let text = account.text
        #expect(try Configuration.parse(text, file: "c.toml").accounts == [account])
    }

    @Test("goes to the end of any file without taking from what stands there")
    func appended() throws {
        let file = "interval = \"45s\"\n" + Self.accounts[1].text + "\n[keys]\ncheck = \"x\"\n\n" + Self.accounts[0].text
        let configuration = try Configuration.parse(file, file: "c.toml")
        #expect(configuration.interval == 45 && configuration.keys.count == 1)
        #expect(configuration.accounts == [Self.accounts[1], Self.accounts[0]])
    }
}
