import CHDF5

/// An open object of the library, closed when it goes out of scope.
///
/// Made and destroyed only inside `HDF5Library.exclusively`.
struct HDF5Handle: ~Copyable {
  enum Kind {
    case file
    case group
    case dataset
    case attribute
    case dataspace
    case datatype
    case propertyList
  }

  let id: hid_t
  private let kind: Kind

  /// - Parameter id: what the library returned; negative when it failed.
  init(
    _ id: hid_t, _ kind: Kind, else failure: () -> HDF5Error
  ) throws(HDF5Error) {
    guard id >= 0 else { throw failure() }
    self.id = id
    self.kind = kind
  }

  deinit { _ = Self.close(id, kind) }

  static func close(_ id: hid_t, _ kind: Kind) -> herr_t {
    switch kind {
    case .file: H5Fclose(id)
    case .group: H5Gclose(id)
    case .dataset: H5Dclose(id)
    case .attribute: H5Aclose(id)
    case .dataspace: H5Sclose(id)
    case .datatype: H5Tclose(id)
    case .propertyList: H5Pclose(id)
    }
  }
}
