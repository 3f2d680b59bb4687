// swift-tools-version:6.3
// Targets, the arrows between them, and one settings loop. The arrows are the house of the README's
// architecture page; Tests/ArchitectureTests repeats them, and CI builds with the explicit import check.

import PackageDescription

let package = Package(
  name: "kanbao",
  products: [.executable(name: "kanbao", targets: ["kanbao"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .target(name: "Articles"),
    .target(name: "Hanzi", dependencies: ["CICU", "COpenCC"], plugins: ["LexiconPlugin"]),
    .target(name: "Parsing", dependencies: ["Articles", "CLibXML2", "CMarkdown", "CICU"]),
    .target(name: "Typesetting", dependencies: ["Articles", "Hanzi"]),
    .target(name: "Exporting", dependencies: ["Articles"]),
    .target(
      name: "Library",
      dependencies: [
        "Articles", "Hanzi", "CSQLite", "CZstd", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "Sync",
      dependencies: [
        "Articles", "Parsing", "Library", "CArchive", "CCrypto", "CFileLock", "CCurl", "CZlib", "CBrotli",
        "CZstd",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    .target(name: "Terminal", dependencies: ["Hanzi", "CNcurses", "CProcess", "CQREncode"]),
    .target(
      name: "Reader", dependencies: ["Articles", "Hanzi", "Library", "Typesetting", "Exporting", "Terminal"]),
    .executableTarget(
      name: "kanbao",
      dependencies: [
        "Articles", "Hanzi", "Parsing", "Typesetting", "Library", "Sync", "Terminal", "Reader",
        "CSample", "CHeap", "CLandlock",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ]),

    .target(name: "CSample"),
    .target(name: "CFileLock"),
    .target(name: "CHeap"),
    .target(name: "CLandlock"),
    .target(name: "CProcess"),
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
    .systemLibrary(name: "CMarkdown"),
    .systemLibrary(name: "CZstd"),
    .systemLibrary(name: "CSQLite"),
    .target(name: "CLazy", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CCurl", dependencies: ["CLazy"]),
    .target(name: "CArchive", dependencies: ["CLazy"]),
    .target(name: "CBrotli", dependencies: ["CLazy"]),
    .target(name: "CCrypto", dependencies: ["CLazy"]),
    .target(name: "CQREncode", dependencies: ["CLazy"]),
    .systemLibrary(name: "CZlib"),
    .systemLibrary(name: "COpenCC"),
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc")]),
    .executableTarget(
      name: "CLexicon", dependencies: ["COpenCC"],
      linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("opencc")]),
    .plugin(
      name: "LexiconPlugin", capability: .buildTool(), dependencies: ["CLexicon"],
      path: "Sources/LexiconPlugin"),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "ArticlesTests", dependencies: ["Articles"]),
    .testTarget(name: "HanziTests", dependencies: ["Hanzi"]),
    .testTarget(name: "ParsingTests", dependencies: ["Articles", "Parsing"]),
    .testTarget(
      name: "TypesettingTests",
      dependencies: ["Articles", "Hanzi", "Parsing", "Typesetting", "TestSupport"]),
    .testTarget(name: "ExportingTests", dependencies: ["Articles", "Exporting", "Parsing"]),
    .testTarget(
      name: "LibraryTests",
      dependencies: ["Articles", "Library", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "SyncTests", dependencies: ["Articles", "Hanzi", "Library", "Parsing", "Sync", "TestSupport"]),
    .testTarget(name: "TerminalTests", dependencies: ["Hanzi", "Terminal", "TestSupport"]),
    .testTarget(
      name: "ReaderTests",
      dependencies: ["Articles", "Hanzi", "Library", "Reader", "Terminal", "TestSupport", "Typesetting"],
      exclude: ["Screens"]),
    .testTarget(
      name: "EndToEnd", dependencies: ["kanbao", "CLandlock", "Reader", "TestSupport"],
      exclude: ["Pages", "Themes"]),
  ],
  swiftLanguageModes: [.v6]
)

// What a reader waits for, measured: KANBAO_BENCHMARKS=1 swift package --disable-sandbox benchmark
if Context.environment["KANBAO_BENCHMARKS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []))
  package.targets.append(
    .executableTarget(
      name: "KanbaoBenchmarks",
      dependencies: [
        "Articles", "Hanzi", "Library", "Parsing", "Reader", "Sync", "Terminal", "Typesetting",
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Tests/Benchmarks/KanbaoBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]))
}

for target in package.targets
where ![.system, .plugin].contains(target.type) && !target.name.hasPrefix("C") {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
  ]
}
