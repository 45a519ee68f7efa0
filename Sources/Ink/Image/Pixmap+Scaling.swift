extension Pixmap {
  /// The picture at most `maximum` pixels wide: scaled down by the mean light of areas, or unchanged.
  ///
  /// - Precondition: `maximum` is at least 1.
  public func scaledDown(toWidth maximum: Int) -> Pixmap {
    precondition(maximum > 0, "a picture has at least one pixel")
    guard width > maximum else { return self }
    let lines = max(1, (height * maximum + width / 2) / width)
    let resampler = Resampler(
      self, width: maximum, height: lines, sampling: .area, tables: .shared)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(maximum * lines * 3)
    for y in 0..<lines {
      for x in 0..<maximum {
        let color = resampler.color(x: x, y: y)
        bytes += [color.red, color.green, color.blue]
      }
    }
    return Pixmap(width: maximum, height: lines, pixels: bytes)
  }
}
