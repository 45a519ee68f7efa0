import CKernels

/// What an operation needs besides its operands: kernels and threads. Neither can change a result.
///
/// Operations are methods, grouped by file: `ComputeContext+MatrixProduct.swift`,
/// `ComputeContext+Elementwise.swift` and so on. They write into tensors that the caller owns and
/// allocate nothing. Shapes that do not fit are programmer errors and trap; whoever builds a network
/// from outside data checks them first.
///
/// ## Layout of activations
///
/// Dense layers keep activations *feature-major*: shape `[features, lanes]`, one example per lane, where
/// `lanes` is a multiple of ``laneMultiple`` and at least the number of examples. `batch` says how many
/// lanes are in use; what the others hold is unspecified and never reaches a result.
public struct ComputeContext: Sendable {
  /// The number of lanes in feature-major activations is a multiple of this.
  public static let laneMultiple: Int = CK_LANE_MULTIPLE

  /// Sums over a batch are made of chunks of this many examples. A constant of the contract.
  public static let batchChunk: Int = CK_BATCH_CHUNK

  public let kernels: Kernels
  public let pool: ThreadPool

  public init(kernels: Kernels, pool: ThreadPool) {
    self.kernels = kernels
    self.pool = pool
  }

  /// A context with threads of its own.
  ///
  /// - Parameters:
  ///   - instructionSet: `nil` for what `PIPE_ISA` says, or else the fastest.
  ///   - threads: `nil` for one per available core.
  /// - Throws: ``ArithmeticError``.
  public init(
    instructionSet: InstructionSet? = nil, threads: Int? = nil
  ) throws(ArithmeticError) {
    guard ck_float_environment_is_default() else { throw .floatEnvironment }
    let set: InstructionSet
    if let instructionSet { set = instructionSet } else { set = try InstructionSet.selected() }
    self.init(
      kernels: try Kernels(set),
      pool: try ThreadPool(threads: threads ?? ThreadPool.availableCores))
  }

  /// The number of lanes that activations for `batch` examples need.
  public static func lanes(for batch: Int) -> Int {
    (batch + laneMultiple - 1) / laneMultiple * laneMultiple
  }

  var table: ck_kernels { kernels.table.pointee }
}
