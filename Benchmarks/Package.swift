// swift-tools-version:6.2
import PackageDescription

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "pipe", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .executableTarget(
      name: "benchmark",
      dependencies: [
        .product(name: "Tensors", package: "pipe"),
        .product(name: "Analysis", package: "pipe"),
        .product(name: "Figures", package: "pipe"),
        .product(name: "NeuralNetworks", package: "pipe"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "accuracy",
      dependencies: [
        .product(name: "Tensors", package: "pipe"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "embedding",
      dependencies: [
        .product(name: "Tensors", package: "pipe"),
        .product(name: "Analysis", package: "pipe"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
