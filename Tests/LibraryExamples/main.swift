import OpenPlatform
import Vocabulary

// Runs one of the examples: its name, the region or the base of another cloud, the app's key and secret, and what it wants besides.
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 4 else { fatalError("list|watch|owner REGION|URL KEY SECRET …") }
let base = Region(rawValue: arguments[1])?.base ?? Base(url: arguments[1], overseas: false)
let (key, secret, more) = (arguments[2], arguments[3], Array(arguments.dropFirst(4)))

switch (arguments[0], more.count) {
case ("list", _): try await listCameras(at: base, appKey: key, appSecret: Secret(secret))
case ("watch", 1...): try await watch(more[0], code: more.dropFirst().first, at: base, appKey: key, appSecret: Secret(secret))
case ("owner", 1): try await camerasOfOneOwner(authCode: more[0], at: base, appKey: key, appSecret: Secret(secret))
default: fatalError("no such example, or too little to run it")
}
