import CHDF5

/// An open HDF5 file.
///
/// A new file is written once, front to back, and closed; an existing one is opened for reading
/// only. Files written with equal contents by one version of the library have equal bytes: no time
/// stamps, a fixed format version, no compression.
///
/// The library is entered by one thread at a time, whatever the number of files.
public final class HDF5File {
  /// The path as it was given.
  public let path: String

  private var id: hid_t?

  /// Groups made or found so far, so that each is looked up once.
  var knownGroups: Set<String> = []

  private init(path: String, id: hid_t) {
    self.path = path
    self.id = id
  }

  deinit {
    guard let id else { return }
    _ = try? HDF5Library.exclusively(file: path) { () throws(HDF5Error) -> Void in
      _ = HDF5Handle.close(id, .file)
      _ = chdf5_clear_errors()
    }
  }

  /// Makes an empty file, replacing what is there.
  ///
  /// - Throws: `HDF5Error` with reason `inaccessible`.
  public static func create(at path: String) throws(HDF5Error) -> HDF5File {
    let id = try HDF5Library.exclusively(file: path) { () throws(HDF5Error) -> hid_t in
      let creation = try propertyList(chdf5_file_create_class(), path)
      guard H5Pset_obj_track_times(creation.id, false) >= 0 else {
        throw failure(.inaccessible, path, nil, "cannot set the file's creation options")
      }
      let access = try accessList(path)
      let id = H5Fcreate(path, chdf5_create_truncating(), creation.id, access.id)
      guard id >= 0 else { throw failure(.inaccessible, path, nil, "cannot create the file") }
      return id
    }
    return HDF5File(path: path, id: id)
  }

  /// Opens a file for reading.
  ///
  /// - Throws: `HDF5Error` with reason `inaccessible`, `notHDF5` or `damaged`.
  public static func open(at path: String) throws(HDF5Error) -> HDF5File {
    let id = try HDF5Library.exclusively(file: path) { () throws(HDF5Error) -> hid_t in
      let access = try accessList(path)
      let id = H5Fopen(path, chdf5_open_read_only(), access.id)
      if id >= 0 { return id }
      let messages = HDF5Library.takeErrors()
      let signature = H5Fis_hdf5(path)
      _ = chdf5_clear_errors()
      if signature > 0 {
        throw HDF5Error(
          .damaged, file: path, message: "truncated or damaged HDF5 file",
          libraryMessages: messages)
      }
      if signature == 0 {
        throw HDF5Error(
          .notHDF5, file: path, message: "not an HDF5 file: the signature is missing")
      }
      throw HDF5Error(
        .inaccessible, file: path, message: "cannot open the file", libraryMessages: messages)
    }
    return HDF5File(path: path, id: id)
  }

  /// Writes what is pending and closes; closing twice does nothing.
  ///
  /// Call it on every file that was written: `deinit` closes too but has no one to tell of a full
  /// disk.
  ///
  /// - Throws: `HDF5Error` with reason `writeFailed`.
  public func close() throws(HDF5Error) {
    guard let open = id else { return }
    id = nil
    try HDF5Library.exclusively(file: path) { () throws(HDF5Error) -> Void in
      guard HDF5Handle.close(open, .file) >= 0 else {
        throw Self.failure(.writeFailed, path, nil, "cannot flush and close the file")
      }
    }
  }
}

extension HDF5File {
  /// Runs `body` on the open file, alone in the library.
  func exclusively<Result: Sendable>(
    object: String?, _ body: (hid_t) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    guard let id else {
      throw HDF5Error(.invalidRequest, file: path, object: object, message: "the file is closed")
    }
    return try HDF5Library.exclusively(file: path) { () throws(HDF5Error) -> Result in
      try body(id)
    }
  }

  static func failure(
    _ reason: HDF5Error.Reason, _ path: String, _ object: String?, _ message: String
  ) -> HDF5Error {
    HDF5Error(
      reason, file: path, object: object, message: message,
      libraryMessages: HDF5Library.takeErrors())
  }

  static func propertyList(
    _ listClass: hid_t, _ path: String
  ) throws(HDF5Error) -> HDF5Handle {
    try HDF5Handle(H5Pcreate(listClass), .propertyList) {
      failure(.inaccessible, path, nil, "cannot make a property list")
    }
  }

  private static func accessList(_ path: String) throws(HDF5Error) -> HDF5Handle {
    let list = try propertyList(chdf5_file_access_class(), path)
    guard chdf5_fix_format(list.id) >= 0, chdf5_disable_file_locking(list.id) >= 0 else {
      throw failure(.inaccessible, path, nil, "cannot set the file's access options")
    }
    return list
  }
}
