import CVersion

/// What `eztop --version` prints: the version, and the commit it was built from.
enum Version {
    static let number = "0.1.0"

    static let text: String = {
        let commit = String(cString: eztop_commit)
        return "eztop \(number)" + (commit.isEmpty ? "" : " (\(commit))")
    }()
}
