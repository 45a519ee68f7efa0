extension VarianceScalingInitializer {
  /// Variance 2/n for ReLU: K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", 2015,
  /// equations 10 (n = fanIn) and 14 (n = fanOut). Also called Kaiming.
  public static func he(_ distribution: Distribution, fan: Fan = .fanIn) -> Self {
    Self(scale: 2, fan: fan, distribution: distribution)
  }

  static let heEntries = [
    entry("he-uniform", .he(.uniform)), entry("he-normal", .he(.normal)),
    entry("he-uniform-fan-out", .he(.uniform, fan: .fanOut)),
    entry("he-normal-fan-out", .he(.normal, fan: .fanOut)),
  ]
}
