import SystemPackage

/// Finds data sets in a list of folders.
///
/// In each folder of the search path the files are looked for in the folder itself, then in its
/// subfolders that are named after the set; each file may be there as `name` (preferred, it need not be
/// unpacked) or as `name.gz`. A set that is published as an archive may also be there as that archive.
/// MNIST and Fashion-MNIST use the same file names, so the small file of
/// test labels decides: where its bytes are those of another published set, the folder is passed
/// over.
public struct DatasetLocator: Sendable {
  public let searchPath: [FilePath]
  public let catalog: DatasetCatalog

  public init(searchPath: [FilePath], catalog: DatasetCatalog = .standard) {
    self.searchPath = searchPath
    self.catalog = catalog
  }

  /// Where Debian's `dataset-*` packages put their files.
  public static let systemFolders: [FilePath] = ["/usr/share/datasets"]

  /// The folders to search, first to last: those a person named (`--data`), those of the variable
  /// `PIPE_DATA` (several are parted by colons), the project's own, the system's.
  public static func standardSearchPath(
    named: [FilePath] = [], environment: String? = nil, project: FilePath
  ) -> [FilePath] {
    let fromEnvironment = (environment ?? "").split(separator: ":").map { FilePath(String($0)) }
    return named + fromEnvironment + [project] + systemFolders
  }

  /// The first of the named sets that is found, searching the whole path for each in turn.
  ///
  /// - Throws: ``DatasetError/unknownSet(name:known:)``, ``DatasetError/notFound(sets:)`` with every
  ///   place that was searched, ``DatasetError/unreadable(file:reason:)``.
  public func locate(firstOf names: [String]) throws(DatasetError) -> LocatedDataset {
    var definitions: [DatasetDefinition] = []
    // All names are checked first: a misspelt fallback must not stay hidden until it is needed.
    for name in names { definitions.append(try catalog.definition(of: name)) }
    var missing: [DatasetError.MissingSet] = []
    for definition in definitions {
      var places: [DatasetError.Place] = []
      for folder in searchPath {
        for candidate in [folder] + definition.folders.map({ folder.appending($0) }) {
          switch try examine(candidate, for: definition) {
          case .found(let files, let isArchive, let notice):
            let passedOver = places.filter {
              $0.reason != Self.noFiles && $0.reason != Self.noFolder
            }
            return LocatedDataset(
              definition: definition, folder: candidate, files: files, isArchive: isArchive,
              notices: passedOver.map { "\($0.folder): passed over, \($0.reason)" }
                + (notice.map { [$0] } ?? []))
          case .unsuitable(let reason):
            places.append(.init(folder: candidate, reason: reason))
          }
        }
      }
      missing.append(
        .init(name: definition.name, advice: definition.advice, places: places))
    }
    throw .notFound(sets: missing)
  }

  /// The named set.
  ///
  /// - Throws: as ``locate(firstOf:)``.
  public func locate(_ name: String) throws(DatasetError) -> LocatedDataset {
    try locate(firstOf: [name])
  }

  /// The named set, or nil if it is nowhere.
  ///
  /// - Throws: as ``locate(firstOf:)`` for other reasons.
  public func locateIfPresent(_ name: String) throws(DatasetError) -> LocatedDataset? {
    do throws(DatasetError) {
      return try locate(name)
    } catch .notFound {
      return nil
    }
  }

  private enum Finding {
    case found(files: [LocatedDataset.File], isArchive: Bool, notice: String?)
    case unsuitable(reason: String)
  }

  private static let noFolder = "no such folder"
  private static let noFiles = "none of its files"

  private func examine(
    _ folder: FilePath, for definition: DatasetDefinition
  ) throws(DatasetError) -> Finding {
    guard Self.exists(folder) else { return .unsuitable(reason: Self.noFolder) }
    var found: [LocatedDataset.File] = []
    var absent: [String] = []
    for file in definition.files {
      let plain = folder.appending(file.name)
      let packed = folder.appending(file.name + ".gz")
      if let path = [plain, packed].first(where: Self.exists) {
        found.append(.init(name: file.name, path: path))
      } else {
        absent.append(file.name)
      }
    }
    if !absent.isEmpty, let archive = definition.archive {
      let path = folder.appending(archive.name)
      if Self.exists(path) { return identify(archive, at: path, as: definition) }
    }
    if found.isEmpty { return .unsuitable(reason: Self.noFiles) }
    guard absent.isEmpty else {
      return .unsuitable(reason: "lacks \(absent.joined(separator: ", "))")
    }
    return try identify(found, as: definition, in: folder)
  }

  /// Tells sets apart that use the same file names.
  private func identify(
    _ files: [LocatedDataset.File], as definition: DatasetDefinition, in folder: FilePath
  ) throws(DatasetError) -> Finding {
    guard let file = files.first(where: { $0.name == definition.identifyingFile }) else {
      return .found(files: files, isArchive: false, notice: nil)
    }
    let digest = try RawFile.read(file.name, at: file.path).file.digest
    func publishes(_ definition: DatasetDefinition) -> Bool {
      definition.files.contains { $0.name == file.name && $0.digest == digest }
    }
    if publishes(definition) { return .found(files: files, isArchive: false, notice: nil) }
    if let other = catalog.definitions.first(where: publishes) {
      return .unsuitable(reason: "holds \(other.title)")
    }
    return .found(
      files: files, isArchive: false,
      notice: Self.unverified(definition, in: folder, file.name, "is not the published file"))
  }

  /// An archive tells by its size alone whether it can be the published one: it is long to read. What
  /// it holds is checked when it is read.
  private func identify(
    _ archive: PublishedFile, at path: FilePath, as definition: DatasetDefinition
  ) -> Finding {
    let size = FileBytes.size(of: path)
    return .found(
      files: [.init(name: archive.name, path: path)], isArchive: true,
      notice: size == archive.size
        ? nil
        : Self.unverified(
          definition, in: path.removingLastComponent(), archive.name,
          "is not the published file (\(size.map(String.init) ?? "?") bytes, not \(archive.size))"))
  }

  private static func unverified(
    _ definition: DatasetDefinition, in folder: FilePath, _ file: String, _ reason: String
  ) -> String {
    "\(folder): \(file) \(reason); this copy of \(definition.title) is used unverified"
  }

  private static func exists(_ path: FilePath) -> Bool {
    // Opening rather than asking: a file that cannot be opened is reported when it is read, so only
    // absence counts here.
    do {
      try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking]).close()
      return true
    } catch let error as Errno {
      return error != .noSuchFileOrDirectory && error != .notDirectory
    } catch {
      return false
    }
  }
}
