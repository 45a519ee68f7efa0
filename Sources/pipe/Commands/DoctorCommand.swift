import ArgumentParser
import Artifacts

/// `pipe doctor`: whether this machine can run pipelines, and gives the bits that others give.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check machine, kernels, libraries, font, store and data sets.",
    discussion: """
      Every kernel is run with every instruction set of the processor and must give known bits. Nothing
      is changed. If something is broken, leaves with the code that a run would leave with.

      Examples:
        pipe doctor
        pipe doctor --data ~/mnist
        pipe doctor --json | jq '.findings[] | select(.state != "fine")'
      """)

  @OptionGroup var storeOptions: StoreOptions
  @OptionGroup var dataOptions: DataOptions
  @OptionGroup var computeOptions: ComputeOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let findings =
      MachineFindings.all(threads: computeOptions.threads) + LibraryFindings.all
      + StoreFindings.all(store: storeOptions.path, try dataOptions.environment())
    let broken = findings.compactMap(\.brokenCode)
    if json {
      try JSONOutput.print(
        "pipe.doctor/1",
        ["findings": .array(findings.map(\.document)), "sound": .bool(broken.isEmpty)])
    } else {
      var table = TextTable(header: ["STATE", "WHAT", "FOUND"])
      for finding in findings { table.append([finding.word, finding.subject, finding.text]) }
      for line in table.lines { Terminal.standardOutput.writeLine(line) }
    }
    if let code = broken.first { throw ExitCode(code.rawValue) }
  }
}
