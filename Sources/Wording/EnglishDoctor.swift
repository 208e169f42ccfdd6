extension Texts.Doctor {
    static let english = Self(
        verdicts: Verdicts(ok: "ok", warn: "warn", fail: "fail", colon: ": ", comma: ", "),
        checks: Checks(
            versions: "versions", terminal: "terminal", locale: "locale", colours: "colours", widths: "widths", keys: "keys",
            clipboard: "clipboard", configuration: "configuration", permissions: "permissions", token: "token", host: "host",
            devices: "devices", clock: "clock", push: "push"),
        terminal: englishTerminal, asking: englishAsking, files: englishFiles, cloud: englishCloud)

    private static let englishTerminal = Terminal(
        none: "none here; the dashboard needs one, the other commands do not",
        dumb: "TERM names none that can move its cursor",
        setTerm: "set TERM to the terminal's name for the dashboard; eztop watch and eztop devices work as it is",
        notDescribed: { "TERM is \($0), of which no description is installed" },
        substitute: { "TERM is \($0), of which no description is installed; that of \($1) is used" },
        installDescription: "install its description (Debian: ncurses-term)",
        noSize: "it does not say its size, 80×24 is assumed", setSize: "stty columns 120 rows 40",
        enlarge: "the dashboard needs 24×5 at least: enlarge the window",
        wrongInTmux: { "TERM is \($0) inside tmux" },
        setDefaultTerminal: "in ~/.tmux.conf: set -g default-terminal tmux-256color",
        present: { "\($0) yes" }, absent: { "\($0) no" },
        answers: { "answers in \($0) ms" }, mute: "answers no question", synchronized: "synchronized output",
        noLocale: "none is set",
        notInstalled: { "\($0) is not installed" }, notUTF8: { "\($0) is no UTF-8 locale" },
        setLocale: { "eztop takes C.UTF-8 in its place, other programs show names as ?: export \($0)=C.UTF-8" },
        installLocale: {
            "eztop takes C.UTF-8 in its place, and speaks its language all the same: install \($0) with dpkg-reconfigure locales"
        },
        colours: { "\($0), by TERM \($1)" },
        coloursUnwanted: { "none, as \($0) says" },
        moreColours: "where the terminal knows more: export TERM=xterm-256color, or --color 256",
        notMeasured: "not measured",
        narrow: { "\($0) take one column each, \($1) takes \($2)" },
        wide: { "\($0) take two columns: eztop draws ASCII instead" },
        setNarrow: "set the terminal's ambiguous-width characters to narrow",
        otherWidth: { "\($0) takes \($1) columns in place of \($2): columns will be crooked" },
        setUTF8: "set the terminal, and tmux or screen in it, to UTF-8",
        unanswered: "no answer within 150 ms: eztop guesses by the locale",
        setASCII: "where lines are crooked: glyphs = \"ascii\" in the configuration, or --ascii")

    private static let englishAsking = Asking(
        notAsked: "not asked",
        press: { "Press \($0) (Enter or q skips it): " },
        skipped: "skipped",
        arrived: { "\($0) arrive" },
        arrivedAs: { "\($0) arrives as \($1), \($2)" },
        unknownKey: "which is no known key",
        mendKeys: "press it again to be sure; then have the terminal send xterm's keys, or take another one under [keys]",
        clipboardOff: "switched off by the configuration",
        wouldGo: { "goes to \($0); nothing was sent" },
        sentUnknown: { "sent to \($0); whether it arrived is not known" },
        sentArrived: { "arrives through \($0)" },
        sentLost: { "sent to \($0), and did not arrive" },
        notSent: { "not sent: \($0)" },
        question: { "“\($0)” was sent to \($1). Paste it somewhere: did it arrive? [y, n, Enter = don't know] " },
        mendTmux: "tmux set -g set-clipboard on, and let the terminal take OSC 52",
        mendTerminal: "let the terminal take OSC 52 (clipboard access); or name a program, clipboard = [\"…\"]",
        mendProgram: "try the program by hand; or clipboard = \"osc52\" in the configuration")

    private static let englishFiles = Files(
        demo: "the demo: the simulated cloud inside the program",
        noFile: "no file, the variables alone",
        accounts: { "accounts \($0)" },
        nothingConfigured: "no account",
        mendNothing:
            "eztop --demo needs none; eztop setup asks for one; or set EZTOP_APP_KEY, EZTOP_APP_SECRET and EZTOP_REGION",
        mendConfiguration: "every key is in docs/configuration.md",
        othersRead: { "\($0): others may read the secret in it" },
        othersWrite: { "\($0) may be written by others" },
        foreign: { "\($0) is another user's" },
        link: { "\($0) is a link and not used" },
        cannotBeMade: { "\($0) is not there and cannot be made" },
        notWritable: { "\($0) cannot be written" },
        leftAlone: { "\($0) is a link, another user's, or open to others: it is left alone" },
        configuration: "configuration", secret: "secret file", cache: "cache folder", token: "token file",
        state: "state folder", memory: "state file",
        cacheLost: "until then every run fetches a token of its own",
        stateLost: "until then nothing is remembered between runs",
        changeOwner: "give it back to its owner, or remove it", makeWritable: "make it writable",
        nothingYet: "nothing is there yet")

    private static let englishCloud = Cloud(
        answers: { "\($0) answers in \($1) ms (\($2 == 1 ? "one call" : "median of \($2) calls"))" },
        slow: "that is slow: look at the network, the proxy, and the region",
        checkNetwork: "look at the network, name resolution, and https_proxy",
        checkProxy: "something in between answers, such as a proxy or a login page",
        token: { "appKey \($0), new token, \($1) left" },
        mendSecret: "see app_secret, app_secret_file and app_secret_command in docs/configuration.md",
        devices: { "own devices \($0)" }, hosted: { "hosted cameras \($0)" },
        notAsked: { "\($0) not asked: the three calls of doctor are spent" },
        again: "run it once more: the token is there then",
        noDevices: "the account has none",
        addDevices: "add one in the EZVIZ app, or devices = [\"own\", \"hosted\"] and eztop hosting link",
        refused: { "\($0): \($1)" },
        clockRight: { "agrees with \($0) to \($1 <= 1 ? "a second" : "\($1) seconds")" },
        clockAhead: { "\($0) ahead of \($1)" }, clockBehind: { "\($0) behind \($1)" },
        setClock: "set it (timedatectl set-ntp true); ages and ends are wrong until then",
        notCompared: "not compared: no host told the time",
        noPush: "not configured",
        free: { "\($0) is free" }, taken: { "\($0) is taken by another process" },
        otherEztop: "nothing to do if that is a running eztop; else another port in push.listen",
        otherAddress: "name an address of this machine and a port of 1024 or more in push.listen",
        cannotListen: { "\($0): \($1)" })
}
