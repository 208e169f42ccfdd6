import CNcursesw

/// The locale of whoever runs the program, as far as characters go.
public struct UserLocale: Hashable, Sendable {
    /// As the environment names it; empty where it names none.
    public var name: String
    /// The variable that decides; `LANG` where none does.
    public var variable = "LANG"
    public var isInstalled: Bool
    /// False: `C.UTF-8` stands in for it on a screen.
    public var isUTF8: Bool

    public init(name: String, isInstalled: Bool, isUTF8: Bool) {
        self.name = name
        self.isInstalled = isInstalled
        self.isUTF8 = isUTF8
    }

    public init(environment: [String: String]) {
        let decisive = ["LC_ALL", "LC_CTYPE", "LANG"].first { environment[$0].map { !$0.isEmpty } ?? false }
        variable = decisive ?? "LANG"
        name = decisive.flatMap { environment[$0] } ?? ""
        isInstalled = setlocale(LC_CTYPE, "") != nil
        isUTF8 = isInstalled && eztop_locale_is_utf8() != 0
    }
}
