/// Values whose memory goes back with that of the whole process.
///
/// Taking a plan of thousands of stages apart object by object, just before the process ends, takes a tenth
/// of the time of a run that has nothing to do.
enum KeptUntilExit {
  private final class Box<Value> {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  /// Never releases a value.
  static func keep<Value>(_ value: Value) { _ = Unmanaged.passRetained(Box(value)) }
}
