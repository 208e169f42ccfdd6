import Delivery
import Testing

@Suite("The player")
struct PlayerTests {
    private let url = "https://open.ys7.com/v3/openlive/C69625501_1_1.m3u8?expire=1795532662&t=5c1fMARKED"

    private func words(saying text: String) throws -> String? {
        try #require(PlayerCommand("sh -c 'cat >/dev/null; echo \"$1\" >&2; exit 3' sh '\(text)'")).play(url)
    }

    @Test("its last words are told, unless they name what it was to open, whole or in part")
    func saying() throws {
        #expect(try words(saying: "no video output open.ys7.com") == "no video output open.ys7.com")
        for leak in [url, "cannot open /v3/openlive/X", "HTTP 403: t=5c1fMARKED", "expire=1795"] {
            #expect(try words(saying: leak) == "sh: 3")
        }
    }

    @Test(
        "a player that draws in the terminal is told by its own words",
        arguments: [
            ("mpv --vo=tct --playlist=-", true), ("mpv --vo=sixel,gpu {url}", true), ("mpv --vo=kitty {url}", true),
            ("mplayer -vo caca:x {url}", true), ("cvlc --vout aa {url}", true), ("cast.sh --vo=tct {url}", true),
            ("mpv --profile=low-latency --playlist=-", false), ("mpv --vo=gpu,tct {url}", false), ("tct {url}", false),
            ("mpv --title=--vo=tct {url}", false), ("vlc -V", false),
        ])
    func terminal(words: String, draws: Bool) throws {
        #expect(try #require(PlayerCommand(words)).drawsInTerminal == draws)
    }

    @Test("an address in the middle of a script is known for what it is")
    func script() {
        #expect(PlayerCommand("sh -c 'mpv {url}'")?.putsAddressInScript == true)
        #expect(PlayerCommand("sh -c 'mpv \"$1\"' sh {url}")?.putsAddressInScript == false)
        #expect(PlayerCommand("vlc --url={url}")?.putsAddressInScript == false)
        #expect(PlayerCommand("mpv --playlist=-")?.putsAddressInScript == false)
    }
}
