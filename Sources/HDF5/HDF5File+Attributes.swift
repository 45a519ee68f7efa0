import CHDF5

extension HDF5File {
  /// Attaches attributes to the file itself, in the order given.
  ///
  /// - Throws: `HDF5Error` with reason `invalidRequest` or `writeFailed`.
  public func addAttributes(_ attributes: [HDF5Attribute]) throws(HDF5Error) {
    try exclusively(object: nil) { (file) throws(HDF5Error) in
      let root = try openRoot(file)
      for attribute in attributes { try add(attribute, to: root.id, of: nil) }
    }
  }

  /// Attributes of a dataset, or of the file itself for nil, in the order of the UTF-8 bytes of
  /// their names.
  ///
  /// Strings of fixed and of variable length are read, integers up to 64 bits signed, and floating
  /// point; scalars and one dimension.
  ///
  /// - Throws: `HDF5Error` with reason `missing`, `unsupported` or `damaged`.
  public func attributes(of dataset: String? = nil) throws(HDF5Error) -> [HDF5Attribute] {
    let found = try exclusively(object: dataset) { (file) throws(HDF5Error) -> [HDF5Attribute] in
      let object =
        if let dataset { try open(dataset, in: file) } else { try openRoot(file) }
      let count = chdf5_attribute_count(object.id)
      guard count >= 0 else {
        throw Self.failure(.damaged, path, dataset, "cannot list the attributes")
      }
      var attributes: [HDF5Attribute] = []
      for index in 0..<count {
        attributes.append(try attribute(hsize_t(index), of: object, dataset))
      }
      return attributes
    }
    return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func openRoot(_ file: hid_t) throws(HDF5Error) -> HDF5Handle {
    try HDF5Handle(H5Gopen2(file, "/", chdf5_default_list()), .group) {
      Self.failure(.damaged, path, nil, "cannot open the root group")
    }
  }
}

extension HDF5File {
  func add(
    _ attribute: HDF5Attribute, to object: hid_t, of owner: String?
  ) throws(HDF5Error) {
    let label = Self.label(attribute.name, owner)
    guard !attribute.name.isEmpty, !attribute.name.utf8.contains(0) else {
      throw HDF5Error(
        .invalidRequest, file: path, object: label, message: "not a name for an attribute")
    }
    switch attribute.value {
    case .integer(let value):
      try addNumbers([value], shape: [], attribute.name, to: object, label)
    case .integers(let values):
      try addNumbers(values, shape: [values.count], attribute.name, to: object, label)
    case .double(let value):
      try addNumbers([value], shape: [], attribute.name, to: object, label)
    case .doubles(let values):
      try addNumbers(values, shape: [values.count], attribute.name, to: object, label)
    case .string(let text):
      try addStrings([text], shape: [], attribute.name, to: object, label)
    case .strings(let texts):
      try addStrings(texts, shape: [texts.count], attribute.name, to: object, label)
    }
  }

  private func addNumbers<Element: HDF5Element>(
    _ values: [Element], shape: [Int], _ name: String, to object: hid_t, _ label: String
  ) throws(HDF5Error) {
    let type = Element.hdf5Type
    let attribute = try createAttribute(name, type.stored, shape, in: object, label)
    guard values.isEmpty || H5Awrite(attribute.id, type.native, values) >= 0 else {
      throw Self.failure(.writeFailed, path, label, "cannot write the attribute")
    }
  }

  /// UTF-8 of a fixed length, padded with zero bytes; a type of no bytes does not exist, so an
  /// empty string takes one.
  private func addStrings(
    _ texts: [String], shape: [Int], _ name: String, to object: hid_t, _ label: String
  ) throws(HDF5Error) {
    guard !texts.contains(where: { $0.utf8.contains(0) }) else {
      throw HDF5Error(
        .invalidRequest, file: path, object: label, message: "a string contains a zero byte")
    }
    let width = max(1, texts.map(\.utf8.count).max() ?? 1)
    let type = try HDF5Handle(H5Tcopy(chdf5_c_s1()), .datatype) {
      Self.failure(.writeFailed, path, label, "cannot make a string type")
    }
    guard H5Tset_size(type.id, width) >= 0, H5Tset_cset(type.id, H5T_CSET_UTF8) >= 0,
      H5Tset_strpad(type.id, H5T_STR_NULLPAD) >= 0
    else { throw Self.failure(.writeFailed, path, label, "cannot make a string type") }
    var bytes: [UInt8] = []
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      bytes.append(contentsOf: repeatElement(0, count: width - text.utf8.count))
    }
    let attribute = try createAttribute(name, type.id, shape, in: object, label)
    guard bytes.isEmpty || H5Awrite(attribute.id, type.id, bytes) >= 0 else {
      throw Self.failure(.writeFailed, path, label, "cannot write the attribute")
    }
  }

  private func createAttribute(
    _ name: String, _ type: hid_t, _ shape: [Int], in object: hid_t, _ label: String
  ) throws(HDF5Error) -> HDF5Handle {
    let space = try dataspace(shape, label)
    let creation = try Self.propertyList(chdf5_attribute_create_class(), path)
    let encoded = H5Pset_char_encoding(creation.id, H5T_CSET_UTF8)
    return try HDF5Handle(
      encoded < 0
        ? -1 : H5Acreate2(object, name, type, space.id, creation.id, chdf5_default_list()),
      .attribute
    ) { Self.failure(.writeFailed, path, label, "cannot create the attribute") }
  }

  static func label(_ attribute: String, _ owner: String?) -> String {
    "\(owner ?? "")@\(attribute)"
  }
}
