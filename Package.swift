// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .unsafeFlags(["-warnings-as-errors"]),
]

/// A command that starts in a few milliseconds: a fixed address needs no relocation at each start,
/// and a stripped file fewer pages.
let quickStart: [LinkerSetting] = [
    .unsafeFlags(["-Xlinker", "-s", "-Xclang-linker", "-no-pie"], .when(configuration: .release))
]

let package = Package(
    name: "locality-ledger",
    products: [.executable(name: "locality", targets: ["locality"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(name: "LedgerCore", swiftSettings: settings),
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(
            name: "LedgerStore",
            dependencies: [
                "LedgerCore", "CSodium", .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: settings),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev", "zlib1g-dev"])]),
        .target(
            name: "XLSXWriter", dependencies: ["CXLSXWriter"],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(
            name: "LedgerExport", dependencies: ["LedgerCore", "XLSXWriter"],
            swiftSettings: settings),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(
            name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
        .target(
            name: "LedgerImport", dependencies: ["LedgerCore", "CExpat", "CMinizip"],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(
            name: "LedgerCLI",
            dependencies: [
                "LedgerCore", "LedgerStore", "LedgerImport", "LedgerExport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),
        .executableTarget(
            name: "locality", dependencies: ["LedgerCLI"], swiftSettings: settings,
            linkerSettings: quickStart),
        .target(
            name: "TestSupport", dependencies: ["LedgerCore"], path: "Tests/TestSupport",
            swiftSettings: settings),
        .testTarget(
            name: "LedgerCoreTests", dependencies: ["LedgerCore", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "LedgerStoreTests",
            dependencies: [
                "LedgerCore", "LedgerStore", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
        .testTarget(
            name: "LedgerImportTests",
            dependencies: ["LedgerCore", "LedgerImport", "LedgerStore", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "LedgerExportTests",
            dependencies: [
                "LedgerCore", "LedgerImport", "LedgerExport", "XLSXWriter", "TestSupport",
            ], swiftSettings: settings),
        .testTarget(
            name: "XLSXWriterTests", dependencies: ["XLSXWriter"], swiftSettings: settings),
    ]
)
