import HDF5
import SystemPackage
import Tensors

extension TensorBundle {
  /// Writes the bundle as a new HDF5 file, closed but not yet synchronised with the disk.
  ///
  /// - Throws: `HDF5Error`; `invalidRequest` for a name that a file cannot hold.
  public func write(to path: FilePath) throws(HDF5Error) { try write(to: Path(path)) }

  func write(to path: Path) throws(HDF5Error) {
    let file = try HDF5File.create(at: path.string)
    for (name, entry) in entries {
      let attributes = entry.attributes.map { HDF5Attribute($0.name, $0.value) }
      switch entry.tensor {
      case .float32(let tensor): try Self.write(tensor, name, attributes, to: file)
      case .float64(let tensor): try Self.write(tensor, name, attributes, to: file)
      case .uint8(let tensor): try Self.write(tensor, name, attributes, to: file)
      case .int32(let tensor): try Self.write(tensor, name, attributes, to: file)
      case .int64(let tensor): try Self.write(tensor, name, attributes, to: file)
      }
    }
    try file.addAttributes(attributes.map { HDF5Attribute($0.name, $0.value) })
    try file.close()
  }

  /// Reads every dataset and attribute of an HDF5 file, whoever wrote it.
  ///
  /// - Throws: `HDF5Error`.
  public init(readingFrom path: FilePath) throws(HDF5Error) {
    try self.init(readingFrom: Path(path))
  }

  init(readingFrom path: Path) throws(HDF5Error) {
    let file = try HDF5File.open(at: path.string)
    for name in try file.datasetNames() {
      set(
        name, try Self.readTensor(name, from: file),
        attributes: Self.table(try file.attributes(of: name)))
    }
    for attribute in try file.attributes() { setAttribute(attribute.name, attribute.value) }
    try file.close()
  }

  private static func write<Element: HDF5Element & TensorElement>(
    _ tensor: Tensor<Element>, _ name: String, _ attributes: [HDF5Attribute], to file: HDF5File
  ) throws(HDF5Error) {
    try tensor.withUnsafeBufferPointer { (elements) throws(HDF5Error) in
      try file.write(
        elements.span, shape: tensor.shape.dimensions, to: name, attributes: attributes)
    }
  }

  private static func readTensor(
    _ name: String, from file: HDF5File
  ) throws(HDF5Error) -> AnyTensor {
    let info = try file.dataset(name)
    let shape = Shape(info.shape)
    return switch info.elementType {
    case .float32: .float32(Tensor(shape: shape, elements: try file.read(name)))
    case .float64: .float64(Tensor(shape: shape, elements: try file.read(name)))
    case .uint8: .uint8(Tensor(shape: shape, elements: try file.read(name)))
    case .int32: .int32(Tensor(shape: shape, elements: try file.read(name)))
    case .int64: .int64(Tensor(shape: shape, elements: try file.read(name)))
    }
  }

  private static func table(_ attributes: [HDF5Attribute]) -> NameTable<AttributeValue> {
    var table: NameTable<AttributeValue> = [:]
    for attribute in attributes { table[attribute.name] = attribute.value }
    return table
  }
}
