import Datasets
import Pipelines

/// The data set that a stage uses out of several that it could: one that is on this machine, or one
/// that may be fetched because somebody has asked for that.
enum DatasetChoice {
  case located(LocatedDataset)
  case download(DatasetDownload)

  /// The first of the named sets that is there or may be fetched.
  ///
  /// - Throws: ``DatasetError/notFound(sets:)`` and what looking for the sets throws.
  init(among names: [String], in environment: PlanningEnvironment) throws(DatasetError) {
    let locator = DatasetLocator(
      searchPath: environment.dataSearchPath + DatasetLocator.systemFolders)
    guard let settings = environment.downloads else {
      self = .located(try locator.locate(firstOf: names))
      return
    }
    for name in names {
      if let located = try locator.locateIfPresent(name) {
        self = .located(located)
        return
      }
      if let download = DatasetDownload(try locator.catalog.definition(of: name), settings) {
        self = .download(download)
        return
      }
    }
    self = .located(try locator.locate(firstOf: names))
  }

  var definition: DatasetDefinition {
    switch self {
    case .located(let dataset): dataset.definition
    case .download(let download): download.definition
    }
  }

  /// The set as it is found; nil while it has yet to be fetched.
  var located: LocatedDataset? {
    if case .located(let dataset) = self { dataset } else { nil }
  }

  /// One line for people: the set and where it lies.
  var summary: String {
    switch self {
    case .located(let dataset): dataset.summary
    case .download(let download): download.summary
    }
  }
}
