/// Which points are inside a path.
///
/// A pixel's coverage comes from the integral of the winding number over the pixel: cut off at 1
/// for `nonZero`, folded for `evenOdd`. That is the exact area wherever at most one region of the
/// path crosses the pixel.
public enum FillRule: Hashable, Sendable {
  case nonZero
  case evenOdd
}
