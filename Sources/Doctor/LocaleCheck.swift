import Terminal
import Wording

/// The locale: other programs, and the terminal, show Chinese names in a UTF-8 one only.
enum LocaleCheck {
    static func finding(_ locale: UserLocale, _ texts: Texts) -> Finding {
        let words = texts.doctor.terminal
        func warn(_ seen: String) -> Finding { Finding(.locale, .warn, seen, mend: words.setLocale(locale.variable)) }
        if locale.name.isEmpty { return warn(words.noLocale) }
        if !locale.isInstalled {
            return Finding(.locale, .warn, words.notInstalled(locale.name), mend: words.installLocale(locale.name))
        }
        return locale.isUTF8 ? Finding(.locale, .ok, locale.name) : warn(words.notUTF8(locale.name))
    }
}
