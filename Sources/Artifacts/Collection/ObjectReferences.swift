/// How many receipts name each object.
struct ObjectReferences {
  private struct Name: Hashable {
    let digest: Digest
    let kind: Artifact.Kind
  }

  private var counts: [Name: Int] = [:]
  private let objects: [Name: StoredObject]

  /// Objects that no receipt names, in the order of their digests.
  let unreferenced: [StoredObject]

  init(_ inventory: Inventory) {
    for receipt in inventory.receipts {
      for name in Self.names(receipt) { counts[name, default: 0] += 1 }
    }
    let counts = counts
    unreferenced = inventory.objects.filter {
      counts[Name(digest: $0.digest, kind: $0.kind)] == nil
    }
    objects = Dictionary(
      inventory.objects.map { (Name(digest: $0.digest, kind: $0.kind), $0) }
    ) { first, _ in first }
  }

  /// Takes a receipt away; returns the objects that no other one names.
  mutating func release(_ receipt: Receipt) -> [StoredObject] {
    var freed: [StoredObject] = []
    for name in Self.names(receipt) {
      let count = counts[name, default: 0] - 1
      counts[name] = count
      if count == 0, let object = objects[name] { freed.append(object) }
    }
    return freed
  }

  /// Bytes of the objects that some receipts name.
  func bytes(namedBy receipts: [Receipt]) -> Int {
    Set(receipts.flatMap(Self.names)).reduce(0) { $0 + (objects[$1]?.byteCount ?? 0) }
  }

  /// Bytes of the objects that some receipts name and all others do not.
  func bytes(namedOnlyBy receipts: [Receipt]) -> Int {
    var left = self
    return receipts.reduce(0) { sum, receipt in
      left.release(receipt).reduce(sum) { $0 + $1.byteCount }
    }
  }

  /// The objects that a receipt names, each once, in the order of the outputs.
  private static func names(_ receipt: Receipt) -> [Name] {
    var names: [Name] = []
    for output in receipt.outputs.values {
      let name = Name(digest: output.digest, kind: output.kind)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}
