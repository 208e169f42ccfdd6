import Vocabulary

extension Account {
    /// The account as a `[[accounts]]` table of a configuration file, secrets and all.
    public var text: String {
        var lines = ["[[accounts]]", "name = \(Self.quoted(name))"]
        switch place {
        case .region(let region): lines.append("region = \(Self.quoted(region.rawValue))")
        case .baseURL(let url): lines.append("base_url = \(Self.quoted(url))")
        }
        lines.append("app_key = \(Self.quoted(appKey))")
        switch secret {
        case .literal(let secret): lines.append("app_secret = \(Self.quoted(secret.value))")
        case .file(let path): lines.append("app_secret_file = \(Self.quoted(path))")
        case .command(let command): lines.append("app_secret_command = \(Self.quoted(command))")
        }
        lines.append("devices = [\(devices.map { Self.quoted($0.rawValue) }.joined(separator: ", "))]")
        if !verificationCodes.isEmpty {
            lines.append("[accounts.verification_codes]")
            for (serial, code) in verificationCodes.sorted(by: { $0.key < $1.key }) {
                lines.append("\(Self.quoted(serial)) = \(Self.quoted(code.value))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A basic string of TOML.
    private static func quoted(_ text: String) -> String {
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted.append(contentsOf: ["\\", scalar])
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
            default: quoted.append(scalar)
            }
        }
        quoted.append("\"")
        return String(quoted)
    }
}
