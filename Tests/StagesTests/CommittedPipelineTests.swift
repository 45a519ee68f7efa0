import Foundation
import Testing

@testable import Pipelines
@testable import Stages

@Suite("The committed pipelines")
struct CommittedPipelineTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("pipelines")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".lock.json") }.sorted()
  }()

  private static func file(_ name: String) throws -> PipelineFile {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return try PipelineFile(text: text, file: "pipelines/\(name)")
  }

  @Test(
    "are sound in each of their profiles: stages, networks, and the values that texts quote",
    arguments: names)
  func sound(name: String) throws {
    let file = try Self.file(name)
    let profiles: [String?] = file.profiles.isEmpty ? [nil] : file.profiles.keys.map { $0 }
    for profile in profiles {
      let pipeline = try Pipeline(file, registry: .standard, profile: profile)
      _ = try pipeline.forecasts(in: PlanningEnvironment())
    }
  }

  /// What each report has to show, by the numbers of the published experiments.
  static let items: [(pipeline: String, numbers: [String])] = [
    ("deep_init.json", ["A1", "A2", "A3", "A4"]),
    ("data_scaling.json", ["A5", "A6", "A7", "A8", "A-T1"]),
    ("mnist_dropout.json", ["A9", "A10", "A-T2"]),
    ("mnist_mlp.json", ["B1", "B2", "B3"]),
    ("mnist_cnn.json", ["B4", "B5", "B6"]),
    ("cifar_tweaks.json", ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"]),
    ("graph_on_paper.json", ["D0"]),
    ("digits_anatomy.json", ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10"]),
    ("saturation.json", ["E1", "E2", "E3", "E4", "E5", "E6"]),
    ("glorot_he.json", ["E7", "E8", "E9"]),
  ]

  @Test(
    "show every item of their experiments under its number",
    arguments: items)
  func shown(pipeline name: String, numbers: [String]) throws {
    let pipeline = try Pipeline(Self.file(name), registry: .standard)
    let found = pipeline.report.compactMap { block -> String? in
      switch block {
      case .figure(_, _, let number), .table(_, _, let number): number
      case .heading, .text, .setup: nil
      }
    }
    for number in numbers {
      // An item may be several figures: C1a and C1b.
      let isShown = found.contains {
        $0 == number || ($0.dropLast() == number && $0.last?.isLetter == true)
      }
      #expect(isShown, "\(name) shows no figure or table \(number)")
    }
  }
}
