/// What one run of a pipeline did. The latest records are the roots of garbage collection: what
/// their keys need is kept.
public struct RunRecord: Equatable, Sendable {
  /// Name of the record's file; sorts by time of start.
  public let id: String
  public let started: Timestamp
  /// Nil while the run goes on, or when it was killed.
  public var finished: Timestamp?
  /// Path of the pipeline file as it was given.
  public let pipeline: String
  /// Keys of all stages of the run, whether they ran, were reused or failed.
  public var keys: [StageKey]
  /// Profile, arguments, states of the stages and whatever else is worth knowing.
  public var details: JSONValue

  public init(
    id: String = RunRecord.makeID(), started: Timestamp, finished: Timestamp? = nil,
    pipeline: String, keys: [StageKey], details: JSONValue = .null
  ) {
    self.id = id
    self.started = started
    self.finished = finished
    self.pipeline = pipeline
    self.keys = keys
    self.details = details
  }

  /// A new name: the time in UTC and eight random digits, so that two runs within a millisecond, or a
  /// clock set back, do not collide.
  public static func makeID(at time: Timestamp = .now()) -> String {
    let random = String(UInt32.random(in: .min ... .max), radix: 16)
    return "\(time.compact)-\(String(repeating: "0", count: 8 - random.utf8.count))\(random)"
  }
}

extension RunRecord {
  static let schema = "pipe.run/1"

  public func json() -> JSONValue {
    var json: JSONValue = [
      "schema": .string(Self.schema),
      "id": .string(id),
      "started": .string(started.description),
      "startedMilliseconds": .integer(started.milliseconds),
      "pipeline": .string(pipeline),
      "keys": .array(keys.map { .string($0.hex) }),
      "details": details,
    ]
    json["finished"] = finished.map { .string($0.description) }
    json["finishedMilliseconds"] = finished.map { .integer($0.milliseconds) }
    return json
  }

  init(json: JSONValue) throws {
    let fields = Fields(json, "record")
    let schema = try fields.string("schema")
    guard schema == Self.schema else { throw ReceiptProblem("unknown schema '\(schema)'") }
    let keys = (json["keys"]?.arrayValue ?? []).map { $0.stringValue.flatMap { StageKey(hex: $0) } }
    guard json["keys"]?.arrayValue != nil, !keys.contains(nil) else {
      throw ReceiptProblem("the record's keys are not a list of digests")
    }
    self.init(
      id: try fields.string("id"),
      started: Timestamp(milliseconds: try fields.integer("startedMilliseconds")),
      finished: json["finishedMilliseconds"]?.integerValue.map { Timestamp(milliseconds: $0) },
      pipeline: try fields.string("pipeline"),
      keys: keys.compactMap { $0 },
      details: json["details"] ?? .null)
  }
}
