import CNcursesw

/// Makes ncurses speak UTF-8, whatever the locale: names are Chinese also where `LC_ALL=C`.
enum Locale {
    /// Only LC_CTYPE: another LC_NUMERIC would write numbers with commas. Returns whether the user's own locale was UTF-8.
    static func useUTF8() -> Bool {
        setlocale(LC_CTYPE, "")
        if eztop_locale_is_utf8() != 0 { return true }
        setlocale(LC_CTYPE, "C.UTF-8")
        return false
    }
}
