import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A way for the kernels to run. All of them give the same bits.
public enum InstructionSet: String, CaseIterable, Hashable, Sendable {
  /// One element at a time: the reference, and slow.
  case scalar
  /// 128-bit vectors with fused multiply-add (x86-64).
  case fma128
  /// 256-bit vectors with fused multiply-add (x86-64).
  case avx2
  /// 512-bit vectors (x86-64).
  case avx512
  /// 128-bit vectors (arm64).
  case neon

  var code: ck_instruction_set {
    switch self {
    case .scalar: CK_SCALAR
    case .fma128: CK_FMA128
    case .avx2: CK_AVX2
    case .avx512: CK_AVX512
    case .neon: CK_NEON
    }
  }

  /// Whether this build and this CPU can run it.
  public var isAvailable: Bool { ck_kernels_for(code) != nil }

  /// All that this CPU can run, slowest first.
  public static var available: [InstructionSet] { allCases.filter(\.isAvailable) }

  /// The fastest that this CPU can run.
  public static var fastest: InstructionSet { available.last ?? .scalar }

  /// The one that `name` asks for, or the fastest when it is `nil` or empty.
  ///
  /// - Throws: ``ArithmeticError`` when the name is unknown, or this CPU cannot run it.
  public static func selected(named name: String?) throws(ArithmeticError) -> InstructionSet {
    guard let name, !name.isEmpty else { return fastest }
    guard let set = InstructionSet(rawValue: name) else {
      throw .unknownInstructionSet(name: name, available: available)
    }
    guard set.isAvailable else {
      throw .unsupportedInstructionSet(set, available: available)
    }
    return set
  }

  /// The one that the environment variable `PIPE_ISA` asks for, or the fastest when it is unset.
  ///
  /// - Throws: ``ArithmeticError`` when the name is unknown, or this CPU cannot run it.
  public static func selected() throws(ArithmeticError) -> InstructionSet {
    try selected(named: getenv("PIPE_ISA").map { String(cString: $0) })
  }
}

extension InstructionSet: CustomStringConvertible {
  public var description: String { rawValue }
}
