import CKernels

extension PlanarTree {
  /// Rows that share a walk through the tree: neighbours in the order see the same far cells. With fewer the
  /// walks take longer, with more the lists.
  static let rowsOfWalk = 64

  static func walkCount(of pointCount: Int) -> Int {
    (pointCount + rowsOfWalk - 1) / rowsOfWalk
  }

  /// Computes the repulsion on the rows of one walk, by single points near to them and by whole cells far
  /// away: those whose side is less than `angle` times the distance of their mean from the box around the
  /// rows.
  ///
  /// - Parameters:
  ///   - cells: memory for a list of all points.
  ///   - push: the repulsion on each point, `[2, lanes]`, in the points' own order.
  /// - Returns: the sum of the kernel over the rows and all other points.
  func repel(
    walk: Int, angle: Float, cells: inout CellList, _ push: UnsafeMutablePointer<Float>,
    lanes: Int, _ context: ComputeContext
  ) -> Double {
    let first = walk * Self.rowsOfWalk
    let rows = first..<min(first + Self.rowsOfWalk, order.count)
    let padded = min(Self.rowsOfWalk, x.count - first)
    collect(farFrom: rows, angle: angle, into: &cells)
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * Self.rowsOfWalk) { forces in
      guard let force = forces.baseAddress else { return 0 }
      let total = x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in
          var repulsion = ck_cell_repulsion(
            count: rows.count, rows: padded, columns: cells.padded(),
            x: x.baseAddress.map { $0 + first }, y: y.baseAddress.map { $0 + first },
            column_x: cells.x, column_y: cells.y, mass: cells.mass, row_x: force,
            row_y: force + Self.rowsOfWalk)
          return context.table.repel_by_cells(&repulsion)
        }
      }
      for row in rows {
        push[Int(order[row])] = force[row - first]
        push[lanes + Int(order[row])] = force[Self.rowsOfWalk + row - first]
      }
      return total
    }
  }

  /// Lists what acts on the rows, in the order of the tree.
  private func collect(farFrom rows: Range<Int>, angle: Float, into cells: inout CellList) {
    cells.removeAll()
    nodes.withUnsafeBufferPointer { nodes in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in
          let (left, right) = Self.extent(of: UnsafeBufferPointer(rebasing: x[rows]))
          let (low, high) = Self.extent(of: UnsafeBufferPointer(rebasing: y[rows]))
          var place = 0
          while place < nodes.count {
            let node = nodes[place]
            let dx = max(0, max(left - node.x, node.x - right))
            let dy = max(0, max(low - node.y, node.y - high))
            let reach = angle * angle * (dx * dx + dy * dy)
            if node.side * node.side < reach {
              cells.append(x: node.x, y: node.y, mass: Float(node.end - node.first))
              place = Int(node.next)
            } else if Int(node.next) == place + 1 {
              for point in Int(node.first)..<Int(node.end) {
                cells.append(x: x[point], y: y[point], mass: 1)
              }
              place += 1
            } else {
              place += 1
            }
          }
        }
      }
    }
  }

  private static func extent(of values: UnsafeBufferPointer<Float>) -> (Float, Float) {
    values.reduce((values[0], values[0])) { (min($0.0, $1), max($0.1, $1)) }
  }
}

/// Places with masses, in memory that somebody else owns.
struct CellList {
  let x: UnsafeMutablePointer<Float>
  let y: UnsafeMutablePointer<Float>
  let mass: UnsafeMutablePointer<Float>
  private var count = 0

  /// - Parameter memory: three arrays, one behind the other; each with room for a multiple of 16 cells.
  init(_ memory: UnsafeMutableBufferPointer<Float>) {
    let room = memory.count / 3
    guard let base = memory.baseAddress else { preconditionFailure("cells need memory") }
    (x, y, mass) = (base, base + room, base + 2 * room)
  }

  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func append(x: Float, y: Float, mass: Float) {
    self.x[count] = x
    self.y[count] = y
    self.mass[count] = mass
    count &+= 1
  }

  /// Adds cells without mass up to a multiple of 16, and counts them all.
  mutating func padded() -> Int {
    while count % Int(CK_EMBEDDING_LANES) != 0 { append(x: 0, y: 0, mass: 0) }
    return count
  }
}
