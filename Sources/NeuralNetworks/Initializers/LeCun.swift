extension VarianceScalingInitializer {
  /// Variance 1/fanIn: Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", 1998,
  /// section 4.6.
  public static func leCun(_ distribution: Distribution) -> Self {
    Self(scale: 1, fan: .fanIn, distribution: distribution)
  }

  static let leCunEntries = [
    entry("lecun-uniform", .leCun(.uniform)), entry("lecun-normal", .leCun(.normal)),
  ]
}
