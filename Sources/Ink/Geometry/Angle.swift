/// Sine and cosine from + - * / alone, so that every machine draws the same pixels.
public enum Angle {
  /// The sine and the cosine of an angle, to about 1e-16; exact for multiples of 90 degrees.
  ///
  /// The angle is reduced to at most 45 degrees, where the Taylor series to x^17 is below half a
  /// unit in the last place of its sum.
  public static func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    let degrees = degrees.truncatingRemainder(dividingBy: 360)
    let quarters = (degrees / 90).rounded(.toNearestOrAwayFromZero)
    let radians = (degrees - quarters * 90) * (Double.pi / 180)
    let square = radians * radians
    var sine = 0.0
    var cosine = 0.0
    var divisor = 17.0
    while divisor > 2 {
      sine = (1 + sine) * (-square / (divisor * (divisor - 1)))
      cosine = (1 + cosine) * (-square / ((divisor - 1) * (divisor - 2)))
      divisor -= 2
    }
    sine = radians * (1 + sine)
    cosine = 1 + cosine
    let turn = quarters.truncatingRemainder(dividingBy: 4)
    switch turn < 0 ? turn + 4 : turn {
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    case 3: return (-cosine, sine)
    default: return (sine, cosine)
    }
  }
}
