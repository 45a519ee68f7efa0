import ArgumentParser

/// `pipe data`: the data sets and where they are.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Show and fetch the data sets that pipelines can use.",
    subcommands: [DataListCommand.self, DataFetchCommand.self])
}
