import ArgumentParser

/// `pipe cache`: a look into the store.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Look into the store.",
    subcommands: [CacheListCommand.self, CacheShowCommand.self, CacheVerifyCommand.self])
}
