import CKernels

/// Points in the plane on their way down the gradient of t-SNE, with all that the way needs:
/// `docs/arithmetic-embedding.md`.
public struct EmbeddingDescent: Sendable {
  public private(set) var points: PlanarPoints
  private var velocity: Tensor<Float>
  private var gain: Tensor<Float>
  private(set) var pull: Tensor<Float>
  private(set) var push: Tensor<Float>
  private var logarithms: Tensor<Double>
  /// For each strip x and y of what its rows do to the points behind it, one strip after the other.
  private var columns: Tensor<Float>
  private var tree = PlanarTree()
  private var totals: Tensor<Double>
  private let repulsion: Repulsion

  /// How points repel each other.
  public enum Repulsion: Equatable, Sendable {
    /// Every pair.
    case exact
    /// Far points by the cell of a quadtree that holds them, if the cell's side is less than `angle` times its
    /// distance.
    case barnesHut(angle: Float)
  }

  /// What one step takes: the factor on the attraction, the rate, the momentum, and the length that no
  /// point's step exceeds.
  public struct Step: Equatable, Sendable {
    public var exaggeration: Float
    public var rate: Float
    public var momentum: Float
    public var longest: Float

    public init(exaggeration: Float, rate: Float, momentum: Float, longest: Float) {
      self.exaggeration = exaggeration
      self.rate = rate
      self.momentum = momentum
      self.longest = longest
    }
  }

  public init(_ points: PlanarPoints, repulsion: Repulsion = .exact) {
    self.points = points
    self.repulsion = repulsion
    let shape: Shape = [2, points.lanes]
    velocity = Tensor(zeros: shape)
    gain = Tensor(repeating: 1, shape: shape)
    pull = Tensor(zeros: shape)
    push = Tensor(zeros: shape)
    logarithms = Tensor(zeros: [points.count])
    let strips = EmbeddingStrips(lanes: points.lanes)
    // With a tree there are no strips, but walks, which are shorter.
    columns = Tensor(zeros: [repulsion == .exact ? strips.columnCount : 0])
    totals = Tensor(
      zeros: [repulsion == .exact ? strips.count : PlanarTree.walkCount(of: points.count)])
  }

  /// Computes the repulsion on every point: the sum over the others of k² (y - y'), k = 1 / (1 + |y - y'|²).
  ///
  /// - Returns: the sum of k over all ordered pairs.
  public mutating func repel(_ context: ComputeContext) -> Double {
    switch repulsion {
    case .exact: repelByPairs(context)
    case .barnesHut(let angle): repelByCells(angle: angle, context)
    }
  }

  private mutating func repelByPairs(_ context: ComputeContext) -> Double {
    let strips = EmbeddingStrips(lanes: points.lanes)
    let count = points.count
    points.coordinates.withUnsafeBufferPointer { position in
      push.withUnsafeMutableBufferPointer { push in
        columns.withUnsafeMutableBufferPointer { columns in
          totals.withUnsafeMutableBufferPointer { totals in
            guard let x = position.baseAddress, let push = push.baseAddress,
              let columns = columns.baseAddress
            else { return }
            let totals = totals
            // A strip from the front and one from the back have as many pairs as any other two.
            context.pool.parallel(over: (strips.count + 1) / 2) { pairs in
              for front in pairs {
                let back = strips.count - 1 - front
                for index in back == front ? [front] : [front, back] {
                  totals[index] = strips.repel(index, x, count: count, push, columns, context)
                }
              }
            }
            context.pool.parallel(over: strips.count) { part in
              for index in part { strips.addColumns(to: index, push, columns, context) }
            }
          }
        }
      }
    }
    return totals.withUnsafeBufferPointer { $0.reduce(0, +) }
  }

  private mutating func repelByCells(angle: Float, _ context: ComputeContext) -> Double {
    let (count, lanes) = (points.count, points.lanes)
    points.coordinates.withUnsafeBufferPointer { position in
      self.tree.rebuild(
        x: UnsafeBufferPointer(rebasing: position[..<count]),
        y: UnsafeBufferPointer(rebasing: position[lanes..<lanes + count]))
    }
    let tree = tree
    return push.withUnsafeMutableBufferPointer { push in
      totals.withUnsafeMutableBufferPointer { totals in
        guard let push = push.baseAddress else { return 0 }
        let totals = totals
        context.pool.parallel(over: PlanarTree.walkCount(of: count)) { walks in
          withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * lanes) { memory in
            var cells = CellList(memory)
            for walk in walks {
              totals[walk] = tree.repel(
                walk: walk, angle: angle, cells: &cells, push, lanes: lanes, context)
            }
          }
        }
        return totals.reduce(0, +)
      }
    }
  }

  /// Computes the attraction of every point: the sum over its row of value k (y - y').
  public mutating func attract(_ affinities: SparseRows, _ context: ComputeContext) {
    precondition(affinities.count == points.count, "affinities of other points")
    let (points, lanes) = (points, points.lanes)
    pull.withUnsafeMutableBufferPointer { pull in
      guard let pull = pull.baseAddress else { return }
      Self.withAttraction(of: points, affinities, pull, pull + lanes) { attraction in
        context.pool.parallel(over: affinities.count, grain: 64) { rows in
          withUnsafePointer(to: attraction) {
            context.table.attract($0, rows.lowerBound, rows.upperBound)
          }
        }
      }
    }
  }

  /// The sum over all entries of value log(1 + |y - y'|²): along each row in Float64, then row by row.
  public mutating func attractionLogarithm(
    _ affinities: SparseRows, _ context: ComputeContext
  ) -> Double {
    precondition(affinities.count == points.count, "affinities of other points")
    let points = points
    logarithms.withUnsafeMutableBufferPointer { sums in
      guard let sums = sums.baseAddress else { return }
      Self.withAttraction(of: points, affinities, nil, nil) { attraction in
        context.pool.parallel(over: affinities.count, grain: 64) { rows in
          withUnsafePointer(to: attraction) {
            context.table.attraction_logarithms(sums, $0, rows.lowerBound, rows.upperBound)
          }
        }
      }
    }
    return logarithms.withUnsafeBufferPointer { $0.reduce(0, +) }
  }

  private static func withAttraction(
    of points: PlanarPoints, _ affinities: SparseRows, _ forceX: UnsafeMutablePointer<Float>?,
    _ forceY: UnsafeMutablePointer<Float>?, _ body: (ck_attraction) -> Void
  ) {
    points.coordinates.withUnsafeBufferPointer { position in
      affinities.offsets.withUnsafeBufferPointer { offsets in
        affinities.indices.withUnsafeBufferPointer { indices in
          affinities.values.withUnsafeBufferPointer { values in
            guard let x = position.baseAddress else { return }
            body(
              ck_attraction(
                x: x, y: x + points.lanes, offsets: offsets.baseAddress,
                indices: indices.baseAddress, values: values.baseAddress, force_x: forceX,
                force_y: forceY))
          }
        }
      }
    }
  }

  /// Moves the points by the last attraction and repulsion, and their centre to the origin.
  ///
  /// - Parameter total: what ``repel(_:)`` returned.
  public mutating func advance(_ step: Step, total: Double, _ context: ComputeContext) {
    let (count, lanes) = (points.count, points.lanes)
    points.coordinates.withUnsafeMutableBufferPointer { position in
      velocity.withUnsafeMutableBufferPointer { velocity in
        gain.withUnsafeMutableBufferPointer { gain in
          pull.withUnsafeBufferPointer { pull in
            push.withUnsafeBufferPointer { push in
              var parameters = ck_embedding_step(
                row: lanes, position: position.baseAddress, velocity: velocity.baseAddress,
                gain: gain.baseAddress, pull: pull.baseAddress, push: push.baseAddress,
                exaggeration: step.exaggeration, repulsion: Float(1 / total), rate: step.rate,
                momentum: step.momentum, longest: step.longest)
              context.table.embedding_step(&parameters, lanes)
            }
          }
        }
      }
      for coordinate in 0..<2 {
        let values = UnsafeMutableBufferPointer(
          rebasing: position[coordinate * lanes..<(coordinate * lanes + count)])
        let mean = context.table.sum(values.baseAddress, count) / Float(count)
        for index in values.indices { values[index] -= mean }
        for index in count..<lanes { position[coordinate * lanes + index] = PlanarPoints.faraway }
      }
    }
  }

  /// The longest coordinate; NaN where a point is lost.
  public func extent(_ context: ComputeContext) -> Float {
    let lanes = points.lanes
    var largest: Float = 0
    for start in [0, lanes] {
      let range = start..<(start + points.count)
      guard let low = context.minimum(points.coordinates, range: range),
        let high = context.maximum(points.coordinates, range: range)
      else { continue }
      if low.isNaN || high.isNaN { return .nan }
      largest = max(largest, -low, high)
    }
    return largest
  }
}
