// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product has no target that is only for measuring. The sources
// are links to the product's; `./dev bench` builds it.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "locality-bench",
    targets: [
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter"),
        .target(
            name: "XLSXWriter", dependencies: ["CXLSXWriter"],
            swiftSettings: settings + [.strictMemorySafety()]),
        .executableTarget(
            name: "BenchWorkbook", dependencies: ["XLSXWriter"], swiftSettings: settings),
    ]
)
