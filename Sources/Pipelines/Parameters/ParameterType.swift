import Artifacts

/// The type of a parameter of a stage.
///
/// One declaration serves four readers: it checks pipeline files, fills in defaults, documents the
/// stage kind and becomes its JSON Schema.
public indirect enum ParameterType: Sendable {
  case boolean
  case integer(IntegerRange)
  case number(NumberRange)
  case string
  case choice([String])
  /// A list whose elements are all of one type.
  case list(of: ParameterType, minimumCount: Int)
  /// An object with the given fields and no others.
  case object([ParameterField])
  /// An object with free keys whose values are all of one type.
  case map(of: ParameterType)
  /// One of several variants told apart by the key (or the bare string) that names them, such as
  /// `"relu"` and `{"dense": 10}`. The text says what a variant is, for messages: "a layer".
  case tagged(String, [TaggedVariant])
  /// The first type that fits the kind of the value, such as a number or an object.
  case anyOf([ParameterType])
  /// Any JSON value.
  case any

  public static var integer: ParameterType { .integer(IntegerRange()) }
  public static var number: ParameterType { .number(NumberRange()) }
}

/// The integers that a parameter accepts; both ends are included.
public struct IntegerRange: Sendable {
  public var minimum: Int64
  public var maximum: Int64

  public init(minimum: Int64 = .min, maximum: Int64 = .max) {
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// The numbers that a parameter accepts.
public struct NumberRange: Sendable {
  public var minimum: Double?
  public var maximum: Double?
  /// Whether the ends themselves are excluded.
  public var excludesMinimum: Bool
  public var excludesMaximum: Bool

  public init(
    minimum: Double? = nil, maximum: Double? = nil,
    excludesMinimum: Bool = false, excludesMaximum: Bool = false
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.excludesMinimum = excludesMinimum
    self.excludesMaximum = excludesMaximum
  }

  func contains(_ value: Double) -> Bool {
    if let minimum, excludesMinimum ? value <= minimum : value < minimum { return false }
    if let maximum, excludesMaximum ? value >= maximum : value > maximum { return false }
    return true
  }

  var text: String {
    switch (minimum, maximum) {
    case (let minimum?, let maximum?):
      "in \(excludesMinimum ? "(" : "[")\(plain(minimum)), \(plain(maximum))"
        + (excludesMaximum ? ")" : "]")
    case (let minimum?, nil): "\(excludesMinimum ? "above" : "at least") \(plain(minimum))"
    case (nil, let maximum?): "\(excludesMaximum ? "below" : "at most") \(plain(maximum))"
    case (nil, nil): ""
    }
  }

  private func plain(_ value: Double) -> String {
    Int64(exactly: value).map(String.init) ?? String(describing: value)
  }
}

/// A named parameter: its type, its default (or that it must be given) and one line of help.
public struct ParameterField: Sendable {
  public var name: String
  public var type: ParameterType
  public var presence: Presence
  /// Whether the value can change the result of a stage that succeeds. If not, as for the time after
  /// which it is stopped, it is not part of the stage key.
  public var changesResult: Bool
  public var help: String

  public enum Presence: Sendable {
    case required
    /// Absent means absent: nothing is filled in.
    case optional
    case defaulted(JSONValue)
  }

  public init(
    _ name: String, _ type: ParameterType, _ presence: Presence, changesResult: Bool = true,
    help: String
  ) {
    self.name = name
    self.type = type
    self.presence = presence
    self.changesResult = changesResult
    self.help = help
  }
}

/// One variant of a tagged parameter.
public struct TaggedVariant: Sendable {
  /// The key, or the bare string, that names the variant.
  public var tag: String
  /// The type of the value under the tag; nil for variants that need no value: those may be
  /// written as a bare string.
  public var value: ParameterType?
  /// Whether the bare string is accepted although a value could be given.
  public var allowsBareString: Bool
  /// Further members beside the tag.
  public var fields: [ParameterField]
  public var help: String

  public init(
    _ tag: String, value: ParameterType? = nil, allowsBareString: Bool = false,
    fields: [ParameterField] = [], help: String
  ) {
    self.tag = tag
    self.value = value
    self.allowsBareString = allowsBareString || value == nil
    self.fields = fields
    self.help = help
  }
}
