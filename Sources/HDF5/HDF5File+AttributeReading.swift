import CHDF5

extension HDF5File {
  /// More attribute bytes than this are taken for damage.
  private static let attributeLimit = 1 << 26

  func attribute(
    _ index: hsize_t, of object: borrowing HDF5Handle, _ owner: String?
  ) throws(HDF5Error) -> HDF5Attribute {
    let attribute = try HDF5Handle(
      H5Aopen_by_idx(
        object.id, ".", H5_INDEX_NAME, H5_ITER_INC, index, chdf5_default_list(),
        chdf5_default_list()),
      .attribute
    ) { Self.failure(.damaged, path, owner, "cannot open attribute \(index)") }
    let name = Self.text { buffer, capacity in H5Aget_name(attribute.id, capacity, buffer) }
    guard let name else {
      throw Self.failure(.damaged, path, owner, "attribute \(index) has no readable name")
    }
    let label = Self.label(name, owner)
    let type = try HDF5Handle(H5Aget_type(attribute.id), .datatype) {
      Self.failure(.damaged, path, label, "cannot read the attribute's type")
    }
    let space = try HDF5Handle(H5Aget_space(attribute.id), .dataspace) {
      Self.failure(.damaged, path, label, "cannot read the attribute's shape")
    }
    let rank = H5Sget_simple_extent_ndims(space.id)
    let count = Int(H5Sget_simple_extent_npoints(space.id))
    guard rank == 0 || rank == 1, H5Sget_simple_extent_type(space.id) != H5S_NULL else {
      throw Self.failure(
        .unsupported, path, label, "an attribute must be a scalar or have one dimension")
    }
    let width = H5Tget_size(type.id)
    guard count >= 0, width > 0, count <= Self.attributeLimit / width else {
      throw Self.failure(.damaged, path, label, "\(count) values of \(width) bytes")
    }
    let value = try value(of: attribute, type, space, count, scalar: rank == 0, label)
    return HDF5Attribute(name, value)
  }

  private func value(
    of attribute: borrowing HDF5Handle, _ type: borrowing HDF5Handle,
    _ space: borrowing HDF5Handle, _ count: Int, scalar: Bool, _ label: String
  ) throws(HDF5Error) -> HDF5Attribute.Value {
    switch H5Tget_class(type.id) {
    case H5T_INTEGER where H5Tget_size(type.id) < 8 || H5Tget_sign(type.id) == H5T_SGN_2:
      let values: [Int64] = try numbers(attribute, count, label)
      if scalar, let value = values.first { return .integer(value) }
      return .integers(values)
    case H5T_FLOAT where H5Tget_size(type.id) <= 8:
      let values: [Double] = try numbers(attribute, count, label)
      if scalar, let value = values.first { return .double(value) }
      return .doubles(values)
    case H5T_STRING:
      let values =
        H5Tis_variable_str(type.id) > 0
        ? try variableStrings(attribute, type, space, count, label)
        : try fixedStrings(attribute, type, count, label)
      if scalar, let value = values.first { return .string(value) }
      return .strings(values)
    default:
      throw HDF5Error(
        .unsupported, file: path, object: label,
        message: "an attribute must be text, an integer of up to 64 bits or floating point")
    }
  }

  private func numbers<Element: HDF5Element>(
    _ attribute: borrowing HDF5Handle, _ count: Int, _ label: String
  ) throws(HDF5Error) -> [Element] {
    guard count > 0 else { return [] }
    var status: herr_t = 0
    let values = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let base = buffer.baseAddress else { return }
      status = H5Aread(attribute.id, Element.hdf5Type.native, base)
      initialized = status < 0 ? 0 : count
    }
    guard status >= 0 else {
      throw Self.failure(.damaged, path, label, "cannot read the attribute")
    }
    return values
  }

  private func fixedStrings(
    _ attribute: borrowing HDF5Handle, _ type: borrowing HDF5Handle, _ count: Int,
    _ label: String
  ) throws(HDF5Error) -> [String] {
    let width = H5Tget_size(type.id)
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count * width)
    guard H5Aread(attribute.id, type.id, &bytes) >= 0 else {
      throw Self.failure(.damaged, path, label, "cannot read the attribute")
    }
    let spaces = H5Tget_strpad(type.id) == H5T_STR_SPACEPAD
    var texts: [String] = []
    for start in stride(from: 0, to: bytes.count, by: width) {
      var slice = bytes[start..<start + width]
      if spaces {
        while slice.last == 0x20 { slice.removeLast() }
      } else {
        slice = slice.prefix { $0 != 0 }
      }
      guard let text = String(validating: slice, as: UTF8.self) else {
        throw HDF5Error(.damaged, file: path, object: label, message: "not UTF-8 text")
      }
      texts.append(text)
    }
    return texts
  }

  /// Other programs, h5py among them, write strings of variable length.
  private func variableStrings(
    _ attribute: borrowing HDF5Handle, _ type: borrowing HDF5Handle,
    _ space: borrowing HDF5Handle, _ count: Int, _ label: String
  ) throws(HDF5Error) -> [String] {
    guard count > 0 else { return [] }
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    let memory = try HDF5Handle(H5Tcopy(type.id), .datatype) {
      Self.failure(.damaged, path, label, "cannot read the attribute's type")
    }
    guard H5Aread(attribute.id, memory.id, &pointers) >= 0 else {
      throw Self.failure(.damaged, path, label, "cannot read the attribute")
    }
    let texts = pointers.map { pointer in pointer.map { String(validatingCString: $0) } ?? "" }
    _ = chdf5_reclaim(memory.id, space.id, &pointers)
    return try texts.map { (text) throws(HDF5Error) in
      guard let text else {
        throw HDF5Error(.damaged, file: path, object: label, message: "not UTF-8 text")
      }
      return text
    }
  }
}
