import CPNG

extension PNG {
  /// The version of libpng that is loaded, such as `1.6.39`.
  public static var libraryVersion: String { String(cString: png_get_libpng_ver(nil)) }
}
