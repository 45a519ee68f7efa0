import Artifacts

/// The first place where two results differ, with what stands there on both sides, and how far the
/// difference reaches.
public struct FirstDifference: Equatable, Sendable {
  /// Such as `tensor 'parameters/dense1/weight', element [0, 3]`.
  public let place: String
  /// What stands there; nil for a region of pixels.
  public let stored: String?
  public let found: String?
  /// How much else differs; nil if that is all that there is to say.
  public let extent: String?

  public init(place: String, stored: String?, found: String?, extent: String? = nil) {
    self.place = place
    self.stored = stored
    self.found = found
    self.extent = extent
  }

  /// Nil if the results are equal bit by bit.
  ///
  /// - Parameter comparison: of the stored result, on the left, with the one found.
  public init?(_ comparison: ArtifactComparison) {
    let difference: FirstDifference? =
      switch comparison {
      case .tensors(let bundles): Self.first(of: bundles)
      case .figures(let figures): Self.first(of: figures)
      case .tables(let difference): difference.map(Self.init)
      case .kinds(let left, let right):
        FirstDifference(place: "kind of result", stored: left.rawValue, found: right.rawValue)
      }
    guard let difference else { return nil }
    self = difference
  }

  private static func first(of bundles: BundleComparison) -> FirstDifference? {
    let differing = bundles.tensors.filter { $0.value != .equal }
    guard let (name, state) = differing.first else {
      return bundles.attributes.first.map {
        FirstDifference(
          place: "attribute '\($0.name)'", stored: $0.left ?? "absent", found: $0.right ?? "absent")
      }
    }
    let place = "tensor '\(name)'"
    let others =
      differing.count > 1 ? "\(differing.count) of \(bundles.tensors.count) tensors differ" : nil
    switch state {
    case .equal: return nil
    case .onlyLeft:
      return FirstDifference(place: place, stored: "present", found: "absent", extent: others)
    case .onlyRight:
      return FirstDifference(place: place, stored: "absent", found: "present", extent: others)
    case .form(let left, let right):
      return FirstDifference(place: place, stored: left, found: right, extent: others)
    case .elements(let elements):
      let extent = ["\(elements.count) of \(elements.total) elements", elements.distance, others]
      return FirstDifference(
        place: "\(place), element \(elements.firstIndex)", stored: elements.firstLeft,
        found: elements.firstRight, extent: extent.compactMap(\.self).joined(separator: "; "))
    }
  }

  private static func first(of figures: FigureComparison) -> FirstDifference? {
    guard let region = figures.region else {
      return figures.isEqual
        ? nil
        : FirstDifference(
          place: "size in pixels", stored: "\(figures.leftSize.width) × \(figures.leftSize.height)",
          found: "\(figures.rightSize.width) × \(figures.rightSize.height)")
    }
    let (columns, rows) = (region.columns, region.rows)
    return FirstDifference(
      place: "pixels in columns \(columns.lowerBound) to \(columns.upperBound) and rows "
        + "\(rows.lowerBound) to \(rows.upperBound)",
      stored: nil, found: nil,
      extent: "\(region.pixelCount) of \(figures.leftSize.width * figures.leftSize.height) pixels, "
        + "by up to \(region.maximalChannelDifference) of 255")
  }

  private init(_ difference: TableDifference) {
    func text(_ value: JSONValue?) -> String {
      value.map { (try? $0.canonicalText()) ?? "a number that is not finite" } ?? "absent"
    }
    self.init(
      place: "entry \(difference.path)", stored: text(difference.left),
      found: text(difference.right))
  }
}

extension ElementDifference {
  fileprivate var distance: String? {
    maximalUnitsInLastPlace.map { "at most \($0) units in the last place apart" }
  }
}

extension FirstDifference: CustomStringConvertible {
  public var description: String {
    let values = stored.flatMap { stored in found.map { ": stored \(stored), now \($0)" } }
    return place + (values ?? " differ") + (extent.map { " (\($0))" } ?? "")
  }
}
