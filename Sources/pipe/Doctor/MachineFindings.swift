import Artifacts
import SystemPackage
import Tensors

/// The processor and the kernels.
enum MachineFindings {
  static func all(threads: Int?) -> [Finding] {
    [processor, Finding("program", .fine, "pipe \(pipeVersion), arithmetic \(arithmeticVersion)")]
      + [threadCount(threads), chosen] + InstructionSet.available.map(kernels)
  }

  private static var processor: Finding {
    let name = description.split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":", maxSplits: 1).last?.drop { $0 == " " }
    return Finding(
      "processor", .fine,
      "\(name ?? "of unknown name"), \(ThreadPool.availableCores) cores for this process")
  }

  /// What Linux says of the first core; empty elsewhere. The file has no size, so it is not one that
  /// `FileSystem` reads.
  private static var description: String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    guard let file = try? FileDescriptor.open("/proc/cpuinfo", .readOnly) else { return "" }
    let count = try? file.closeAfter {
      try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
    }
    return String(decoding: buffer.prefix(count ?? 0), as: UTF8.self)
  }

  private static func threadCount(_ threads: Int?) -> Finding {
    do {
      let pool = try ThreadPool(threads: threads ?? ThreadPool.availableCores)
      let isMore = pool.threads > ThreadPool.availableCores
      return Finding(
        "threads", isMore ? .notice : .fine,
        "\(pool.threads)" + (isMore ? ", more than there are cores: no gain" : ""))
    } catch {
      return Finding("threads", error)
    }
  }

  private static var chosen: Finding {
    do throws(ArithmeticError) {
      let set = try InstructionSet.selected()
      let isFastest = set == InstructionSet.fastest
      return Finding(
        "instructions", isFastest ? .fine : .notice,
        "\(set) is used, of \(InstructionSet.available.map(\.rawValue).joined(separator: ", "))"
          + (isFastest ? "" : "; PIPE_ISA asks for it, and \(InstructionSet.fastest) is faster"))
    } catch {
      return Finding("instructions", error)
    }
  }

  /// Runs every kernel and compares its bits with those that it gives everywhere.
  private static func kernels(_ set: InstructionSet) -> Finding {
    let subject = "kernels \(set)"
    do throws(ArithmeticError) {
      let outcomes = KernelSelfTest.run(try ComputeContext(instructionSet: set, threads: 2))
      let wrong = outcomes.filter { !$0.isCorrect }.map(\.kernel)
      guard wrong.isEmpty else {
        return Finding(
          subject, .broken(.nondeterminism),
          "other bits than everywhere else: \(wrong.joined(separator: ", ")); "
            + "do not trust results of this machine with PIPE_ISA=\(set)")
      }
      return Finding(subject, .fine, "\(outcomes.count) kernels give the bits that they must")
    } catch {
      return Finding(subject, error)
    }
  }
}
