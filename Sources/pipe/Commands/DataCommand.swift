import ArgumentParser
import Artifacts
import Datasets
import Stages

/// `pipe data`: the data sets and where they are.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Show the data sets that pipelines can use.",
    subcommands: [List.self])

  /// `pipe data ls`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "List the data sets: where each was found, verified or not.",
      discussion: """
        Examples:
          pipe data ls
          pipe data ls --data ~/mnist
        """)

    @OptionGroup var dataOptions: DataOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
      let listings = try DatasetListing.all(in: dataOptions.environment())
      if json {
        try JSONOutput.print(
          "pipe.data/1", ["datasets": .array(listings.map(\.document))])
        return
      }
      var table = TextTable(header: ["SET", "STATE", "WHERE"])
      for listing in listings { table.append([listing.name, listing.state, listing.place]) }
      for line in table.lines { Terminal.standardOutput.writeLine(line) }
    }
  }
}
