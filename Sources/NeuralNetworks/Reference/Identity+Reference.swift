extension Flatten {
  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? {
    ReferenceIdentity()
  }
}

extension Dropout {
  public func makeReferenceLayer(in placement: LayerPlacement) -> (any ReferenceLayer)? {
    ReferenceIdentity()
  }
}
