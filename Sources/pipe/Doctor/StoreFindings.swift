import Artifacts
import Pipelines
import Stages
import SystemPackage

/// The store and the data sets.
enum StoreFindings {
  static func all(store: FilePath, _ environment: PlanningEnvironment) -> [Finding] {
    self.store(at: store)
      + DatasetListing.all(in: environment).map { listing in
        let state: Finding.State =
          switch listing.state {
          case .verified: .fine
          case .damaged: .broken(.stageFailed)
          case .unverified, .missing: .notice
          }
        return Finding("data \(listing.name)", state, "\(listing.state.rawValue): \(listing.place)")
      }
  }

  private static func store(at path: FilePath) -> [Finding] {
    guard FileSystem.isDirectory(path) else {
      return [Finding("store", .notice, "\(path) is not there yet; the first run makes it")]
    }
    do {
      let store = try Store(at: path, readOnly: true)
      let keys = try store.receiptKeys()
      let receipts = try store.receipts()
      let readable = receipts.count
      var findings = [Finding("store", .fine, "\(path) with \(keys.count) results")]
      if readable < keys.count {
        findings.append(
          Finding(
            "store receipts", .notice,
            "\(keys.count - readable) are damaged; their stages run again"))
      }
      let incomplete = receipts.count { !$0.outputs.values.allSatisfy(store.contains) }
      if incomplete > 0 {
        findings.append(
          Finding(
            "store objects", .notice,
            "\(incomplete) results are gone or cut off; their stages run again; pipe cache verify "
              + "has more"))
      }
      return findings + [writing(to: store), quarantine(of: store), space(of: store)]
    } catch {
      return [Finding("store", error)]
    }
  }

  private static func writing(to store: Store) -> Finding {
    do {
      for folder in [store.root, store.root.appending("objects"), store.root.appending("tmp")]
      where FileSystem.isDirectory(folder) {
        try FileSystem.requireWritable(folder)
      }
      return Finding("store access", .fine, "writable")
    } catch {
      return Finding("store access", error)
    }
  }

  private static func quarantine(of store: Store) -> Finding {
    let folder = store.root.appending("quarantine")
    let count = (try? FileSystem.list(folder))?.count ?? 0
    return Finding(
      "quarantine", count == 0 ? .fine : .notice,
      count == 0 ? "empty" : "\(count) damaged files in \(folder)")
  }

  /// Less than this is little for a run that keeps tensors, in bytes.
  private static let littleSpace = 1_000_000_000

  private static func space(of store: Store) -> Finding {
    guard let free = FileSystem.freeBytes(at: store.root) else {
      return Finding("disk", .notice, "its free space is not known")
    }
    return Finding(
      "disk", free < littleSpace ? .notice : .fine, "\(Quantity.bytes(free)) free")
  }
}
