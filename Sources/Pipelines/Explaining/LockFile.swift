import Artifacts

/// The digests that the results of a pipeline must have, one entry for each profile.
///
/// The file lies beside the pipeline file and is meant to be kept with it under version control: it
/// is sorted and has one digest a line.
public struct LockFile: Equatable, Sendable {
  static let schema = "pipe.lock/1"

  public var pipeline: String
  /// By the name of the profile; the empty name stands for a file without profiles.
  public var profiles: NameTable<LockedProfile>

  public init(pipeline: String, profiles: NameTable<LockedProfile> = [:]) {
    self.pipeline = pipeline
    self.profiles = profiles
  }

  /// The path of the lock file of a pipeline file: `a/b.json` has `a/b.lock.json`.
  public static func path(for pipeline: Pipeline) -> String {
    let folder = pipeline.file.lastIndex(of: "/").map { pipeline.file[...$0] } ?? ""
    return "\(folder)\(pipeline.name).lock.json"
  }

  /// Reads the text of a lock file.
  ///
  /// - Throws: `LockError.invalid`.
  public init(bytes: [UInt8], path: String) throws(LockError) {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw .invalid(path: path, reason: error.description)
    }
    guard document["schema"]?.stringValue == Self.schema else {
      throw .invalid(path: path, reason: "its schema is not '\(Self.schema)'")
    }
    guard let pipeline = document["pipeline"]?.stringValue,
      let profiles = document["profiles"]?.objectValue
    else { throw .invalid(path: path, reason: "it lacks 'pipeline' or 'profiles'") }
    self.init(pipeline: pipeline)
    for (name, value) in profiles {
      guard let profile = LockedProfile(value) else {
        throw .invalid(path: path, reason: "its profile '\(name)' is not readable")
      }
      self.profiles[name] = profile
    }
  }

  /// The text of the file.
  ///
  /// - Throws: `JSONError.notFinite`.
  public func text() throws(JSONError) -> String {
    try JSONValue.object([
      "schema": .string(Self.schema),
      "pipeline": .string(pipeline),
      "profiles": .object(profiles.mapValues(\.document)),
    ]).prettyText()
  }

  /// The entry of the profile that a pipeline is expanded with.
  ///
  /// - Throws: `LockError.unknownProfile`.
  public func profile(of pipeline: Pipeline) throws(LockError) -> LockedProfile {
    guard let profile = profiles[pipeline.profile ?? ""] else {
      throw .unknownProfile(
        path: Self.path(for: pipeline), profile: pipeline.profile, file: pipeline.file,
        known: profiles.names)
    }
    return profile
  }
}

/// What is locked of one profile.
public struct LockedProfile: Equatable, Sendable {
  /// The version of the arithmetic that gave the results.
  public var arithmetic: Int64
  /// What stages read from outside the store, by cell: data sets and fonts.
  public var external: NameTable<JSONValue>
  /// The digests of all results: by cell, then by output.
  public var results: NameTable<NameTable<Digest>>

  public init(
    arithmetic: Int64, external: NameTable<JSONValue>, results: NameTable<NameTable<Digest>>
  ) {
    self.arithmetic = arithmetic
    self.external = external
    self.results = results
  }
}

extension LockedProfile {
  var document: JSONValue {
    [
      "arithmetic": .integer(arithmetic),
      "external": .object(external),
      "results": .object(
        results.mapValues { outputs in .object(outputs.mapValues { .string($0.hex) }) }),
    ]
  }

  init?(_ document: JSONValue) {
    guard let arithmetic = document["arithmetic"]?.integerValue,
      let external = document["external"]?.objectValue,
      let cells = document["results"]?.objectValue
    else { return nil }
    var results: NameTable<NameTable<Digest>> = [:]
    for (cell, outputs) in cells {
      var digests: NameTable<Digest> = [:]
      for (output, value) in outputs.objectValue ?? [:] {
        guard let digest = value.stringValue.flatMap({ Digest(hex: $0) }) else { return nil }
        digests[output] = digest
      }
      guard !digests.isEmpty else { return nil }
      results[cell] = digests
    }
    self.init(arithmetic: arithmetic, external: external, results: results)
  }
}
