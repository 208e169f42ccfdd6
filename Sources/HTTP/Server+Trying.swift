import Glibc

extension Server {
    /// Binds and lets go at once: whether a server could listen there now.
    public static func tryListening(host: String, port: UInt16) throws(ServerError) {
        close(try ListeningSocket(host: host, port: port).descriptor)
    }
}
