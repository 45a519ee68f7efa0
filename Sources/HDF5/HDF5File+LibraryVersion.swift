import CHDF5

extension HDF5File {
  /// The version of the C library that is loaded, such as `1.10.8`.
  ///
  /// - Throws: `HDF5Error` if the library does not start.
  public static func libraryVersion() throws(HDF5Error) -> String {
    try HDF5Library.exclusively(file: "libhdf5") { () throws(HDF5Error) -> String in
      var (major, minor, release) = (UInt32(0), UInt32(0), UInt32(0))
      guard H5get_libversion(&major, &minor, &release) >= 0 else {
        throw HDF5Error(.inaccessible, file: "libhdf5", message: "the library has no version")
      }
      return "\(major).\(minor).\(release)"
    }
  }
}
