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

    @Test("an address in the middle of a script is known for what it is")
    func script() {
        #expect(PlayerCommand("sh -c 'mpv {url}'")?.putsAddressInScript == true)
        #expect(PlayerCommand("sh -c 'mpv \"$1\"' sh {url}")?.putsAddressInScript == false)
        #expect(PlayerCommand("vlc --url={url}")?.putsAddressInScript == false)
        #expect(PlayerCommand("mpv --playlist=-")?.putsAddressInScript == false)
    }
}
