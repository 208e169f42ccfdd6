/// How many colours may be used: `--color auto|never|16|256`.
public enum ColorChoice: Hashable, Sendable {
    /// As many as the terminal says it has, and none where `NO_COLOR` is set and not empty.
    case auto
    case never
    case sixteen
    /// The palette of 256, also where `TERM` names fewer and its `-256color` kin is known.
    case extended
}
