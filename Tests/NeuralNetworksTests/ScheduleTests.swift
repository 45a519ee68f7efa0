import Testing

@testable import NeuralNetworks

@Suite struct ScheduleTests {
  /// The rates of all steps of a training of 4 epochs of 2 steps, and one step of each epoch.
  private func rates(_ schedule: any Schedule) -> [Double] {
    (0..<8).map {
      schedule.rate(
        at: SchedulePosition(step: $0, epoch: $0 / 2, stepsPerEpoch: 2, epochs: 4))
    }
  }

  @Test("each schedule follows its formula")
  func formulas() throws {
    #expect(rates(try ConstantSchedule(rate: 0.1)) == [Double](repeating: 0.1, count: 8))
    #expect(rates(try StepSchedule(rate: 8, factor: 0.5, every: 2)) == [8, 8, 8, 8, 4, 4, 4, 4])
    #expect(rates(try ExponentialSchedule(rate: 8, factor: 0.5)) == [8, 8, 4, 4, 2, 2, 1, 1])
    let linear = rates(try LinearSchedule(from: 0, to: 7))
    for step in 0..<8 { #expect(abs(linear[step] - Double(step)) < 1e-14) }
    #expect(rates(try LinearSchedule(from: 3, to: 0.1)).last == 0.1)
  }

  @Test("the cosine schedule is at its ends, falls, and is halfway in the middle")
  func cosine() throws {
    let schedule = try CosineSchedule(from: 1, to: 0.5)
    let values = rates(schedule)
    #expect(values.first == 1)
    #expect(abs(values[7] - 0.5) < 1e-15)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    // Steps 3 and 4 lie symmetrically about the middle.
    #expect(abs(values[3] + values[4] - 1.5) < 1e-15)
    // cos(pi/7) = 0.9009688679024191 (DLMF 4.17)
    #expect(abs(values[1] - (0.75 + 0.25 * 0.900_968_867_902_419_1)) < 1e-15)
  }

  @Test("a training of one step is at its beginning")
  func oneStep() throws {
    let position = SchedulePosition(step: 0, epoch: 0, stepsPerEpoch: 1, epochs: 1)
    #expect(try LinearSchedule(from: 0.5, to: 0).rate(at: position) == 0.5)
    #expect(try CosineSchedule(from: 0.5).rate(at: position) == 0.5)
  }

  @Test("negative and infinite rates are refused")
  func badRates() {
    #expect(throws: NeuralNetworkError.self) { try ConstantSchedule(rate: -1) }
    #expect(throws: NeuralNetworkError.self) { try StepSchedule(rate: 1, factor: 0.5, every: 0) }
    #expect(throws: NeuralNetworkError.self) { try ExponentialSchedule(rate: 1, factor: .nan) }
    #expect(throws: NeuralNetworkError.self) { try LinearSchedule(from: 1, to: .infinity) }
    #expect(throws: NeuralNetworkError.self) { try CosineSchedule(from: -1) }
  }
}
