/// What `eztop --version` prints: the version and the commit that was checked out when it was built.
public enum Version {
    public static let number = "0.1.0"
    /// Of the manual, as it dates its pages.
    public static let date = "November 25, 2026"

    /// The commit comes from `CommitPlugin`; outside a git checkout there is none.
    public static let text = "eztop \(number)" + (commit.isEmpty ? "" : " (\(commit))")
}
