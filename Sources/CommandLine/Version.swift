/// What `eztop --version` prints.
enum Version {
    static let text = "eztop 0.1.0"
}
