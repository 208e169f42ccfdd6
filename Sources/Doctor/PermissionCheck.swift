import Settings
import Wording

/// Who may read and write eztop's files, and whether it can itself.
public enum PermissionCheck {
    enum Role: Hashable {
        case configuration, secret, cache, token, state, memory
    }

    public struct Place: Hashable {
        var role: Role
        var facts: FileFacts
        /// How others have a hand in the way to it.
        var exposure: Exposure?
    }

    public static func findings(_ places: [Place], _ texts: Texts) -> [Finding] {
        let faults = places.compactMap { fault($0, texts) }
        guard faults.isEmpty else { return faults }
        let words = texts.doctor.files
        let modes = places.compactMap { place -> String? in
            switch place.facts.kind {
            case .missing, .nowhere: return nil
            default: break
            }
            let digits = String(place.facts.mode, radix: 8)
            return "\(words.name(of: place.role)) \(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
        }
        let comma = texts.doctor.verdicts.comma
        // The files of an account's tokens are alike.
        let different = modes.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return [Finding(.permissions, .ok, modes.isEmpty ? words.nothingYet : different.joined(separator: comma))]
    }

    private static func fault(_ place: Place, _ texts: Texts) -> Finding? {
        let words = texts.doctor.files
        let comma = texts.doctor.verdicts.comma
        let facts = place.facts
        let shown = "\(words.name(of: place.role)) \(place.role == .token ? "" : facts.path)".trimmedEnd
        func warn(_ seen: String, _ mend: String) -> Finding { Finding(.permissions, .warn, seen, mend: mend) }
        switch place.role {
        case .configuration, .secret:
            if case .missing = facts.kind { return nil }
            if facts.owner == .other { return warn(words.foreign(shown), words.changeOwner) }
            return facts.mode & 0o022 == 0 ? nil : warn(words.othersWrite(shown), "chmod go-w \(facts.path)")
        case .cache, .state:
            let lost = place.role == .cache ? words.cacheLost : words.stateLost
            if let exposure = place.exposure {
                let why = texts.describe(ConfigurationProblem(file: nil, what: .exposed(exposure)))
                return warn(shown + texts.punctuation.colon + why, lost)
            }
            switch facts.kind {
            case .missing(creatable: true): return nil
            case .missing: return warn(words.cannotBeMade(shown), words.makeYourself + comma + lost)
            case .nowhere: return warn(words.nowhere(words.name(of: place.role)), words.setHome + comma + lost)
            case .folder where facts.owner != .user: return warn(words.foreign(shown), words.changeOwner + comma + lost)
            case .folder where facts.isFull: return warn(words.full(shown), words.makeRoom + comma + lost)
            case .folder: return facts.isWritable ? nil : warn(words.notWritable(shown), words.makeWritable + comma + lost)
            default: return warn(words.link(shown), "rm \(facts.path)" + comma + lost)
            }
        case .token, .memory:
            if case .missing = facts.kind { return nil }
            if facts.kind == .file, facts.owner == .user, facts.mode & 0o077 == 0 { return nil }
            let lost = place.role == .token ? words.cacheLost : words.stateLost
            // A token file's own name is made of the key.
            let target = place.role == .token ? facts.path.folder + "/token-*.json" : facts.path
            // One's own is no worse for having been copied from somewhere.
            let mend = facts.kind == .file && facts.owner == .user ? "chmod 600" : "rm"
            return warn(words.leftAlone(shown), "\(mend) \(target)" + comma + lost)
        }
    }
}

extension Texts.Doctor.Files {
    fileprivate func name(of role: PermissionCheck.Role) -> String {
        switch role {
        case .configuration: configuration
        case .secret: secret
        case .cache: cache
        case .token: token
        case .state: state
        case .memory: memory
        }
    }
}

extension String {
    fileprivate var folder: Substring { prefix(upTo: lastIndex(of: "/") ?? startIndex) }

    fileprivate var trimmedEnd: String { last == " " ? String(dropLast()) : self }
}
