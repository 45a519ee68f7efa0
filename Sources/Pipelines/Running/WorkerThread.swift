#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread of its own for one stage.
///
/// Stages compute for minutes without a pause, which the cooperative threads of Swift's tasks are
/// not for. The thread ends with its body; nobody joins it.
enum WorkerThread {
  /// - Throws: `StageFailure` if the system gives no thread.
  static func start(_ body: @escaping @Sendable () -> Void) throws(StageFailure) {
    let box = Unmanaged.passRetained(Body(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // What a main thread usually has; some C libraries give others as little as 128 KiB.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(&thread, &attributes, threadMain, box.toOpaque())
    guard code == 0 else {
      box.release()
      throw StageFailure("the system gives no thread to run on (error \(code))")
    }
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static let threadMain:
    @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
      return nil
    }
}
