extension VarianceScalingInitializer {
  /// Variance 2/(fanIn + fanOut): X. Glorot, Y. Bengio, "Understanding the difficulty of training
  /// deep feedforward neural networks", 2010, equations 12 and 16. Also called Xavier.
  public static func glorot(_ distribution: Distribution) -> Self {
    Self(scale: 1, fan: .average, distribution: distribution)
  }

  static let glorotEntries = [
    entry("glorot-uniform", .glorot(.uniform)), entry("glorot-normal", .glorot(.normal)),
  ]
}
