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

  /// What the store has results of, and the digests of its keys and objects.
  static var results: CompletionKind {
    .custom { words, _, prefix in
      Completions.results(in: words, digests: !prefix.isEmpty).filter { $0.hasPrefix(prefix) }
    }
  }
}

private enum Completions {
  static func stages(in words: [String]) -> [String] {
    guard let file = words.first(where: isPipelineFile),
      let bytes = try? FileSystem.read(FilePath(file)),
      let text = String(validating: bytes, as: UTF8.self),
      let specification = try? PipelineFile(text: text, file: file),
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
    let path = value(of: "--store", in: words) ?? StoreOptions.defaultPath
    guard let store = try? Store(at: FilePath(path), readOnly: true),
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
