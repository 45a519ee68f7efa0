import Artifacts
import Datasets
import Pipelines

/// A data set of the catalogue, and what was found of it on this machine.
public struct DatasetListing: Sendable {
  public enum State: String, Sendable {
    case verified
    /// It has the right shape, but other bytes than were published.
    case unverified = "unverified copy"
    case damaged
    case missing = "not found"
  }

  public let name: String
  public let title: String
  public let state: State
  /// The folder, or what to do to get the set, or what is wrong with it.
  public let place: String
  /// What else there is to know: folders that were passed over, files that are not the published ones.
  public let notes: [String]

  /// All sets of the catalogue. Every file that is found is read and hashed.
  public static func all(in environment: PlanningEnvironment) -> [DatasetListing] {
    let locator = DatasetLocator(
      searchPath: environment.dataSearchPath + DatasetLocator.systemFolders)
    return DatasetCatalog.standard.definitions.map { DatasetListing($0, locator) }
  }

  private init(_ definition: DatasetDefinition, _ locator: DatasetLocator) {
    name = definition.name
    title = definition.title
    do throws(DatasetError) {
      let located = try locator.locate(definition.name)
      let provenance = try located.verify()
      state = provenance.isVerified ? .verified : .unverified
      place = provenance.folder.string
      let others = provenance.files.filter { !$0.isVerified }
      notes =
        located.notices
        + (others.isEmpty
          ? [] : ["not the published bytes: \(others.map(\.name).joined(separator: ", "))"])
    } catch .notFound {
      (state, place, notes) = (.missing, definition.advice, [])
    } catch {
      (state, place, notes) = (.damaged, "\(error)", [])
    }
  }

  public var document: JSONValue {
    [
      "name": .string(name), "title": .string(title), "state": .string(state.rawValue),
      "place": .string(place), "notes": .array(notes.map(JSONValue.string)),
    ]
  }
}
