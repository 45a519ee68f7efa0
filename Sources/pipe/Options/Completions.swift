import ArgumentParser
import Artifacts
import Pipelines
import Stages
import SystemPackage

/// What a shell offers when a person presses the tab key.
///
/// Whatever goes wrong on the way, such as a file that cannot be read yet, offers nothing.
extension CompletionKind {
  static var pipelineFile: CompletionKind { .file(extensions: ["json", "yaml", "yml"]) }

  /// The stages and cells of the pipeline file that is on the command line already.
  static var stages: CompletionKind {
    .custom { words, _, prefix in
      Completions.stages(in: words).filter { $0.hasPrefix(prefix) }
    }
  }

  /// The profiles of the pipeline file that is on the command line already.
  static var profiles: CompletionKind {
    .custom { words, _, prefix in
      (Completions.file(in: words)?.profiles.keys ?? []).filter { $0.hasPrefix(prefix) }
    }
  }

  /// Its parameters, each with an equals sign.
  static var parameters: CompletionKind {
    .custom { words, _, prefix in
      (Completions.file(in: words)?.parameters.keys ?? []).map { "\($0)=" }
        .filter { $0.hasPrefix(prefix) }
    }
  }

  /// The ids of the runs that the store has records of.
  static var runs: CompletionKind {
    .custom { words, _, prefix in
      Completions.runs(in: words).filter { $0.hasPrefix(prefix) }
    }
  }

  /// What the store has results of, and the digests of its keys and objects.
  static var results: CompletionKind {
    .custom { words, _, prefix in
      Completions.results(in: words, digests: !prefix.isEmpty).filter { $0.hasPrefix(prefix) }
    }
  }
}

private enum Completions {
  static func file(in words: [String]) -> PipelineFile? {
    guard let file = words.first(where: isPipelineFile),
      let bytes = try? FileSystem.read(FilePath(file)),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return try? PipelineFile(text: text, file: file)
  }

  static func runs(in words: [String]) -> [String] {
    ((try? store(in: words)?.runs(newest: 200)) ?? []).map(\.id)
  }

  private static func store(in words: [String]) throws -> Store? {
    let path = value(of: "--store", in: words) ?? StoreOptions.defaultPath
    return try Store(at: FilePath(path), readOnly: true)
  }

  static func stages(in words: [String]) -> [String] {
    guard let specification = file(in: words),
      let pipeline = try? Pipeline(
        specification, registry: .standard, profile: value(of: "--profile", in: words),
        overrides: [])
    else { return [] }
    var names: [String] = []
    for cell in pipeline.cells where !names.contains(cell.stageName) {
      names.append(cell.stageName)
    }
    return names + pipeline.cells.filter { !$0.bindings.isEmpty }.map(\.name)
  }

  /// - Parameter digests: whether to offer keys and digests too; there are too many to choose from
  ///   before the first digit is typed.
  static func results(in words: [String], digests: Bool) -> [String] {
    guard let store = try? store(in: words),
      let receipts = try? store.receipts()
    else { return [] }
    var names = NameTable<Void>()
    for receipt in receipts {
      names[receipt.provenance.stage] = ()
      guard digests else { continue }
      names[receipt.key.short] = ()
      for output in receipt.outputs.values { names[output.digest.short] = () }
    }
    return names.names
  }

  private static func isPipelineFile(_ word: String) -> Bool {
    [".json", ".yaml", ".yml"].contains { word.hasSuffix($0) }
  }

  private static func value(of option: String, in words: [String]) -> String? {
    guard let index = words.firstIndex(of: option), words.indices.contains(index + 1) else {
      return nil
    }
    return words[index + 1]
  }
}
