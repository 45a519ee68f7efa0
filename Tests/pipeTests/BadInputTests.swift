import Foundation
import Testing

@Suite("Bad input gives one clear message and the documented exit code")
struct BadInputTests {
  @Test("an unknown key: 65, with place and suggestion, nothing run")
  func unknownKey() throws {
    try withProject { tool in
      try tool.write(
        SampleProject.pipeline(extraParameter: ", \"learning_rate\": 1"),
        to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json")
      #expect(outcome.exitCode == 65)
      #expect(outcome.errors.contains("pipelines/sample.json:12:"))
      #expect(outcome.errors.contains("unknown parameter 'learning_rate' of stage 'net'"))
      #expect(!tool.exists("artifacts/store"))
    }
  }

  @Test("a cycle: 65, with its members")
  func cycle() throws {
    try withProject { tool in
      try tool.write(
        """
        {"stages": {
          "a": {"uses": "normalize", "from": {"data": "b"}, "with": {"mode": "none"}},
          "b": {"uses": "normalize", "from": {"data": "a"}, "with": {"mode": "none"}}}}
        """, to: "pipelines/cycle.json")
      let outcome = try tool.run("run", "pipelines/cycle.json")
      #expect(outcome.exitCode == 65)
      #expect(outcome.errors.contains("pipelines/cycle.json:3:"))
      #expect(outcome.errors.contains("stages form a cycle: a <- b <- a"))
    }
  }

  @Test("mistakes in several files: 65, all of them at once")
  func severalFiles() throws {
    try withProject { tool in
      for name in ["one", "two"] {
        try tool.write(
          "{\"stages\": {\"a\": {\"uses\": \"\(name)\"}}}", to: "pipelines/\(name).json")
      }
      for command in ["run", "report"] {
        let outcome = try tool.run(command, "pipelines/one.json", "pipelines/two.json")
        #expect(outcome.exitCode == 65)
        #expect(outcome.errors.contains("pipelines/one.json:1:"), "\(outcome.errors)")
        #expect(outcome.errors.contains("pipelines/two.json:1:"), "\(outcome.errors)")
      }
    }
  }

  @Test("a truncated image file: 1, naming the file and both sizes, nothing half-written")
  func truncatedImages() throws {
    try withProject { tool in
      let file = tool.path("artifacts/data/mnist/train-images-idx3-ubyte")
      let whole = try Data(contentsOf: file)
      try whole.prefix(1000).write(to: file)
      let outcome = try tool.run("run", "pipelines/sample.json")
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors.contains("train-images-idx3-ubyte"))
      #expect(outcome.errors.contains("1000") && outcome.errors.contains("\(whole.count)"))
      #expect(tool.files(below: "artifacts/store/objects").isEmpty)
      #expect(tool.files(below: "artifacts/store/receipts").isEmpty)
      #expect(tool.files(below: "artifacts/store/tmp").isEmpty)
      #expect(!tool.exists("artifacts/sample"))
    }
  }

  @Test("missing data: 66, with the places searched and what to do")
  func missingData() throws {
    try withProject { tool in
      try FileManager.default.removeItem(at: tool.path("artifacts/data"))
      let outcome = try tool.run("run", "pipelines/sample.json")
      #expect(outcome.exitCode == 66)
      #expect(outcome.errors.contains("artifacts/data"))
      #expect(outcome.errors.contains("--data"))
    }
  }

  @Test("a missing font: 66, with the line that installs it")
  func missingFont() throws {
    try withProject { tool in
      try tool.write("", to: "no-fonts/readme")
      let outcome = try tool.run(
        "run", "pipelines/sample.json", environment: ["PIPE_FONTS": tool.path("no-fonts").path])
      #expect(outcome.exitCode == 66)
      #expect(outcome.errors.contains("DejaVuSans.ttf"))
      #expect(outcome.errors.contains("fonts-dejavu-core"))
    }
  }

  @Test("a store that cannot be written: 74, naming the folder and --store")
  func unusableStore() throws {
    try withProject { tool in
      // A file where the folder should be: the one obstacle that stops root as well.
      try tool.write("", to: "file")
      let outcome = try tool.run("run", "pipelines/sample.json", "--store", "file/store")
      #expect(outcome.exitCode == 74)
      #expect(outcome.errors.contains("file/store"))
      #expect(outcome.errors.contains("--store"))
    }
  }

  @Test("a pipeline file that is not there: 66; a wrong option: 64; a wrong PIPE_ISA: 64")
  func usage() throws {
    try withProject { tool in
      #expect(try tool.run("run", "pipelines/none.json").exitCode == 66)
      #expect(try tool.run("run", "--wrong").exitCode == 64)
      #expect(try tool.run("run", "pipelines/sample.json", "--set", "rate").exitCode == 64)
      let isa = try tool.run("run", "pipelines/sample.json", environment: ["PIPE_ISA": "sse9"])
      #expect(isa.exitCode == 64)
      #expect(isa.errors.contains("sse9"))
    }
  }

  @Test("a model that does not fit: 65, with its place, naming the layer, nothing run")
  func modelThatDoesNotFit() throws {
    try withProject { tool in
      let text = SampleProject.pipeline().replacingOccurrences(of: "\"flatten\", ", with: "")
      try tool.write(text, to: "pipelines/sample.json")
      let outcome = try tool.run("run", "pipelines/sample.json")
      #expect(outcome.exitCode == 65)
      #expect(outcome.errors.contains("pipelines/sample.json:10:"))
      #expect(outcome.errors.contains("dense1"))
      #expect(outcome.errors.contains("28x28"))
    }
  }

  @Test("names that are not there: 66 for a data folder, 64 for a stage or a store")
  func wrongNames() throws {
    try withProject { tool in
      let data = try tool.run("run", "pipelines/sample.json", "--data", "typo")
      #expect(data.exitCode == 66)
      #expect(data.errors.contains("'typo'"))
      let stage = try tool.run("run", "pipelines/sample.json", "--only", "figur")
      #expect(stage.exitCode == 64)
      #expect(stage.errors.contains("did you mean 'figure'?"))
      #expect(try tool.run("cache", "ls", "--store", "typo").exitCode == 64)
      #expect(try tool.run("run", "pipelines/sample.json", "--store", "").exitCode == 64)
    }
  }

  @Test("a folder that holds other things is never taken for a store")
  func foreignFolder() throws {
    try withProject { tool in
      try tool.write("keep", to: "home/tmp/precious")
      let outcome = try tool.run("run", "pipelines/sample.json", "--store", "home")
      #expect(outcome.exitCode == 74)
      #expect(outcome.errors.contains("home is not a store"))
      #expect(try tool.read("home/tmp/precious") == "keep")
    }
  }

  @Test("absurd numbers are refused and trap nowhere")
  func absurdNumbers() throws {
    try withProject { tool in
      for (name, code) in [("rate=-1", 65), ("epochs=-1", 65), ("epochs=9223372036854775807", 65)] {
        #expect(try tool.run("run", "pipelines/sample.json", "--set", name).exitCode == Int32(code))
      }
      let text = SampleProject.pipeline()
        .replacingOccurrences(of: "\"train\": 300", with: "\"train\": 9223372036854775807")
      try tool.write(text, to: "pipelines/sample.json")
      #expect(try tool.run("run", "pipelines/sample.json").exitCode == 1)
    }
  }
}
