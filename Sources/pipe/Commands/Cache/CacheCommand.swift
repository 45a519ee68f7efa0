import ArgumentParser

/// `pipe cache`: everything about the store.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Look into the store, and keep it in order.",
    subcommands: [
      CacheListCommand.self, CacheShowCommand.self, CacheDiffCommand.self, CacheUsageCommand.self,
      CacheVerifyCommand.self, CacheCollectCommand.self, CachePinCommand.self,
      CacheUnpinCommand.self, CacheExportCommand.self, CacheImportCommand.self,
    ])
}
