import ArgumentParser
import Output
import Wording

extension ArgumentHelp {
    public static func spoken(_ english: String, _ chinese: String, _ valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp(Language.spoken.choose(english, chinese), valueName: valueName)
    }
}

extension ValidationError {
    public init(_ english: String, _ chinese: String) { self.init(spoken(english, chinese)) }
}
