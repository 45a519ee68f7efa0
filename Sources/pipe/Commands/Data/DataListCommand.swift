import ArgumentParser
import Artifacts
import Stages

/// `pipe data ls`: which data sets there are, and where.
struct DataListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List the data sets: where each was found, verified or not.",
    discussion: """
      Every file that is found is read, and its checksum compared with the published one.

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
      try JSONOutput.print("pipe.data/1", ["datasets": .array(listings.map(\.document))])
      return
    }
    var table = TextTable(header: ["SET", "STATE", "WHERE"])
    for listing in listings { table.append([listing.name, listing.state.rawValue, listing.place]) }
    for line in table.lines { Terminal.standardOutput.writeLine(line) }
    for listing in listings where listing.state != .verified {
      for note in listing.notes {
        Terminal.standardError.writeLine("\(listing.name): \(note)")
      }
    }
  }
}
