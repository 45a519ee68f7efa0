import CHDF5

/// The element types that files hold, always little-endian.
public enum HDF5ElementType: String, CaseIterable, Sendable {
  case float32
  case float64
  case uint8
  case int32
  case int64

  /// Bytes of one element.
  public var byteCount: Int {
    switch self {
    case .uint8: 1
    case .float32, .int32: 4
    case .float64, .int64: 8
    }
  }

  /// The library's identifier of the type in files. Only inside `HDF5Library.exclusively`.
  var stored: hid_t {
    switch self {
    case .float32: chdf5_ieee_f32le()
    case .float64: chdf5_ieee_f64le()
    case .uint8: chdf5_std_u8le()
    case .int32: chdf5_std_i32le()
    case .int64: chdf5_std_i64le()
    }
  }

  /// The library's identifier of the type in memory. Only inside `HDF5Library.exclusively`.
  var native: hid_t {
    switch self {
    case .float32: chdf5_native_float()
    case .float64: chdf5_native_double()
    case .uint8: chdf5_native_uint8()
    case .int32: chdf5_native_int32()
    case .int64: chdf5_native_int64()
    }
  }
}

/// A Swift type whose values can be the elements of a dataset.
///
/// The five conformances below are all there are: the memory of a conforming type must be that of
/// its `hdf5Type`.
public protocol HDF5Element: BitwiseCopyable, Sendable {
  static var hdf5Type: HDF5ElementType { get }
}

extension Float: HDF5Element {
  public static var hdf5Type: HDF5ElementType { .float32 }
}

extension Double: HDF5Element {
  public static var hdf5Type: HDF5ElementType { .float64 }
}

extension UInt8: HDF5Element {
  public static var hdf5Type: HDF5ElementType { .uint8 }
}

extension Int32: HDF5Element {
  public static var hdf5Type: HDF5ElementType { .int32 }
}

extension Int64: HDF5Element {
  public static var hdf5Type: HDF5ElementType { .int64 }
}
