extension Elementary {
  /// The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x (DLMF 7.2.1), within
  /// 2 units in the last place.
  public static func erf(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    let size = x.magnitude
    if size <= 0.75 { return x * polynomial(nearZero, size * size) }
    let result = size > 6 ? 1 : 1 - upperTail(size)
    return x < 0 ? -result : result
  }

  /// 1 - erf(x), also where that is tiny (DLMF 7.2.2), within 5 units in the last place.
  public static func erfc(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x.magnitude <= 0.5 { return 1 - erf(x) }
    if x < 0 { return x < -6 ? 2 : 2 - upperTail(-x) }
    return x > 27.5 ? 0 : upperTail(x)
  }

  /// erfc(x) for 0.5 <= x <= 27.5: exp(-x^2) 2 G(u) / (t + 5), u = (t - 5) / (t + 5), t = x sqrt 2.
  private static func upperTail(_ x: Double) -> Double {
    // The square of the leading half of x is exact.
    let leading = Double(Float(x))
    let power = exp(-leading * leading) * exp((leading - x) * (leading + x))
    let t = x * 0x1.6a09e667f3bcdp0
    let u = (t - 5) / (t + 5)
    return power * (2 * polynomial(tail, u) / (t + 5))
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    var p = coefficients[0]
    for coefficient in coefficients.dropFirst() { p = p * x + coefficient }
    return p
  }

  // Both from scripts/make_normal_tail.py.
  private static let nearZero = [
    0x1.3fda42ac13d26p-34, -0x1.48b588d516d45p-30, 0x1.fbb883616d4a1p-27, -0x1.5f6a1cb9cac3bp-23,
    0x1.b9e646f15d72p-20, -0x1.f4d257aadcd6fp-17, 0x1.f9a326ddab89bp-14, -0x1.c02db3ffcd5edp-11,
    0x1.565bcd0e69235p-8, -0x1.b82ce31288b15p-6, 0x1.ce2f21a042be1p-4, -0x1.812746b0379e7p-2,
    0x1.20dd750429b6dp0,
  ]

  private static let tail = [
    -0x1.a316c14119febp-32, -0x1.3e80bc5f6662fp-30, 0x1.318c5044c71f7p-29, 0x1.72dc6f52e048ep-27,
    -0x1.2642cc0185d4ap-27, -0x1.2d416a4d13499p-24, 0x1.59377386def26p-25, 0x1.d478200a33a33p-22,
    -0x1.6740d805ffe1dp-22, -0x1.73e15b8f72762p-19, 0x1.0b14924ebbff7p-18, 0x1.17df1ac924cep-16,
    -0x1.a1700fe513766p-15, -0x1.f2149398a450ep-15, 0x1.1daf1ad48f01ep-11, -0x1.a250377707491p-11,
    -0x1.88590e97fbcdep-9, 0x1.54b4d4f489fe2p-6, -0x1.1b1c254ca42cfp-4, 0x1.51f6329f01bb2p-3,
    -0x1.410ed5f875946p-2, 0x1.fb31653876f89p-2, -0x1.54ad03f27ca18p-1, 0x1.89d3abe1f95aep-1,
  ]
}
