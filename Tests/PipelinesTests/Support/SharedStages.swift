import Artifacts
import Glibc
import Synchronization

@testable import Pipelines

/// What stages of one test share, by the name that the test gave it.
final class Room: Sendable {
  private static let rooms = Mutex<[String: Room]>([:])

  private let state = Mutex((present: 0, most: 0, visits: 0))

  static func named(_ name: String) -> Room {
    rooms.withLock { rooms in
      let room = rooms[name] ?? Room()
      rooms[name] = room
      return room
    }
  }

  func enter() -> Int {
    state.withLock { state in
      state.present += 1
      state.visits += 1
      state.most = max(state.most, state.present)
      return state.visits
    }
  }

  func leave() { state.withLock { $0.present -= 1 } }

  /// The most that were in it at once, and how often somebody entered.
  var most: Int { state.withLock { $0.most } }
  var visits: Int { state.withLock { $0.visits } }
}

/// Is done when as many stages as it was told are running at the same time.
struct MeetStage: Stage {
  static let declaration = StageDeclaration(
    name: "meet", version: 1, summary: "Waits for company.", produces: "number",
    outputs: ["table"],
    parameters: [
      ParameterField("room", .string, .required, help: "where to meet"),
      ParameterField("name", .string, .required, help: "who comes"),
      ParameterField("count", .integer, .required, help: "how many to wait for"),
    ])

  let room: String
  let count: Int

  init(_ parameters: Parameters) throws(SpecificationError) {
    room = parameters.string("room")
    count = parameters.integer("count")
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let room = Room.named(room)
    _ = room.enter()
    defer { room.leave() }
    for _ in 0..<2000 where room.most < count { usleep(5000) }
    guard room.most >= count else { throw StageFailure("nobody came") }
    return ["table": .table(.object(["value": .number(1)]))]
  }
}

/// Fails a number of times, as a network does, and then succeeds.
struct FlakyStage: Stage {
  static let declaration = StageDeclaration(
    name: "flaky", version: 1, summary: "Fails at first.", produces: "number",
    outputs: ["table"],
    parameters: [
      ParameterField("room", .string, .required, help: "where attempts are counted"),
      ParameterField("failures", .integer, .required, help: "how often to fail"),
    ])

  let room: String
  let failures: Int

  init(_ parameters: Parameters) throws(SpecificationError) {
    room = parameters.string("room")
    failures = parameters.integer("failures")
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    if Room.named(room).enter() <= failures { throw PassingFailure("no connection") }
    return ["table": .table(.object(["value": .number(1)]))]
  }
}

/// Runs until the run is stopped.
struct EndlessStage: Stage {
  static let declaration = StageDeclaration(
    name: "endless", version: 1, summary: "Runs until it is stopped.", produces: "number",
    outputs: ["table"],
    parameters: [ParameterField("room", .string, .required, help: "where it is seen")])

  let room: String

  init(_ parameters: Parameters) throws(SpecificationError) { room = parameters.string("room") }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    _ = Room.named(room).enter()
    while !context.isCancelled() { usleep(1000) }
    throw CancellationError()
  }
}
