import FoundationEssentials

extension Incoming {
    /// The parameters of a form body, plain or multipart, in order; none for any other type of body.
    public var form: [Parameter] {
        let type = header("Content-Type") ?? ""
        return switch type.prefix(while: { $0 != ";" && !$0.isWhitespace }).lowercased() {
        case Form.contentType: Form.decode(body)
        case "multipart/form-data": Multipart.decode(body, contentType: type)
        default: []
        }
    }
}
