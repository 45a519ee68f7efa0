import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

#if arch(x86_64)
  /// What the oracle computes in: 64 bits of significand, 40 more than the results have.
  typealias Wide = Float80
#else
  typealias Wide = Double
#endif

/// An elementary function of the contract, with an independent one of higher precision.
struct ElementaryFunction: Sendable {
  let name: String
  let compute: @Sendable (ComputeContext, Tensor<Float>, inout Tensor<Float>) -> Void
  let oracle: @Sendable (Wide) -> Wide

  static let all = [
    ElementaryFunction(
      name: "exp", compute: { $0.exp($1, into: &$2) }, oracle: { exp($0) }),
    ElementaryFunction(
      name: "log", compute: { $0.log($1, into: &$2) }, oracle: { log($0) }),
    ElementaryFunction(
      name: "tanh", compute: { $0.tanh($1, into: &$2) }, oracle: { tanh($0) }),
    ElementaryFunction(
      name: "sigmoid", compute: { $0.sigmoid($1, into: &$2) }, oracle: { 1 / (1 + exp(-$0)) }),
    ElementaryFunction(
      name: "gelu", compute: { $0.gelu($1, into: &$2) },
      oracle: {
        $0 == 0 || $0.isInfinite ? ($0 > 0 ? $0 : 0) : $0 * erfc(-$0 / Wide(2).squareRoot()) / 2
      }),
  ]
}
