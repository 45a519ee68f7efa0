import CHDF5

extension HDF5File {
  /// Writes a dataset and its attributes; groups on the way are made as needed.
  ///
  /// Below 64 KiB the elements lie in one piece; larger datasets are cut into chunks of up to
  /// 1 MiB, each with a Fletcher-32 checksum that is verified when it is read.
  ///
  /// - Parameters:
  ///   - elements: row-major; as many as the product of `shape`.
  ///   - shape: sizes of at most 32 dimensions, slowest first; empty for a scalar. Zero is allowed.
  ///   - name: such as `parameters/dense1/weight`; must not exist yet.
  ///   - attributes: written in the order given.
  /// - Throws: `HDF5Error` with reason `invalidRequest` or `writeFailed`.
  public func write<Element: HDF5Element>(
    _ elements: Span<Element>, shape: [Int], to name: String, attributes: [HDF5Attribute] = []
  ) throws(HDF5Error) {
    try checkName(name)
    let count = try elementCount(shape, of: name)
    guard count == elements.count else {
      throw HDF5Error(
        .invalidRequest, file: path, object: name,
        message: "shape \(shape) needs \(count) elements, \(elements.count) were given")
    }
    try elements.withUnsafeBufferPointer { (buffer) throws(HDF5Error) in
      try exclusively(object: name) { (file) throws(HDF5Error) in
        try makeGroups(above: name, in: file)
        let dataset = try createDataset(name, Element.hdf5Type, shape, in: file)
        try writeElements(buffer, to: dataset, name)
        for attribute in attributes { try add(attribute, to: dataset.id, of: name) }
      }
    }
  }

  private func createDataset(
    _ name: String, _ type: HDF5ElementType, _ shape: [Int], in file: hid_t
  ) throws(HDF5Error) -> HDF5Handle {
    let creation = try Self.propertyList(chdf5_dataset_create_class(), path)
    var status = H5Pset_obj_track_times(creation.id, false)
    if let chunk = ChunkShape.of(shape, elementBytes: type.byteCount) {
      status = min(
        status, H5Pset_chunk(creation.id, Int32(chunk.count), chunk.map(hsize_t.init)),
        H5Pset_fletcher32(creation.id))
    }
    guard status >= 0 else {
      throw Self.failure(.writeFailed, path, name, "cannot set the dataset's layout")
    }
    let links = try linkList()
    let space = try dataspace(shape, name)
    return try HDF5Handle(
      H5Dcreate2(
        file, name, type.stored, space.id, links.id, creation.id, chdf5_default_list()),
      .dataset
    ) { Self.failure(.writeFailed, path, name, "cannot create the dataset") }
  }

  private func writeElements<Element: HDF5Element>(
    _ buffer: UnsafeBufferPointer<Element>, to dataset: borrowing HDF5Handle, _ name: String
  ) throws(HDF5Error) {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
    let whole = chdf5_whole_space()
    guard
      H5Dwrite(dataset.id, Element.hdf5Type.native, whole, whole, chdf5_default_list(), base) >= 0
    else { throw Self.failure(.writeFailed, path, name, "cannot write the elements") }
  }

  private func makeGroups(above name: String, in file: hid_t) throws(HDF5Error) {
    var prefix = ""
    for part in name.split(separator: "/").dropLast() {
      prefix += prefix.isEmpty ? String(part) : "/\(part)"
      if knownGroups.contains(prefix) { continue }
      if H5Lexists(file, prefix, chdf5_default_list()) > 0 {
        throw HDF5Error(
          .invalidRequest, file: path, object: name,
          message: "'\(prefix)' is a dataset and cannot hold others")
      }
      // The library could make these on the way, but then with a time stamp in each.
      let creation = try Self.propertyList(chdf5_group_create_class(), path)
      let links = try linkList()
      let untimed = H5Pset_obj_track_times(creation.id, false)
      _ = try HDF5Handle(
        untimed < 0
          ? -1 : H5Gcreate2(file, prefix, links.id, creation.id, chdf5_default_list()),
        .group
      ) { Self.failure(.writeFailed, path, prefix, "cannot create the group") }
      knownGroups.insert(prefix)
    }
  }

  private func linkList() throws(HDF5Error) -> HDF5Handle {
    let list = try Self.propertyList(chdf5_link_create_class(), path)
    guard H5Pset_char_encoding(list.id, H5T_CSET_UTF8) >= 0 else {
      throw Self.failure(.writeFailed, path, nil, "cannot set the encoding of names")
    }
    return list
  }

  /// A scalar space for an empty shape, else a simple one.
  func dataspace(_ shape: [Int], _ object: String?) throws(HDF5Error) -> HDF5Handle {
    let id =
      shape.isEmpty
      ? H5Screate(H5S_SCALAR)
      : H5Screate_simple(Int32(shape.count), shape.map(hsize_t.init), nil)
    return try HDF5Handle(id, .dataspace) {
      Self.failure(.writeFailed, path, object, "cannot make a space of shape \(shape)")
    }
  }

  private func checkName(_ name: String) throws(HDF5Error) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let bad = parts.contains { $0.isEmpty || $0 == "." || $0 == ".." || $0.utf8.contains(0) }
    guard !bad else {
      throw HDF5Error(
        .invalidRequest, file: path, object: name,
        message: "not a dataset name: parts between slashes must not be empty, '.' or '..'")
    }
  }

  private func elementCount(_ shape: [Int], of name: String) throws(HDF5Error) -> Int {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow, product <= Int.max / 8 else {
        throw HDF5Error(
          .invalidRequest, file: path, object: name, message: "impossible shape \(shape)")
      }
      count = product
    }
    guard shape.count <= Int(H5S_MAX_RANK) else {
      throw HDF5Error(
        .invalidRequest, file: path, object: name,
        message: "\(shape.count) dimensions; HDF5 has at most \(H5S_MAX_RANK)")
    }
    return count
  }
}
