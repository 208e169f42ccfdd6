import OpenPlatform
import Vocabulary

/// Every camera of the account: online or not, encrypted or not.
func listCameras(at region: Base, appKey: String, appSecret: Secret) async throws {
    let client = OpenPlatformClient()
    let token = try await client.token(for: .own, appKey: appKey, appSecret: appSecret, base: region)
    let base = region.following(token)

    /// All pages of a list. A page that is not full is the last one.
    func rows<Row>(_ call: (_ page: Int) -> Call<Page<Row>>) async throws -> [Row] {
        var rows: [Row] = []
        for page in 0... {
            let next = try await client.send(call(page), token, base: base)
            rows += next.rows
            if next.rows.count + next.unreadable < 50 { break }
        }
        return rows
    }

    // One list has the state of devices, the other one the encryption of their channels.
    let devices = try await rows { .devices(page: $0, size: 50) }
    let status = Dictionary(devices.map { ($0.serial, $0.status) }) { first, _ in first }
    for camera in try await rows({ .cameras(page: $0, size: 50) }) {
        let online = status[camera.serial] == 1 ? "online" : "offline"
        print("\(camera.serial):\(camera.channel)  \(online)  \(camera.isEncrypt == 1 ? "encrypted" : "open")  \(camera.name)")
    }
}
