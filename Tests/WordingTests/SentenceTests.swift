import Fleet
import FoundationEssentials
import Glibc
import Testing
import Vocabulary

@testable import Wording

/// What the program puts together of the platform's, the system's and its own words.
@Suite("Sentences that are put together")
struct SentenceTests {
    private func isChinese(_ text: String) -> Bool { text.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) } }

    private func refused(_ code: String, _ message: String, call: CallName = .deviceList) -> ServiceError {
        .refused(code: code, message: message, call: call, host: "open.ys7.com")
    }

    @Test("the platform's words of another language never stand alone", arguments: CodeTests.documented)
    func foreignWords(code: String) {
        #expect(!isChinese(Texts.english.summary(of: refused(code, "平台的话"))))
        #expect(Texts.english.reasons(of: refused(code, "平台的话")).allSatisfy { !isChinese($0) })
        #expect(Texts.english.ourChecks(code: code).hasPrefix("\(code): eztop's own checks"))
        #expect(isChinese(Texts.chinese.summary(of: refused(code, "words of the platform"))))
        // Where the meaning stands beside them, they are what a search finds.
        #expect(Texts.english.explain(refused(code, "平台的话")).hasPrefix("\(code) 平台的话: "))
        #expect(Texts.chinese.summary(of: refused(code, "平台的话")) == "\(code) 平台的话")
    }

    @Test(
        "a right that was not granted is called by its name",
        arguments: [
            ("live/address/get", "Real"), ("device/encrypt/off", "Config"), ("device/encrypt/on", "Config"),
            ("device/capture", "Capture"),
        ] as [(CallName, String)])
    func rights(call: CallName, right: String) {
        for texts in [Texts.english, .chinese] {
            let text = texts.explain(refused("10031", "没有权限", call: call))
            #expect(text.contains(right), "\(text)")
            for other in ["Real", "Config", "Capture"] where other != right { #expect(!text.contains(other), "\(text)") }
        }
        #expect(!Texts.english.explain(refused("10031", "", call: call)).contains("this permission"))
    }

    @Test("what was to be done, and was not answered, may have been done; what was never sent, or was refused, was not")
    func openEnded() {
        func said(_ reason: String) -> String {
            Texts.english.explain(ofAction: .unreachable(reason: reason, host: "h"))
        }
        for reason in ["Operation timed out after 15001 milliseconds with 0 bytes received", "Connection reset by peer"] {
            #expect(said(reason).contains("it is not known whether that was done"), "\(reason)")
            #expect(!said(reason).contains("cannot be reached"))
        }
        for reason in ["Connection timed out after 5001 milliseconds", "Connection refused", "Could not resolve host: h"] {
            #expect(said(reason).contains("cannot be reached"), "\(reason)")
        }
        #expect(
            Texts.chinese.explain(ofAction: .malformed(reason: "HTTP 502", call: .encryptOff, host: "h")).contains("不知道是否已执行"))
    }

    @Test("an encryption that could not be put back is said to be off still only where the lists say so, always with the reason")
    func notPutBack() {
        let trouble = ServiceError.refused(code: "20008", message: "设备响应超时", call: .encryptOn, host: "h")
        for texts in [Texts.english, .chinese] {
            let phrase = texts.phrase(for: .restoration(trouble), arrow: "→", at: Date())
            let words = [phrase] + [false, true].map { texts.explain(ofRestoration: trouble, isStillOff: $0) }
            #expect(words.allSatisfy { $0.contains("20008") })
            #expect(words.map { $0.contains("still off") || $0.contains("仍未加密") } == [false, false, true])
        }
    }

    @Test("nobody who sent no code is told that it is wrong")
    func codes() {
        for texts in [Texts.english, .chinese] {
            #expect(texts.dialogs.codeWanted("x", "y", "20010").contains("20010"))
            #expect(texts.commandLine.codeWanted("20010").contains("EZTOP_VERIFICATION_CODE"))
            #expect(!texts.commandLine.codeRefused("20010").contains("EZTOP_VERIFICATION_CODE"))
        }
        #expect(!Texts.english.dialogs.codeWanted("x", "y", "20010").contains("wrong"))
        #expect(!Texts.english.commandLine.codeWanted("20010").contains("wrong"))
        #expect(!isChinese(Texts.english.dialogs.codeRefused("x", "y", "20010")))
    }

    @Test("what is wrong with a reply is said in Chinese too, whichever reply it is")
    func replies() throws {
        let sources = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources/"
        var reasons: Set<String> = []
        for folder in ["OpenPlatform", "DeviceService"] {
            for name in try FileManager.default.subpathsOfDirectory(atPath: sources + folder) where name.hasSuffix(".swift") {
                let text = String(decoding: try Data(contentsOf: URL(filePath: "\(sources)\(folder)/\(name)")), as: UTF8.self)
                for match in text.matches(of: /malformed\((?:reason: )?(?:response[^"]*)?"([^"\\]+)/) {
                    reasons.insert(String(match.output.1))
                }
            }
        }
        reasons.remove("HTTP ")
        #expect(reasons.count > 8)
        for reason in reasons {
            let said = Texts.chinese.summary(of: .malformed(reason: reason, call: "device/list", host: "h"))
            #expect(!said.contains(reason.split(separator: " ").suffix(2).joined(separator: " ")), "\(said)")
        }
    }

    @Test(
        "why a file or an address cannot be had is said in Chinese too",
        arguments: [
            EPERM, ENOENT, EIO, EACCES, EEXIST, ENOTDIR, EISDIR, EMFILE, EFBIG, ENOSPC, EROFS, EPIPE, ENAMETOOLONG, ELOOP, EDQUOT,
            EADDRINUSE, EADDRNOTAVAIL, ECONNREFUSED, ECONNRESET, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, ENOEXEC, ENOMEM, EBUSY,
            ETXTBSY, EINVAL,
        ])
    func systemWords(code: Int32) {
        let said = String(cString: strerror(code))
        #expect(Texts.english.systemWords(said) == said)
        let chinese = Texts.chinese.systemWords(said)
        #expect(isChinese(chinese) && !chinese.contains { $0.isASCII && $0.isLetter }, "\(said): \(chinese)")
    }
}
