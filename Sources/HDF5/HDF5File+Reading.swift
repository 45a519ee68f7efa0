import CHDF5

extension HDF5File {
  /// Groups may be nested this deep; a deeper file is taken for a cycle of links.
  private static let depthLimit = 64

  /// Names of all datasets, in the order of their UTF-8 bytes.
  ///
  /// - Throws: `HDF5Error`; `unsupported` for soft and external links and for named types, which
  ///   would otherwise be lost without a word.
  public func datasetNames() throws(HDF5Error) -> [String] {
    let names = try exclusively(object: nil) { (file) throws(HDF5Error) -> [String] in
      var found: [String] = []
      try collect(from: file, prefix: "", depth: 0, into: &found)
      return found
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Element type and shape of a dataset.
  ///
  /// - Throws: `HDF5Error` with reason `missing`, `unsupported` or `damaged`.
  public func dataset(_ name: String) throws(HDF5Error) -> HDF5Dataset {
    try exclusively(object: name) { (file) throws(HDF5Error) -> HDF5Dataset in
      let dataset = try open(name, in: file)
      return try describe(dataset, name)
    }
  }

  /// All elements of a dataset, row-major.
  ///
  /// - Throws: `HDF5Error`; `invalidRequest` when the dataset has another element type,
  ///   `damaged` when a checksum does not match.
  public func read<Element: HDF5Element>(
    _ name: String, as type: Element.Type = Element.self
  ) throws(HDF5Error) -> [Element] {
    try exclusively(object: name) { (file) throws(HDF5Error) -> [Element] in
      let dataset = try open(name, in: file)
      let info = try describe(dataset, name)
      guard info.elementType == Element.hdf5Type else {
        throw HDF5Error(
          .invalidRequest, file: path, object: name,
          message: "holds \(info.elementType.rawValue), asked for \(Element.hdf5Type.rawValue)")
      }
      try checkSize(of: dataset, info, in: file)
      var status: herr_t = 0
      let elements = [Element](unsafeUninitializedCapacity: info.count) { buffer, count in
        guard let base = buffer.baseAddress, info.count > 0 else { return }
        let whole = chdf5_whole_space()
        status = H5Dread(
          dataset.id, Element.hdf5Type.native, whole, whole, chdf5_default_list(), base)
        count = status < 0 ? 0 : info.count
      }
      guard status >= 0 else {
        throw Self.failure(.damaged, path, name, "cannot read the elements")
      }
      return elements
    }
  }

  func open(_ name: String, in file: hid_t) throws(HDF5Error) -> HDF5Handle {
    try HDF5Handle(H5Dopen2(file, name, chdf5_default_list()), .dataset) {
      Self.failure(.missing, path, name, "no such dataset in the file")
    }
  }

  private func collect(
    from group: hid_t, prefix: String, depth: Int, into found: inout [String]
  ) throws(HDF5Error) {
    guard depth < Self.depthLimit else {
      throw HDF5Error(
        .unsupported, file: path, object: prefix,
        message: "groups nested more than \(Self.depthLimit) deep")
    }
    var info = H5G_info_t()
    guard H5Gget_info(group, &info) >= 0 else {
      throw Self.failure(.damaged, path, prefix, "cannot list the group")
    }
    for index in 0..<info.nlinks {
      let name = try linkName(index, in: group, prefix)
      let full = prefix.isEmpty ? name : "\(prefix)/\(name)"
      let hard = chdf5_is_hard_link(group, name)
      let kind = hard > 0 ? chdf5_object_kind(group, name) : 2
      guard hard >= 0, kind >= 0 else {
        throw Self.failure(.damaged, path, full, "cannot open the object")
      }
      switch kind {
      case 0:
        let child = try HDF5Handle(H5Gopen2(group, name, chdf5_default_list()), .group) {
          Self.failure(.damaged, path, full, "cannot open the group")
        }
        try collect(from: child.id, prefix: full, depth: depth + 1, into: &found)
      case 1:
        found.append(full)
      default:
        throw HDF5Error(
          .unsupported, file: path, object: full,
          message: "neither a group nor a dataset; links and named types are not read")
      }
    }
  }

  private func linkName(
    _ index: hsize_t, in group: hid_t, _ prefix: String
  ) throws(HDF5Error) -> String {
    let name = Self.text { buffer, capacity in
      H5Lget_name_by_idx(
        group, ".", H5_INDEX_NAME, H5_ITER_INC, index, buffer, capacity, chdf5_default_list())
    }
    guard let name else {
      throw Self.failure(.damaged, path, prefix, "link \(index) has no readable UTF-8 name")
    }
    return name
  }

  /// The text that a library function writes into a buffer; nil when it fails or is not UTF-8.
  static func text(
    _ body: (UnsafeMutablePointer<CChar>?, Int) -> Int
  ) -> String? {
    let length = body(nil, 0)
    guard length >= 0 else { return nil }
    var second = -1
    let bytes = [CChar](unsafeUninitializedCapacity: length + 1) { buffer, count in
      second = body(buffer.baseAddress, length + 1)
      count = second == length ? length : 0
    }
    guard second == length else { return nil }
    return String(validating: bytes.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func describe(
    _ dataset: borrowing HDF5Handle, _ name: String
  ) throws(HDF5Error) -> HDF5Dataset {
    let type = try HDF5Handle(H5Dget_type(dataset.id), .datatype) {
      Self.failure(.damaged, path, name, "cannot read the element type")
    }
    let space = try HDF5Handle(H5Dget_space(dataset.id), .dataspace) {
      Self.failure(.damaged, path, name, "cannot read the shape")
    }
    guard let elementType = Self.elementType(type.id) else {
      let known = HDF5ElementType.allCases.map(\.rawValue).joined(separator: ", ")
      throw HDF5Error(
        .unsupported, file: path, object: name, message: "element type is none of \(known)")
    }
    let (shape, count) = try shape(of: space, elementType, name)
    return HDF5Dataset(name: name, elementType: elementType, shape: shape, count: count)
  }

  private static func elementType(_ type: hid_t) -> HDF5ElementType? {
    let signed = H5Tget_sign(type) == H5T_SGN_2
    _ = chdf5_clear_errors()
    switch (H5Tget_class(type), H5Tget_size(type), signed) {
    case (H5T_FLOAT, 4, _): return .float32
    case (H5T_FLOAT, 8, _): return .float64
    case (H5T_INTEGER, 1, false): return .uint8
    case (H5T_INTEGER, 4, true): return .int32
    case (H5T_INTEGER, 8, true): return .int64
    default: return nil
    }
  }

  private func shape(
    of space: borrowing HDF5Handle, _ type: HDF5ElementType, _ name: String
  ) throws(HDF5Error) -> ([Int], count: Int) {
    let rank = H5Sget_simple_extent_ndims(space.id)
    guard rank >= 0, H5Sget_simple_extent_type(space.id) != H5S_NULL else {
      throw Self.failure(.unsupported, path, name, "has no elements and no shape")
    }
    var sizes = [hsize_t](repeating: 0, count: Int(rank))
    guard rank == 0 || H5Sget_simple_extent_dims(space.id, &sizes, nil) == rank else {
      throw Self.failure(.damaged, path, name, "cannot read the shape")
    }
    var count = 1
    for size in sizes {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(clamping: size))
      guard !overflow, product <= Int.max / type.byteCount else {
        throw HDF5Error(
          .damaged, file: path, object: name, message: "impossible shape \(sizes)")
      }
      count = product
    }
    return (sizes.map { Int(clamping: $0) }, count)
  }

  /// Refuses a dataset that says it is larger than its file could hold, before memory is asked for.
  private func checkSize(
    of dataset: borrowing HDF5Handle, _ info: HDF5Dataset, in file: hid_t
  ) throws(HDF5Error) {
    // No compression of other programs' files does better than deflate's 1032 : 1, but elements
    // that were never written take no room at all.
    var fileBytes: hsize_t = 0
    guard H5Fget_filesize(file, &fileBytes) >= 0 else {
      throw Self.failure(.damaged, path, info.name, "cannot read the file's size")
    }
    let limit = Int(clamping: fileBytes).multipliedReportingOverflow(by: 1032)
    let bytes = info.count * info.elementType.byteCount
    guard limit.overflow || bytes <= max(limit.partialValue, 1 << 26) else {
      throw HDF5Error(
        .damaged, file: path, object: info.name,
        message: "claims \(bytes) bytes, more than a file of \(fileBytes) bytes can hold")
    }
  }
}
