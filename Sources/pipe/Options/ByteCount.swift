import ArgumentParser

/// A number of bytes as people write it: `500000`, `200M`, `2G`, `1.5GB`, `2GiB`.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let number = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(number), value.isFinite,
      let factor = Self.factor(of: argument.dropFirst(number.count).lowercased())
    else { return nil }
    let product = (value * factor).rounded()
    guard product < 0x1p62 else { return nil }
    bytes = Int(product)
  }

  /// Powers of 1000, and of 1024 with an `i`.
  private static func factor(of unit: String) -> Double? {
    switch unit {
    case "", "b": 1
    case "k", "kb": 1e3
    case "m", "mb": 1e6
    case "g", "gb": 1e9
    case "t", "tb": 1e12
    case "ki", "kib": 0x1p10
    case "mi", "mib": 0x1p20
    case "gi", "gib": 0x1p30
    case "ti", "tib": 0x1p40
    default: nil
    }
  }
}
