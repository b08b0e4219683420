// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that sanitised builds never meet the product's. The sources are links
// to the product's; build with `Tests/run fuzz`.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A fuzz target: what is read, and how it is driven.
func fuzz(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: ["FuzzDriver"] + dependencies, swiftSettings: settings)
}

let package = Package(
    name: "locality-fuzz",
    targets: [
        .target(name: "LedgerCore", swiftSettings: settings),
        .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .systemLibrary(name: "CMinizip", pkgConfig: "minizip"),
        .target(
            name: "LedgerImport", dependencies: ["LedgerCore", "CExpat", "CMinizip"],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(name: "FuzzDriver", swiftSettings: settings),
        fuzz("FuzzMoney", ["LedgerCore", "LedgerImport"]),
        fuzz("FuzzCSV", ["LedgerCore", "LedgerImport"]),
        fuzz("FuzzWorkbook", ["LedgerCore", "LedgerImport"]),
    ]
)
