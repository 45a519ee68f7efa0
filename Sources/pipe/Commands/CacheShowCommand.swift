import ArgumentParser
import Artifacts
import SystemPackage

/// `pipe cache show`: one result, how it was made and what is in it.
struct CacheShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show how a result was made, from what, and what is in it.",
    discussion: """
      Examples:
        pipe cache show figureA10            the newest result of a stage
        pipe cache show 'dropout[activation=relu,p=0.5]'
        pipe cache show 1f3a9c               the start of a key or of a digest
      """)

  @Argument(
    help: "A stage, or the first digits of a stage key or a digest.", completion: .results)
  var name: String

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting()
    let search = try CacheSearch(store)
    let receipts = try search.receipts(named: name)
    if json {
      try JSONOutput.print(
        "pipe.cache.show/1",
        [
          "results": .array(
            receipts.map { receipt in
              var summary = receipt.summary(in: store)
              summary["document"] = receipt.document
              return summary
            })
        ])
      return
    }
    for receipt in receipts {
      for line in try lines(receipt, store, search) { Terminal.standardOutput.writeLine(line) }
    }
  }

  private func lines(
    _ receipt: Receipt, _ store: Store, _ search: CacheSearch
  ) throws -> [String] {
    let provenance = receipt.provenance
    var lines = [
      "stage      \(provenance.stage) (\(receipt.kind)) of \(provenance.pipeline)",
      "key        \(receipt.key.hex)",
      "made       \(provenance.started), in \(Quantity.seconds(provenance.durationSeconds)), "
        + "\(provenance.threads.map { "\($0) threads" } ?? ""), \(provenance.instructionSet ?? "")",
    ]
    if case .object(let parameters)? = receipt.document["parameters"] {
      for (name, value) in parameters {
        lines.append("parameter  \(name) = \(try value.canonicalText())")
      }
    }
    for (slot, sources) in receipt.document["inputs"]?.objectValue ?? [:] {
      for source in sources.arrayValue ?? [] {
        for (name, digest) in source["outputs"]?.objectValue ?? [:] {
          let digits = digest.stringValue ?? ""
          let maker = search.maker(of: digits)
          lines.append("input      \(slot): \(name) \(digits.prefix(12))\(maker)")
        }
      }
    }
    if let external = receipt.document["external"] {
      lines.append("external   \(try external.canonicalText())")
    }
    for (name, output) in receipt.outputs {
      lines.append(
        "output     \(name): \(output.kind.rawValue) \(output.digest.short), "
          + "\(Quantity.bytes(output.byteCount)), "
          + (store.contains(output)
            ? store.path(of: output.digest, kind: output.kind).string : "not in the store"))
      if store.contains(output) { lines += try content(store.load(output)) }
    }
    return lines + [""]
  }

  /// What is in an artifact, indented below it.
  private func content(_ artifact: Artifact) throws -> [String] {
    switch artifact {
    case .figure(let pixmap): ["             \(pixmap.width) × \(pixmap.height) pixels"]
    case .tensors(let bundle):
      bundle.attributes.map { "             @\($0.name) = \(Self.text($0.value))" }
        + bundle.entries.map {
          let shape = $0.value.tensor.dimensions.map(String.init).joined(separator: "×")
          return "             \($0.name)  \($0.value.tensor.elementType) \(shape)"
        }
    case .table(let json):
      try json.prettyText().split(separator: "\n").prefix(40).map { "             \($0)" }
    }
  }

  private static func text(_ value: TensorBundle.AttributeValue) -> String {
    let text =
      switch value {
      case .string(let text): text
      case .integer(let number): "\(number)"
      case .double(let number): "\(number)"
      case .strings(let texts): texts.joined(separator: ", ")
      case .integers(let numbers): numbers.map(String.init).joined(separator: ", ")
      case .doubles(let numbers): numbers.map { "\($0)" }.joined(separator: ", ")
      }
    return text.count > 100 ? text.prefix(100) + "…" : text
  }
}

/// Finds receipts by what a person types.
struct CacheSearch {
  private let root: FilePath
  private let all: [Receipt]

  /// Reads every receipt, once.
  init(_ store: Store) throws {
    root = store.root
    all = try store.receipts()
  }

  /// The newest receipt of a stage, or those whose key or output starts with some digits.
  ///
  /// - Throws: `ValidationError` if there is none.
  func receipts(named name: String) throws -> [Receipt] {
    let ofStage = all.filter { $0.provenance.stage == name }
    let newest = ofStage.max {
      $0.provenance.started.milliseconds < $1.provenance.started.milliseconds
    }
    if let newest { return [newest] }
    let found = all.filter { receipt in
      receipt.key.hex.hasPrefix(name)
        || receipt.outputs.values.contains { $0.digest.hex.hasPrefix(name) }
    }
    guard name.count >= 4, !found.isEmpty else {
      throw ValidationError(
        "the store \(root) has no result of a stage '\(name)', and no key or digest that "
          + "starts so; see pipe cache ls")
    }
    return found
  }

  /// ` from 'stage'` for the stage that made a digest, empty if no receipt has it.
  func maker(of digest: String) -> String {
    let maker = all.first { receipt in
      receipt.outputs.values.contains { $0.digest.hex == digest }
    }
    return maker.map { " from '\($0.provenance.stage)'" } ?? ""
  }
}
