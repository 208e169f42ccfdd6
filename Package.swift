// swift-tools-version: 6.2
import PackageDescription

/// CI sets this, so that a warning stops its build and never a newcomer's with another compiler.
let strict = Context.environment["EZTOP_WARNINGS_AS_ERRORS"] == "1"

let swift: [SwiftSetting] =
    [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]
    + (strict ? [.treatAllWarnings(as: .error)] : [])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

/// A room of the house; docs/architecture.md says what each is for. Arrows run downwards only.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swift)
}

/// Fixtures are read from where they lie in the checkout, so they are no resources of a bundle.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], fixtures: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies,
        exclude: fixtures, swiftSettings: swift)
}

let package = Package(
    name: "eztop",
    products: [
        .executable(name: "eztop", targets: ["eztop"]),
        .library(name: "DeviceService", targets: ["DeviceService"]),
        .library(name: "OpenPlatform", targets: ["OpenPlatform", "Vocabulary", "HTTP"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        .systemLibrary(name: "CNcursesw", providers: [.apt(["libncurses-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CTurboJPEG", providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "CQRencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "CTerminalGuard"),
        .target(name: "CWidth"),
        .target(name: "CChild"),
        .target(name: "CMosquitto"),
        .plugin(name: "CommitPlugin", capability: .buildTool(), path: "Sources/CommitPlugin"),
        .plugin(name: "ShippedPlugin", capability: .buildTool(), path: "Sources/ShippedPlugin"),
        .target(name: "CDemoVideo", exclude: ["README.md"]),

        room("System"),
        room("HTTP", ["System", "CCurl", "CMicrohttpd"]),
        room("Vocabulary"),
        room("OpenPlatform", ["System", "Vocabulary", "HTTP", "CCrypto"]),
        room("Fleet", ["Vocabulary"]),
        room("DeviceService", ["System", "Vocabulary", "OpenPlatform", "HTTP", "Fleet", "CSQLite"]),
        room("Sharing", ["System", "Vocabulary", "HTTP", "Fleet", "OpenPlatform", "DeviceService"]),
        room("Cells", ["CWidth"]),
        room("Images", ["CQRencode", "CTurboJPEG"]),
        .target(
            name: "Settings", dependencies: ["System", "Vocabulary", "Cells", toml], swiftSettings: swift,
            plugins: ["ShippedPlugin"]),
        room("Wording", ["Vocabulary", "Fleet", "Settings"]),
        room("Dashboard", ["System", "Vocabulary", "Fleet", "Wording", "Settings", "Images", "Cells"]),
        room("Terminal", ["System", "CNcursesw", "CTerminalGuard", "Cells"]),
        room("Delivery", ["System", "CChild"]),
        room("CloudSimulator", ["HTTP", "CDemoVideo", "CCrypto"]),
        .target(
            name: "Output", dependencies: ["System", "Vocabulary", "Fleet", "Wording", "Settings", "Cells", "Images"],
            swiftSettings: swift, plugins: ["CommitPlugin"]),
        room(
            "Interface",
            [
                "Vocabulary", "HTTP", "Fleet", "OpenPlatform", "DeviceService", "Sharing", "Settings", "Wording", "Output",
                "CCrypto",
            ]),
        room(
            "MQTT",
            [
                "System", "Vocabulary", "Fleet", "DeviceService", "Sharing", "Settings", "Wording", "Output", "CMosquitto",
            ]),
        room(
            "Alerts",
            [
                "Vocabulary", "HTTP", "Fleet", "OpenPlatform", "DeviceService", "Sharing", "Settings", "Wording", "Output",
                "Delivery",
            ]),
        .target(
            name: "Startup",
            dependencies: [
                "System", "Vocabulary", "Fleet", "Wording", "Settings", "Cells", "Output", "Dashboard", "DeviceService",
                "Sharing", "Interface", "Alerts", "MQTT", "OpenPlatform", "HTTP", "Delivery", "Terminal", "CloudSimulator",
                argumentParser,
            ], swiftSettings: swift),
        room(
            "Session",
            [
                "System", "Vocabulary", "Fleet", "Wording", "Settings", "Cells", "Images", "Output", "Startup", "Dashboard",
                "DeviceService", "Sharing", "OpenPlatform", "HTTP", "Delivery", "Terminal",
            ]),
        room(
            "Doctor",
            [
                "System", "Vocabulary", "Fleet", "Wording", "Settings", "Cells", "Output", "Startup", "Dashboard",
                "DeviceService", "Sharing", "MQTT", "OpenPlatform", "HTTP", "Delivery", "Terminal",
            ]),
        room(
            "Setup",
            [
                "Vocabulary", "Fleet", "Wording", "Settings", "Cells", "Output", "Startup", "DeviceService", "OpenPlatform",
                "Terminal",
            ]),
        .target(
            name: "Install",
            dependencies: ["System", "Wording", "Settings", "Output", "Dashboard", "Delivery"],
            swiftSettings: swift, plugins: ["ShippedPlugin"]),
        .target(
            name: "CommandLine",
            dependencies: [
                "System", "Vocabulary", "Fleet", "Wording", "Settings", "Cells", "Output", "Startup", "Session",
                "Doctor", "Setup", "Install", "Dashboard", "DeviceService", "Sharing", "Alerts", "OpenPlatform", "HTTP",
                "Delivery",
                "Terminal",
                "CloudSimulator", argumentParser,
            ], swiftSettings: swift),
        .executableTarget(name: "eztop", dependencies: ["CCrypto", "CommandLine"], swiftSettings: swift),

        .target(name: "TestSupport", dependencies: ["HTTP", "Fleet"], path: "Tests/TestSupport", swiftSettings: swift),
        .target(
            name: "Scenes", dependencies: ["Vocabulary", "Dashboard", "Fleet", "Images", "Cells", "Wording"],
            path: "Tests/Scenes",
            swiftSettings: swift),
        tests(of: "HTTP", ["System"]),
        // The programs of docs/library.md, which OpenPlatformTests runs: on the library's modules alone.
        .executableTarget(
            name: "LibraryExamples", dependencies: ["OpenPlatform", "Vocabulary"], path: "Tests/LibraryExamples",
            swiftSettings: swift),
        tests(of: "OpenPlatform", ["Vocabulary", "HTTP", "CloudSimulator", "LibraryExamples"], fixtures: ["Fixtures"]),
        tests(of: "Fleet", ["Vocabulary"]),
        tests(of: "DeviceService", ["System", "Vocabulary", "CloudSimulator", "Fleet", "HTTP", "OpenPlatform"]),
        tests(of: "Sharing", ["System", "Vocabulary", "CloudSimulator", "Fleet", "HTTP", "OpenPlatform", "DeviceService"]),
        tests(of: "Interface", ["Vocabulary", "HTTP", "Fleet", "OpenPlatform", "DeviceService", "Sharing"]),
        tests(of: "MQTT", ["Vocabulary", "Fleet", "DeviceService", "Sharing", "OpenPlatform", "Settings", "Wording"]),
        tests(
            of: "Alerts",
            ["Vocabulary", "HTTP", "Fleet", "OpenPlatform", "DeviceService", "Sharing", "Settings", "Wording", "CloudSimulator"]),
        tests(of: "Cells"),
        tests(of: "Settings", ["System", "Vocabulary", "Cells", "Wording"], fixtures: ["Configurations"]),
        tests(
            of: "Dashboard", ["Vocabulary", "Scenes", "Fleet", "Images", "Cells", "Wording", "Settings"], fixtures: ["Goldens"]),
        // A main loop around the screen, to be run in a real pty by TerminalTests.
        .executableTarget(
            name: "TerminalProbe", dependencies: ["Terminal", "Cells"], path: "Tests/TerminalProbe", swiftSettings: swift),
        tests(of: "Terminal", ["Cells", "TerminalProbe"]),
        tests(of: "Images"),
        tests(of: "Wording", ["Vocabulary"]),
        tests(of: "Delivery"),
        tests(of: "CloudSimulator", ["HTTP"]),
        tests(
            of: "CommandLine",
            [
                "Vocabulary", "Cells", "CloudSimulator", "Dashboard", "DeviceService", "Fleet", "OpenPlatform", "Scenes",
                "Settings", "Output", "Startup", "Session", "Doctor", "Setup", "Install",
            ]),
        // Paints one scene, to be run in a real terminal by EndToEndTests.
        .executableTarget(
            name: "ScenePainter", dependencies: ["Vocabulary", "Fleet", "Scenes", "Terminal", "Dashboard", "Cells", "Wording"],
            path: "Tests/ScenePainter", swiftSettings: swift),
        .testTarget(
            name: "EndToEndTests", dependencies: ["TestSupport", "HTTP", "Scenes", "ScenePainter", "eztop", "CloudSimulator"],
            swiftSettings: swift),
    ],
    swiftLanguageModes: [.v6]
)
