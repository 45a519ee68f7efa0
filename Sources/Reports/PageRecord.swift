import Artifacts
import Pipelines
import SystemPackage

/// Tells whether what lies in the folder of a report is what a run would write there.
///
/// A file beside the page has a digest of all that the page is made from, and the sizes and times of what
/// was read and written. As in a build tool, equal sizes and times stand for equal content here: what is
/// saved is writing the same page again. No result is taken on such grounds.
struct PageRecord {
  private static let schema = "pipe.page/1"
  private static let name = ".page.json"

  private let output: FilePath
  private let folder: FilePath
  /// Nil if it cannot be known; then nothing is current.
  private let origin: Digest?
  /// What was noted of a page with this origin.
  private let recorded: JSONValue?

  init(_ result: RunResult, store: Store, output: FilePath) {
    self.output = output
    folder = output.appending(result.pipeline.name)
    origin = Self.origin(of: result, store: store)
    let bytes = try? FileSystem.read(folder.appending(Self.name))
    let json = bytes.flatMap { try? JSONValue(parsing: $0) }
    let isOfOrigin =
      json?["schema"]?.stringValue == Self.schema
      && origin != nil && json?["origin"]?.stringValue == origin?.hex
    recorded = isOfOrigin ? json : nil
  }

  /// Whether the page and the files beside it need not be written.
  var isPageCurrent: Bool { recorded?["page"] == filesOfPage }

  /// Whether the index of all reports need not be written.
  var isIndexCurrent: Bool { recorded?["index"] == filesOfIndex }

  /// Notes what lies there now.
  ///
  /// - Throws: `FileError`.
  func write() throws {
    guard let origin else { return }
    let record: JSONValue = [
      "schema": .string(Self.schema), "origin": .string(origin.hex), "page": filesOfPage,
      "index": filesOfIndex,
    ]
    try AtomicFile.writeIfChanged(record.canonicalText(), to: folder.appending(Self.name))
  }

  /// Has the page written by the next run, whatever lies there.
  ///
  /// - Throws: `FileError`.
  func remove() throws { try FileSystem.remove(folder.appending(Self.name)) }

  private var filesOfPage: JSONValue {
    var paths = ["index.html", "report.json"].map { folder.appending($0) }
    for name in ["figures", "tables"] {
      let files = (try? FileSystem.list(folder.appending(name))) ?? []
      paths += files.map { folder.appending(name).appending($0) }
    }
    return stamps(of: paths)
  }

  private var filesOfIndex: JSONValue {
    let names = (try? FileSystem.list(output)) ?? []
    return stamps(
      of: [output.appending("index.html")]
        + names.map { output.appending($0).appending("report.json") })
  }

  private func stamps(of paths: [FilePath]) -> JSONValue {
    var stamps: JSONObject = [:]
    for path in paths { stamps[path.string] = FileSystem.stamp(of: path).map(JSONValue.string) }
    return .object(stamps)
  }

  /// Everything that a page is made from: the file, the receipts, the objects, and the program itself.
  private static func origin(of result: RunResult, store: Store) -> Digest? {
    let pipeline = result.pipeline
    guard let program = try? FileSystem.absolute("/proc/self/exe"),
      let stamp = FileSystem.stamp(of: program),
      let text = try? FileSystem.digest(of: FilePath(pipeline.file))
    else { return nil }
    // A receipt is told from others of its key by when it was made and how long that took.
    var cells = ""
    for cell in pipeline.cells {
      cells += cell.name
      if let receipt = result[cell.id].receipt {
        let provenance = receipt.provenance
        cells += " \(receipt.key.hex) \(provenance.started.milliseconds)"
        cells += " \(provenance.durationSeconds)"
        for output in receipt.outputs.values {
          cells += " \(output.digest.hex) "
          cells += FileSystem.stamp(of: store.path(of: output.digest, kind: output.kind)) ?? "gone"
        }
      }
      cells += "\n"
    }
    let document: JSONValue = [
      "program": .string(stamp), "file": .string(text.hex), "command": .string(pipeline.command()),
      "parameters": .array(
        pipeline.parameters.map { [.string($0.name), .string($0.valueText)] }),
      "cells": .string(cells),
      "sources": .array(
        result.sources.map { [.string($0.name), .string($0.summary), JSONValue($0.notice)] }),
    ]
    return (try? document.canonicalBytes()).map { Digest(of: $0) }
  }
}

extension JSONValue {
  fileprivate init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }
}
