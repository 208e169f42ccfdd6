import Output

/// What `eztop doctor --json` prints; docs/doctor.md describes it. Fields are only ever added.
public struct DoctorReport: Encodable, Sendable {
    public struct Row: Encodable, Sendable {
        var check: String
        var account: Nullable<String>
        var verdict: String
        var seen: String
        var mend: Nullable<String>
    }

    public var version: String
    public var findings: [Row]
    /// Nothing failed.
    public var ok: Bool

    public init(_ findings: [Finding]) {
        version = Version.text
        ok = findings.exitCode == .done
        self.findings = findings.map { finding in
            let verdict =
                switch finding.verdict {
                case .ok: "ok"
                case .warn: "warn"
                case .fail: "fail"
                }
            return Row(
                check: finding.check.rawValue, account: Nullable(finding.account), verdict: verdict, seen: finding.seen,
                mend: Nullable(finding.mend))
        }
    }
}
