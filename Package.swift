// swift-tools-version:6.2
import PackageDescription

// SwiftPM compiles C with -O0 and Swift with -Onone in debug builds, which makes the kernels about
// thirty times slower. `swift run` and `swift test` build debug, so the modules that do the
// arithmetic, the hashing and the drawing are optimised there too. docs/building.md has the numbers.
let optimizedC: [CSetting] = [
  .unsafeFlags(["-O2"], .when(configuration: .debug))
]
let optimizedSwift: [SwiftSetting] = [
  .unsafeFlags(["-O"], .when(configuration: .debug))
]

let package = Package(
  name: "pipe",
  products: [
    .executable(name: "pipe", targets: ["pipe"]),
    .library(name: "Tensors", targets: ["Tensors"]),
    .library(name: "NeuralNetworks", targets: ["NeuralNetworks"]),
    .library(name: "Analysis", targets: ["Analysis"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "Figures", targets: ["Figures", "Ink"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSpawn"),
    .target(name: "CKernels", cSettings: optimizedC),

    .target(name: "HDF5", dependencies: ["CHDF5"], swiftSettings: optimizedSwift),
    .target(name: "Tensors", dependencies: ["CKernels"], swiftSettings: optimizedSwift),
    .target(
      name: "Ink",
      dependencies: [
        "CPNG", "CZlib", "CFreeType", .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: optimizedSwift),
    .target(name: "Figures", dependencies: ["Ink"], swiftSettings: optimizedSwift),
    .target(
      name: "Datasets",
      dependencies: [
        "CZlib", "Tensors", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: optimizedSwift),
    .target(name: "Analysis", dependencies: ["Tensors"], swiftSettings: optimizedSwift),
    .target(name: "NeuralNetworks", dependencies: ["Tensors"], swiftSettings: optimizedSwift),
    .target(
      name: "Artifacts",
      dependencies: [
        "HDF5", "Tensors", "Ink", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: optimizedSwift),
    .target(
      name: "Pipelines",
      dependencies: [
        "Artifacts", "Tensors", "Yams",
        .product(name: "OrderedCollections", package: "swift-collections"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "Processes",
      dependencies: ["CSpawn", .product(name: "SystemPackage", package: "swift-system")]),
    .target(
      name: "Downloads",
      dependencies: [
        "Artifacts", "Processes", .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "Stages",
      dependencies: [
        "Pipelines", "Artifacts", "Downloads", "NeuralNetworks", "Analysis", "Datasets", "Figures",
        "Ink", "Processes", "Tensors", .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: optimizedSwift),
    .target(
      name: "Reports",
      dependencies: [
        "Pipelines", "Artifacts", "Ink", .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(
      name: "pipe",
      dependencies: [
        "Reports", "Stages", "Pipelines", "Artifacts", "Analysis", "Datasets", "Downloads",
        "Figures", "HDF5", "Ink", "NeuralNetworks", "Processes", "Tensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors", "CKernels"]),
    .testTarget(name: "HDF5Tests", dependencies: ["HDF5"]),
    .testTarget(name: "ArtifactsTests", dependencies: ["Artifacts"]),
    .testTarget(name: "InkTests", dependencies: ["Ink"]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets"]),
    .testTarget(name: "DownloadsTests", dependencies: ["Downloads"]),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis"]),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .testTarget(
      name: "NeuralNetworksTests", dependencies: ["NeuralNetworks", "AllocationCounter"]),
    .testTarget(name: "PipelinesTests", dependencies: ["Pipelines"]),
    .testTarget(name: "StagesTests", dependencies: ["Stages"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports"]),
    .testTarget(name: "pipeTests", dependencies: ["pipe", "Artifacts", "Tensors"]),
  ],
  swiftLanguageModes: [.v6]
)
