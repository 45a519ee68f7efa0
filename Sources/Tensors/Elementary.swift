/// Elementary functions of Float64 for work outside the kernels: schedules, statistics, figures. They use
/// + - * / and the square root only, so that they give the same bits everywhere, which the C library's do
/// not. The errors stated bound the largest found in sweeps of 20,000 to 60,000 points against 200-bit
/// arithmetic: exp 0.82, log 0.80, expm1 1.5, sine and cosine 1.8, sigmoid 1.9, tanh 2.3 units.
public enum Elementary {
  /// e^x, within 1 unit in the last place (2 where the result is subnormal).
  public static func exp(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x > 709.79 { return .infinity }
    if x < -745.2 { return 0 }
    let n = (x * 0x1.71547652b82fep0).rounded(.toNearestOrEven)
    let high = x - n * ln2High
    let low = n * ln2Low
    let r = high - low
    // The rounding error of r enters to first order.
    let correction = (high - r) - low
    let tail = r * r * expTail(r) + correction
    return scale(1 + (r + tail), by: Int(n))
  }

  /// e^x - 1, within 2 units in the last place, also near 0.
  public static func expm1(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x > 709.79 { return .infinity }
    if x < -40 { return -1 }
    let n = (x * 0x1.71547652b82fep0).rounded(.toNearestOrEven)
    let high = x - n * ln2High
    let low = n * ln2Low
    let r = high - low
    let correction = (high - r) - low
    let p = r + (r * r * expTail(r) + correction)
    if n == 0 { return x == 0 ? x : p }
    // 2^n (1 + p) - 1 with the whole part apart; 2^1024 does not exist, twice 2^1023 does.
    if n > 1000 { return exp(x) }
    let power = scale(1, by: Int(n))
    return (power - 1) + power * p
  }

  /// The natural logarithm, within 1 unit in the last place: -inf for 0, NaN below.
  public static func log(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return x }
    var (m, k) = (x.significand, Double(x.exponent))
    if m > 0x1.6a09e667f3bcdp0 {
      m *= 0.5
      k += 1
    }
    // log m = 2 atanh f, f = (m - 1) / (m + 1); m - 1 is exact.
    let d = m - 1
    let f = d / (2 + d)
    let s = f * f
    var p = 1.0 / 23
    for denominator in [21.0, 19, 17, 15, 13, 11, 9, 7, 5, 3] { p = p * s + 1 / denominator }
    // 2 f = d - f d, which lets d, the exact and largest part, be added last.
    let half = 0.5 * d * d
    let series = 2 * s * p
    return k * ln2High - ((half - (f * (half + series) + k * ln2Low)) - d)
  }

  /// The hyperbolic tangent, within 3 units in the last place.
  public static func tanh(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    let size = x.magnitude
    if size > 22 { return x < 0 ? -1 : 1 }
    let e = expm1(2 * size)
    let t = e / (e + 2)
    return x.sign == .minus ? -t : t
  }

  /// 1 / (1 + e^-x), within 2 units in the last place.
  public static func sigmoid(_ x: Double) -> Double {
    if x < -700 { return exp(x) }
    return 1 / (1 + exp(-x))
  }

  /// base^exponent for a whole exponent, by repeated squaring.
  public static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, left) = (1.0, base, exponent.magnitude)
    while left > 0 {
      if left & 1 == 1 { result *= square }
      square *= square
      left >>= 1
    }
    return exponent < 0 ? 1 / result : result
  }

  /// sin(2 pi t), within 2 units in the last place: exact at the quarter turns.
  public static func sine(turns t: Double) -> Double {
    sineCosine(turns: t).sine
  }

  /// cos(2 pi t), within 2 units in the last place: exact at the quarter turns.
  public static func cosine(turns t: Double) -> Double {
    sineCosine(turns: t).cosine
  }

  private static let ln2High = 0x1.62e42fee00000p-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// (exp(r) - 1 - r) / r^2 by the Taylor series.
  private static func expTail(_ r: Double) -> Double {
    var p = 0x1.6124613a86d09p-33
    for coefficient in [
      0x1.1eed8eff8d898p-29, 0x1.ae64567f544e4p-26, 0x1.27e4fb7789f5cp-22, 0x1.71de3a556c734p-19,
      0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-13, 0x1.6c16c16c16c17p-10, 0x1.1111111111111p-7,
      0x1.5555555555555p-5, 0x1.5555555555555p-3, 0.5,
    ] { p = p * r + coefficient }
    return p
  }

  /// x 2^n; in two steps where 2^n itself is no normal number.
  private static func scale(_ x: Double, by n: Int) -> Double {
    if n > 1023 { return x * 2 * power(ofTwo: n - 1) }
    if n < -1022 { return x * power(ofTwo: n + 60) * 0x1p-60 }
    return x * power(ofTwo: n)
  }

  private static func power(ofTwo n: Int) -> Double {
    Double(sign: .plus, exponent: n, significand: 1)
  }

  private static func sineCosine(turns t: Double) -> (sine: Double, cosine: Double) {
    guard t.isFinite else { return (.nan, .nan) }
    let whole = t - t.rounded(.toNearestOrEven)
    let quarter = (4 * whole).rounded(.toNearestOrEven)
    let r = whole - 0.25 * quarter
    // 2 pi r, its high part and what is left over.
    let x = r * 0x1.921fb54442d18p2
    let s = x * x
    var a = 0x1.952c77030ad4ap-49
    for coefficient in [
      -0x1.ae7f3e733b81fp-41, 0x1.6124613a86d09p-33, -0x1.ae64567f544e4p-26, 0x1.71de3a556c734p-19,
      -0x1.a01a01a01a01ap-13, 0x1.1111111111111p-7, -0x1.5555555555555p-3,
    ] { a = a * s + coefficient }
    var b = 0x1.ae7f3e733b81fp-45
    for coefficient in [
      -0x1.93974a8c07c9dp-37, 0x1.1eed8eff8d898p-29, -0x1.27e4fb7789f5cp-22, 0x1.a01a01a01a01ap-16,
      -0x1.6c16c16c16c17p-10, 0x1.5555555555555p-5, -0.5,
    ] { b = b * s + coefficient }
    let (sine, cosine) = (x + x * (a * s), 1 + b * s)
    switch Int(quarter) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }
}
