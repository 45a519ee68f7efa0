import Tensors
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

  @Test("large-then-annealed holds, then falls to its end along either curve")
  func largeThenAnnealed() throws {
    for curve in LargeThenAnnealedSchedule.Curve.allCases {
      let values = rates(
        try LargeThenAnnealedSchedule(rate: 1, to: 0.01, hold: 0.5, curve: curve))
      let held = values.count / 2
      #expect(values[..<held].allSatisfy { $0 == 1 })
      #expect(zip(values[held...], values[(held + 1)...]).allSatisfy { $0 > $1 })
      #expect(abs((values.last ?? 0) - 0.01) < 1e-15)
    }
    // Equal factors: the second half has steps 4 ... 7 at shares 1/7, 3/7, 5/7, 1 of the way.
    let values = rates(
      try LargeThenAnnealedSchedule(rate: 1, to: 1e-7, hold: 0.5, curve: .exponential))
    for (value, exponent) in zip(values[4...], [1, 3, 5, 7]) {
      #expect(abs(value * Elementary.power(10, exponent) - 1) < 1e-13)
    }
  }

  @Test("linear decay falls by its share of the first rate a step, and grows when negative")
  func linearDecay() throws {
    func rate(_ decay: Double, at step: Int) throws -> Double {
      try LinearDecaySchedule(rate: 2, decay: decay).rate(
        at: SchedulePosition(step: step, epoch: 0, stepsPerEpoch: 1000, epochs: 1))
    }
    #expect(try rate(0.25, at: 0) == 2)
    #expect(try rate(0.25, at: 3) == 0.5)
    #expect(try rate(0.25, at: 9) == 0)
    #expect(try rate(-0.25, at: 10) == 7)
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
    #expect(throws: NeuralNetworkError.self) { try LinearDecaySchedule(rate: 1, decay: .nan) }
    #expect(throws: NeuralNetworkError.self) {
      try LargeThenAnnealedSchedule(rate: 1, to: 0, curve: .exponential)
    }
    #expect(throws: NeuralNetworkError.self) {
      try LargeThenAnnealedSchedule(rate: 1, to: 0.1, hold: 1)
    }
  }
}
