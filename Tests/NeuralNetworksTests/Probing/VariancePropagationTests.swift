import Tensors
import Testing

@testable import NeuralNetworks

@Suite("What theory expects of variances")
struct VariancePropagationTests {
  private func theory(
    _ layers: [any LayerSpecification], input: Double = 1, batch: Int = 10
  ) throws -> VariancePropagation {
    let blocks = ProbeBlock.blocks(of: try Model(layers, inputShape: [100]))
    let variances = blocks.map {
      (weight: $0.weightSpecification.initialVariance, bias: Double?.some(0))
    }
    return VariancePropagation(
      blocks, variances: variances, inputSecondMoment: input, gradientSecondMoment: 1, batch: batch)
  }

  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-12 * abs(b) }

  @Test("He's weights keep the mean square of ReLU networks, forward: equation 10 of He et al.")
  func he() throws {
    let he = VarianceScalingInitializer.he(.normal)
    let theory = try theory([
      Dense(units: 50, initializer: he), ActivationSpecification(ReLU()),
      Dense(units: 30, initializer: he), ActivationSpecification(ReLU()),
    ])
    #expect(theory.preactivationVariances.allSatisfy { near($0, 2) })
    // A normal z of variance 2: E max(z, 0) = sqrt(2 / (2 pi)), E max(z, 0)^2 = 1.
    #expect(near(theory.activationMeans[1], (1 / Double.pi).squareRoot()))
    #expect(near(theory.activationVariances[1], 1 - 1 / Double.pi))
    #expect(theory.factors.map(\.activation) == [0.5, 0.5])
    // Backward the product is fan-out/2 times 2/fan-in: 30/50 into the first layer.
    #expect(near(theory.preactivationGradientVariances[1], 0.5))
    #expect(near(theory.gradientVariances[0], 0.6))
    // Ten examples, each of the product of both mean squares.
    #expect(near(theory.weightGradientVariances[1], 10 * 0.5 * 1))
  }

  @Test("the rule of thumb loses two thirds in every layer: equation 15 of Glorot and Bengio")
  func thumb() throws {
    let layers: [any LayerSpecification] = (0..<3).flatMap { _ -> [any LayerSpecification] in
      [
        Dense(units: 100, initializer: InverseSquareRootInitializer()),
        ActivationSpecification(Tanh()),
      ]
    }
    let theory = try theory(layers, input: 9)
    #expect(near(theory.activationVariances[2], 9.0 / 27))
    #expect(near(theory.gradientVariances[0], 1.0 / 9))
    #expect(theory.activationMeans == [0, 0, 0])
  }

  @Test("a slope enters squared, and what a function adds at zero goes on")
  func sigmoid() throws {
    let theory = try theory([
      Dense(units: 100, initializer: try NormalInitializer(standardDeviation: 0.1)),
      ActivationSpecification(try Sigmoid(value: 4)),
      Dense(units: 100, initializer: try NormalInitializer(standardDeviation: 0.1)),
    ])
    // sigmoid(4 z) has the slope 1 and the value 1/2 at zero.
    #expect(near(theory.activationVariances[0], 1) && theory.activationMeans[0] == 0.5)
    #expect(near(theory.preactivationVariances[1], 1.25))
  }

  @Test("is not known behind weights that are not drawn")
  func unknown() throws {
    let theory = try theory([
      Dense(units: 5), Dense(units: 5, initializer: ConstantInitializer(0.1)), Dense(units: 5),
    ])
    #expect(theory.preactivationVariances.map(\.isNaN) == [false, true, true])
    #expect(theory.gradientVariances.map(\.isNaN) == [true, false, false])
  }
}
