extension Store {
  /// Keeps the result of a key from being collected, until `unpin(_:)`. A second pin of a key
  /// replaces the first.
  ///
  /// - Throws: `StoreError.noResult`, `.notWritable`; `FileError`.
  public func pin(_ pin: Pin) throws {
    try writing {
      try usageLock.sharing {
        guard try readReceipt(for: pin.key) != nil else {
          throw StoreError.noResult(key: pin.key)
        }
        let text = try encoding("pin") { try pin.json().prettyText() }
        try AtomicFile.write(Array(text.utf8), to: layout.pin(pin.key))
      }
    }
  }

  /// Lets the result of a key be collected again; returns whether it was pinned.
  ///
  /// - Throws: `StoreError.notWritable`, `FileError`.
  @discardableResult
  public func unpin(_ key: StageKey) throws -> Bool {
    try writing {
      let path = layout.pin(key)
      guard FileSystem.size(of: path) != nil else { return false }
      try FileSystem.remove(path)
      try FileSystem.synchronize(directory: layout.pins)
      return true
    }
  }

  /// All pins, in the order of their keys. What a pin's file says is for people: a damaged one pins
  /// the key that its name tells.
  ///
  /// - Throws: `FileError`.
  public func pins() throws -> [Pin] {
    try FileSystem.list(layout.pins).compactMap { name in
      guard name.hasSuffix(".json"), let key = StageKey(hex: String(name.dropLast(5))),
        let bytes = try FileSystem.readIfPresent(layout.pin(key))
      else { return nil }
      let pin = try? Pin(json: JSONValue(parsing: bytes))
      return pin?.key == key
        ? pin : Pin(key: key, note: "", made: Timestamp(milliseconds: 0))
    }
  }
}
