extension ThreadPool {
  /// What `transform` makes of every index in `0 ..< count`, in the order of the indices.
  ///
  /// `transform` is called from several threads at once.
  ///
  /// - Parameter grain: the fewest indices that are worth a thread.
  public func map<Element>(
    over count: Int, grain: Int, _ transform: (Int) -> Element
  ) -> [Element] {
    [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      let elements = buffer
      parallel(over: count, grain: grain) { range in
        for index in range { elements.initializeElement(at: index, to: transform(index)) }
      }
      initializedCount = count
    }
  }
}
