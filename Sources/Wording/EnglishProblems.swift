import Settings

extension ConfigurationProblem.What {
    var english: String {
        switch self {
        case .unknownKey(let nearest): "unknown key" + (nearest.isEmpty ? "" : "; did you mean \(nearest)?")
        case .misplaced(let table?): "unknown key; it belongs below [[\(table)]]"
        case .misplaced(nil): "unknown key; it belongs above the first [table]"
        case .wrongType(let expected, let found): "expected \(expected.english), found \(found.english)"
        case .badDuration(let from, let to):
            "expected a duration from \(DurationText(seconds: from)) to \(DurationText(seconds: to)), such as "
                + DurationText.examples(from: from, to: to).joined(separator: " or ")
        case .badValue(let expectation): "expected \(expectation.english)"
        case .quoted: "take the quotes away that stand around it: here they are part of the value"
        case .notAnAPI:
            "that is a page or a single call, not the address of an API: scheme and host are enough, such as \"https://open.ys7.com\""
        case .missing: "missing"
        case .conflict(let other): "only one of this and \(other) can be set"
        case .keyTaken(let key, let command, let place):
            "the key \(key) belongs to \(command) already"
                + (place.map { " (\(Texts.english.heading($0).lowercased()))" } ?? "") + "; give that another one too"
        case .duplicateKey(let line): "already set on line \(line)"
        case .duplicateAccount(let name): "there already is an account \(name)"
        case .duplicateName(let name): "there already is one that is called \(name)"
        case .unknownRoute(let names):
            names.isEmpty
                ? "no [[via]] has this name: there is none"
                : "no [[via]] has this name; there are \(names.joined(separator: ", "))"
        case .missingSpan: "missing: silent says for how long there was no poll, such as for = \"10m\""
        case .stateInFilter:
            "states are no part of this filter: `when` says what is told; take names, serials, models or accounts"
        case .plainRoute(let name):
            "messages over \(name) go in plain view of the network: an https address keeps them from others"
        case .unknownTheme(let names): "no such theme; there are " + names.joined(separator: ", ")
        case .syntax(let fault): "not TOML: \(fault.english)"
        case .readableByOthers(let chmod): SecretFault.readableByOthers(chmod: chmod).english
        case .readableAsGiven(let path, let mode):
            "others may read the secret in \(path) (mode \(mode)); it is root's, who gave it, and is taken"
        case .exposed(let exposure): exposure.english
        case .unreadable(let fault): fault.english
        case .secret(let fault): fault.english
        case .unusedVariable:
            "not used: the accounts are those of the configuration file, and this goes with EZTOP_APP_KEY and EZTOP_APP_SECRET"
        case .plainBroker:
            "without TLS everybody on the way reads the states, and the password where there is one: mqtts:// is better"
        case .plainActions:
            "not over mqtt:// beyond this machine, where everybody on the way could switch your cameras: use mqtts://"
        case .passwordOfNobody: "a password goes with a user: mqtt.url = \"mqtts://user@host:8883\""
        case .certificatesOfPlain: "certificates go with mqtts://"
        case .nothingConfigured(let isThere): isThere ? "no account is configured" : "no such file"
        }
    }
}

extension Exposure {
    fileprivate var english: String {
        let facts = "owner \(owner), mode \(mode)"
        let what =
            switch kind {
            case .othersWrite: "everybody may write it (\(facts))"
            case .groupWrites: "its group may write it (\(facts)), and it names an account or a command, or holds a secret"
            case .foreign: "it is another user's (\(facts))"
            case .openFolder: "everybody may put another file in its place: the folder \(path) is open (\(facts))"
            case .groupFolder(let group):
                "the group \(group) may put another file in its place: it may write the folder \(path) (\(facts))"
            case .foreignFolder: "another user may put another file in its place: the folder \(path) is his (\(facts))"
            case .foreignLink: "another user chooses which file it is: the link \(path) is his (owner \(owner))"
            }
        return what + "; run: \(mend)"
    }
}

extension ValueKind {
    var english: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .float: "a floating-point number"
        case .boolean: "true or false"
        case .array: "an array"
        case .table: "a table"
        case .date: "a date"
        case .time: "a time of day"
        case .dateTime: "a date with a time"
        case .strings: "an array of strings"
        case .tables: "an array of tables (a heading in two brackets)"
        case .stringOrStrings: "a string or an array of strings"
        case .socketOrTable: "the path of a socket, or a table"
        case .duration: "a duration in quotes, such as \"30s\""
        }
    }
}

extension Expectation {
    var english: String {
        switch self {
        case .oneOf(let names): "one of " + names.joined(separator: ", ")
        case .clipboard: "\"auto\", \"osc52\", \"off\", or a command as an array, such as [\"xsel\", \"-b\"]"
        case .size: "a size from 10MB to 100GB, such as \"500MB\""
        case .onDemandOrDuration: "\"on-demand\" or a duration from 10s to 30d, such as \"15m\""
        case .printable(let limit): "1 to \(limit) characters that print"
        case .accountName: "a name of 1 to 64 characters without slashes that starts with a letter or a digit"
        case .appKey: "the key of an app: 1 to 128 letters and digits"
        case .secret: "a secret: 1 to 256 characters that print"
        case .verificationCode: "a verification code: 1 to 32 characters that print"
        case .sources: "one of own, hosted, own,hosted"
        case .baseURL: "an http or https address of a host, without user, query or fragment"
        case .listenAddress: "host:port"
        case .hostHeader: "a host, or host:port, as those who ask call it"
        case .ipAddress: "an IP address"
        case .brokerURL:
            "\"mqtts://user@host:8883\" or \"mqtt://…\", without the password, which has its own file (password_file)"
        case .topic: "letters, digits, - and _, with slashes between them: 128 characters at most"
        case .topicLevel: "1 to 64 letters, digits, - and _"
        case .socketPath: "a path that begins with / and has 107 bytes at most"
        case .userName: "the name of a user or a group of this machine"
        case .keyName: "a key's name, such as y, Ctrl-P, Enter or F5"
        case .stream: "\"playing\", \"empty\", \"missing\", or the number of an error such as \"9048\""
        case .serial: "a serial: upper-case letters and digits, 50 at most"
        case .code: "a code of the platform, such as \"10029\""
        case .postAddress: "an http or https address without user and fragment"
        case .quietHours: "two times of the day, such as \"22:00-07:00\""
        case .player: "{url} as a word of its own; a script takes it as \"$1\": sh -c 'mpv \"$1\"' sh {url}"
        case .notEmpty: "at least one"
        case .number(let from, let to): "a whole number from \(from) to \(to)"
        }
    }
}

extension FileFault {
    var english: String {
        switch self {
        case .notFound: "no such file"
        case .notPermitted: "not allowed to read it"
        case .directory: "a folder, not a file"
        case .notAFile: "not a regular file"
        case .tooLarge(let limit): "larger than \(limit / 1024) KiB"
        case .notUTF8: "not UTF-8: save it as UTF-8"
        case .holdsNUL: "a NUL, and so no text: save it as UTF-8"
        case .holdsMarks: "more than thirty accents on one letter: take them away"
        case .failed(let code): "not to be read (errno \(code))"
        }
    }
}

extension SecretFault {
    var english: String {
        switch self {
        case .file(let path, let fault): "\(path)\(fault.line.map { ":\($0)" } ?? ""): \(fault.english)"
        case .readableByOthers(let chmod): "others may read the secret in it; run: \(chmod)"
        case .exposed(let exposure): exposure.english
        case .command(let failure): failure.english
        case .settings(let path?):
            "\(path):1: a comment or a variable (NAME=…), as files of settings have them: the first line has to be the secret alone"
        case .settings(nil):
            "the first line that the command printed is a comment or a variable (NAME=…): it has to be the secret alone"
        case .notASecret(let path?): "\(path):1: no secret: the first line has to be 1 to 256 characters that print"
        case .notASecret(nil): "the first line that the command printed is no secret: it has to be 1 to 256 characters that print"
        case .quoted(let path?): "\(path):1: take the quotes away that stand around it"
        case .guessable(let path, let least):
            "\(path):1: a token has at least \(least) characters and no blanks; run: openssl rand -hex 32 > \(ShellWord.quoted(path))"
        case .quoted(nil): "the command printed the secret with quotes around it: take them away"
        }
    }
}

extension CommandFailure {
    var english: String {
        switch self {
        case .notStarted(let reason): "the command could not be started: \(reason)"
        case .exited(let status): "the command failed with status \(status)"
        case .killed(let signal): "the command was ended by signal \(signal)"
        case .timedOut(let seconds): "the command gave no answer within \(seconds) s"
        }
    }
}

extension SyntaxFault {
    var english: String {
        switch self {
        case .headingWithoutName: "a heading without a name"
        case .manyParts: "a key of so many parts"
        case .manyBrackets: "so many brackets in each other"
        case .noValue: "no value; a text needs quotes"
        case .unquoted: "it needs quotes, such as \"30s\""
        case .boolean: "it is true or false here, without quotes"
        case .backslash: "a backslash in double quotes: write it twice, or put the text in single quotes ('…')"
        case .foreign(let sign): "\(sign) is none of its signs: type the one of an English keyboard"
        case .unseen(let sign): "a blank that is none of its own (\(sign)): type it anew"
        case .colon: "an = belongs between a key and its value"
        case .unopenedBracket: "a bracket that was not opened"
        case .nul: "a NUL in a text"
        case .unclosedText: "a text that is not closed on its line"
        case .parser(let words): words.isEmpty ? "not to be read as TOML" : words
        }
    }
}
