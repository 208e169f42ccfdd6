import FoundationEssentials
import OpenPlatform
import Vocabulary

extension Expectation {
    /// Replies that bring something.
    static let successes: [Expectation] = tokens + lists + devices + addresses + playlists

    private static let tokens: [Expectation] = [
        Expectation(
            "token_get_ok_cn.json", .token,
            .token(Token(value: "at.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", kind: .own, expires: time(1_470_810_222.045)))),
        Expectation(
            "token_get_ok_overseas.json", .token,
            .token(
                Token(
                    value: "at.7jrcjmna8qnqg8d3dgnzs87m4v2dme3l-32enpqgusd-1jvdfe4-uxo15ik0s", kind: .own,
                    expires: time(1_470_810_222.045), areaDomain: "https://iusopen.ezvizlife.com"))),
        Expectation(
            "trust_v2_token_get_822_ok.json", .hostedToken,
            .token(
                Token(
                    value: "da.3q98ktuz49rerl7ebfewu7br07ove6y9-4u8opzpclp-1rwgjkn-zyy52a5vn", kind: .hosted,
                    expires: time(1_553_851_609.869)))),
        Expectation("trust_token_get_820_ok.json", .userToken, .user(user("fdb5d9b9ad884edb84f62339ecc62d70"))),
        Expectation("trust_refresh_821_ok.json", .refreshedToken, .user(user(nil))),
        Expectation(
            "capture_687_ok.json", .capture,
            .picture(
                "https://ezviz-fastdfs-gateway.oss-cn-hangzhou.aliyuncs.com/1/capture/003eyM73IFbVHUM6Ktz7K6JXXLeUbFU.jpg?Expires=1654756106&OSSAccessKeyId=EXAMPLE&Signature=EXAMPLE"
            )),
        Expectation(
            "capture_overseas_ok.json", .capture,
            .picture("http://img.ys7.com//group2/M00/74/22/CmGdBVjBVDCAaFNZAAD4cHwdlXA833.jpg")),
        Expectation("trust_cancel_826_ok.json", .cancelHosting, .kept([])),
        Expectation("trust_cancel_826_ok_with_data.json", .cancelHosting, .kept([])),
    ]

    private static func user(_ trustID: String?) -> UserToken {
        UserToken(
            accessToken: "du.2svbvjn82ycx5weh54slfbuebmn6im7o-3np7vpbklx-0zxzdhk-fkzgcpc84", expires: time(1_541_656_437.269),
            refreshToken: "rt.99oz60qc8hn1jfwp9ml4nttid9u3w9h0-8s2wqprgxs-0zhci16-sssvtcmdk",
            openID: "b4a3edff6af84a71b8a12912094359b5", trustID: trustID)
    }

    private static let national = DeviceRow(
        serial: "33010343992967895520:33011062991327187933", name: "33010343992967895520:33011062991327187933",
        model: "33010343992967895520", firmware: "V1.0.0 build 200811", status: 0)

    private static let lists: [Expectation] = [
        Expectation("device_list_673_ok.json", .devices, .devices(Listing(rows: [national], total: 416))),
        Expectation("device_list_3947_cursor_ok.json", .devices, .devices(Listing(rows: [national], total: 416))),
        Expectation(
            "device_list_overseas_ok.json", .devices,
            .devices(
                Listing(
                    rows: [
                        DeviceRow(
                            serial: "427734000", name: "xiaoge device", model: "C1", firmware: "V4.2.5 build 151223", status: 1),
                        DeviceRow(
                            serial: "519266666", name: "Test", model: "UNKNOWN", firmware: "V5.3.0 build 150824", status: 0),
                    ], total: 2))),
        Expectation(
            "camera_list_674_ok.json", .cameras,
            .channels(
                Listing(
                    rows: [
                        ChannelRow(serial: "427734444", channel: 1, name: "C1(427734444)", status: 1, isEncrypt: 1),
                        ChannelRow(serial: "519544444", channel: 1, name: "C2C(519544444)", status: 0, isEncrypt: 0),
                    ], total: 2))),
        Expectation(
            "device_camera_list_1478_ok.json", .channels,
            .channels(
                Listing(rows: [
                    ChannelRow(serial: "427734222", channel: 1, name: "My(427734222)427734222", status: 1, isEncrypt: 0)
                ]))),
        Expectation(
            "channel_status_676_ok.json", .channelStates, .states(ChannelStates(serial: "E08397579", channels: [1: 1]))),
        Expectation(
            "channel_status_676_hosted_no_permission.json", .channelStates,
            .states(ChannelStates(serial: "E08397579", channels: [1: 1, 2: 2]))),
        Expectation("trust_device_list_824_empty.json", .hostedCameras, .hosted(Listing(rows: [], total: 0))),
        Expectation(
            "trust_device_list_824_ok.json", .hostedCameras,
            .hosted(
                Listing(
                    rows: [
                        HostedRow(
                            serial: "889336636", channel: 1, deviceName: "DS-7816NB-K2(889336636)",
                            channelName: "视频6@DS-7816NB-K2(889336636)", customName: "",
                            trustID: "18d1840cdbfa40e3aad2f5d4e528245c", status: -1)
                    ], total: 452))),
    ]

    private static let devices: [Expectation] = [
        Expectation(
            "device_info_672_ok.json", .deviceInfo,
            .info(
                DeviceInfo(
                    serial: "BF7513110", name: "CS-CTQ6X(BF7513110)", model: "CS-CTQ6X-V105-1J4WF", status: 0, isEncrypt: 0,
                    category: "CS-CTQ6X"))),
        Expectation(
            "device_info_overseas_ok.json", .deviceInfo,
            .info(
                DeviceInfo(serial: "427734168", name: "niuxiaoge device", model: "CS-C1-11WPFR", status: 0, isEncrypt: 0))),
        Expectation(
            "device_info_overseas_version_utc_ok.json", .deviceInfo,
            .info(DeviceInfo(serial: "Q00737272", name: "A1S(Q00737272)", model: "CS-A1S-32WE2G", status: 1, isEncrypt: 0))),
        Expectation("encrypt_off_ok.json", .encryptOff, .done),
        Expectation("encrypt_off_ok_overseas.json", .encryptOff, .done),
        Expectation("encrypt_on_698_ok.json", .encryptOn, .done),
    ]

    private static let addresses: [Expectation] = [
        Expectation(
            "live_v2_get_1414_hls_ok.json", .liveAddress,
            .address(
                Handed(
                    url: "https://open.ys7.com/v3/openlive/C78957921_1_1.m3u8?expire=1606999273&id=254708522214232064"
                        + "&t=093e5c6668d981e0f0b8d2593d69bdc98060407d1b2f42eaaa17a62b15ee4f99&ev=100",
                    id: "254708522214232064", expires: time(1_606_999_273)))),
        Expectation(
            "live_get_overseas_hls_ok.json", .overseasAddress,
            .address(
                Handed(
                    url: "https://iusopen.ezvizlife.com/v3/openlive/F00497273_1_1.m3u8?expire=1668578537&id=512628410958159872"
                        + "&t=56528d84c512aad8b4cfdabb43323e2ce692de022cdd9b0dce595a7d8677bd61&ev=100",
                    id: "512628410958159872", expires: time(1_668_578_537)))),
        Expectation(
            "live_v2_get_flv_ok.json", .liveAddress,
            .address(
                Handed(
                    url: "https://xyrtmp.ys7.com:9188/v3/openlive/C78957921_1_1.flv?expire=1722172888&id=254708522214232064"
                        + "&t=093e5c6668d981e0f0b8d2593d69bdc98060407d1b2f42eaaa17a62b15ee4f99&ev=100",
                    id: "254708522214232064", expires: time(1_722_172_888)))),
        Expectation(
            "live_v2_get_rtmp_ok.json", .rtmpAddress,
            .address(
                Handed(
                    url: "rtmp://rtmp01open.ys7.com:1935/v3/openlive/203751922_1_2?expire=1605275593&id=247116619786670080"
                        + "&t=60ac0000000000000000000000000000000000000000000000000000000000&ev=100",
                    id: "247116619786670080", expires: time(1_605_275_593)))),
        Expectation(
            "live_v2_get_ezopen_ok.json", .ezopenAddress,
            .address(Handed(url: "ezopen://open.ys7.com/C78957921/1.hd.live", id: "254708522214232064"))),
        Expectation(
            "live_v2_get_ezopen_with_code_ok.json", .ezopenAddress,
            .address(Handed(url: "ezopen://ABCDEF@open.ys7.com/C78957921/1.hd.live", id: "254708522214232064"))),
        // The old API answers a list under the same path.
        Expectation(
            "live_address_get_old_batch_ok.json", .overseasAddress,
            .failed(.malformed("the reply has no address of the protocol asked for"))),
        Expectation("live_v2_disable_1415_ok.json", .disableAddress, .done),
    ]

    private static let playlists: [Expectation] =
        [
            Expectation(
                "hls_playlist_ok.m3u8", .playlist, .playlist(Heard(mediaSequence: 1, segments: 2, targetDuration: 4)))
        ]
        + ["9048", "9049", "9053", "9057"].map { (code: String) in
            Expectation(
                "hls_playlist_errcode_\(code).m3u8", .playlist,
                .playlist(Heard(mediaSequence: 0, segments: 1, errorCode: code, targetDuration: 10)))
        }

    private static func time(_ seconds: Double) -> Date {
        Date(timeIntervalSince1970: seconds)
    }
}
