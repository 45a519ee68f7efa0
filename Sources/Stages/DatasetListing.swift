import Artifacts
import Datasets
import Pipelines

/// A data set of the catalogue, and what was found of it on this machine.
public struct DatasetListing: Sendable {
  public let name: String
  /// `verified`, `unverified copy`, `not found`, or what is wrong with it.
  public let state: String
  /// The folder, or what to do to get the set.
  public let place: String

  /// All sets of the catalogue. Every file that is found is read and hashed.
  public static func all(in environment: PlanningEnvironment) -> [DatasetListing] {
    let locator = DatasetLocator(
      searchPath: environment.dataSearchPath + DatasetLocator.systemFolders)
    return DatasetCatalog.standard.definitions.map { definition in
      do throws(DatasetError) {
        let provenance = try locator.locate(definition.name).verify()
        return DatasetListing(
          name: definition.name,
          state: provenance.isVerified ? "verified" : "unverified copy",
          place: provenance.folder.string)
      } catch {
        if case .notFound = error {
          return DatasetListing(
            name: definition.name, state: "not found", place: definition.advice)
        }
        return DatasetListing(name: definition.name, state: "damaged", place: "\(error)")
      }
    }
  }

  public var document: JSONValue {
    ["name": .string(name), "state": .string(state), "place": .string(place)]
  }
}
