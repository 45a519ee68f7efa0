import ArgumentParser
import Artifacts

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

  @Argument(help: CacheSearch.help, completion: .results)
  var name: String

  @OptionGroup var storeOptions: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try storeOptions.openExisting()
    let search = try CacheSearch(store)
    let receipts = try search.receipts(named: name)
    let roots = try ReceiptRoots(store)
    if json {
      try JSONOutput.print(
        "pipe.cache.show/1",
        [
          "results": .array(
            receipts.map { receipt in
              var summary = receipt.summary(in: store)
              summary["document"] = receipt.document
              summary["runs"] = .array(roots.runs(of: receipt.key).map { .string($0.id) })
              summary["pin"] = roots.pin(of: receipt.key).map { $0.json() } ?? .null
              return summary
            })
        ])
      return
    }
    for receipt in receipts {
      for line in try lines(receipt, store, search, roots) {
        Terminal.standardOutput.writeLine(line)
      }
    }
  }

  private func lines(
    _ receipt: Receipt, _ store: Store, _ search: CacheSearch, _ roots: ReceiptRoots
  ) throws -> [String] {
    let provenance = receipt.provenance
    var lines = [
      "stage      \(provenance.stage) (\(receipt.kind)) of \(provenance.pipeline)",
      "key        \(receipt.key.hex)",
      "made       \(provenance.started), in \(Quantity.seconds(provenance.durationSeconds)), "
        + "\(provenance.threads.map { "\($0) threads" } ?? ""), \(provenance.instructionSet ?? "")",
    ]
    lines += roots.lines(of: receipt.key)
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
        + bundle.entries.map { "             \($0.name)  \($0.value.tensor.form)" }
    case .table(let json):
      try json.prettyText().split(separator: "\n").prefix(40).map { "             \($0)" }
    }
  }

  private static func text(_ value: TensorBundle.AttributeValue) -> String {
    let text = value.text
    return text.count > 100 ? text.prefix(100) + "…" : text
  }
}

/// What keeps results in the store.
struct ReceiptRoots {
  private let runs: [RunRecord]
  private let pins: [Pin]

  init(_ store: Store) throws {
    runs = try store.runs()
    pins = try store.pins()
  }

  /// The recorded runs that used a result, the earliest first.
  func runs(of key: StageKey) -> [RunRecord] { runs.filter { $0.keys.contains(key) } }

  func pin(of key: StageKey) -> Pin? { pins.first { $0.key == key } }

  fileprivate func lines(of key: StageKey) -> [String] {
    var lines: [String] = []
    let users = runs(of: key)
    if let last = users.last {
      let count = users.count == 1 ? "1 run" : "\(users.count) runs"
      lines.append("used by    \(count), the latest \(last.id) of \(last.pipeline)")
    }
    if let pin = pin(of: key) {
      lines.append("pinned     \(pin.made)\(pin.note.isEmpty ? "" : ", \(pin.note)")")
    }
    return lines
  }
}
