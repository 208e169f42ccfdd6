import CCurl

extension CurlTransport {
    /// The library in use and its TLS: `libcurl 7.88.1 (OpenSSL/3.0.15)`.
    public static var version: String {
        guard let info = curl_version_info(CURLVERSION_FIRST)?.pointee, let version = info.version else { return "libcurl" }
        return "libcurl \(String(cString: version))" + (info.ssl_version.map { " (\(String(cString: $0)))" } ?? "")
    }
}
