import CKernels

extension ComputeContext {
  /// The class probabilities of each example: `p = exp(x - max x) / sum`, classes in ascending order.
  ///
  /// - Parameters:
  ///   - logits: `[classes, lanes]`, feature-major.
  ///   - batch: The lanes in use.
  ///   - probabilities: The same shape.
  public func softmax(
    _ logits: Tensor<Float>, batch: Int, into probabilities: inout Tensor<Float>
  ) {
    checkLogits(logits, batch: batch)
    precondition(probabilities.shape == logits.shape, "probabilities like the logits")
    logits.withUnsafeBufferPointer { x in
      probabilities.withUnsafeMutableBufferPointer { p in
        run(
          ck_softmax(
            classes: logits.shape[0], row: logits.shape[1], first: 0, count: batch,
            logits: x.baseAddress, labels: nil, probabilities: p.baseAddress, losses: nil,
            gradient: nil, batch: Float(batch)))
      }
    }
  }

  /// The cross-entropy of each example, `log(sum of exp(x - max)) - (x[label] - max)`, and its gradient.
  ///
  /// - Parameters:
  ///   - logits: `[classes, lanes]`, feature-major.
  ///   - labels: One class index per example, `[batch]` or longer.
  ///   - batch: The lanes in use.
  ///   - losses: At least `[batch]`: the loss of each example, not averaged.
  ///   - gradient: Like the logits: `(p - y) / batch`, the gradient of the mean loss.
  public func softmaxCrossEntropy(
    _ logits: Tensor<Float>, labels: Tensor<Int32>, batch: Int,
    losses: inout Tensor<Float>, gradient: inout Tensor<Float>
  ) {
    precondition(gradient.shape == logits.shape, "gradient like the logits")
    checkLosses(logits, labels, batch: batch, losses)
    logits.withUnsafeBufferPointer { x in
      labels.withUnsafeBufferPointer { labels in
        losses.withUnsafeMutableBufferPointer { losses in
          gradient.withUnsafeMutableBufferPointer { gradient in
            run(
              ck_softmax(
                classes: logits.shape[0], row: logits.shape[1], first: 0, count: batch,
                logits: x.baseAddress, labels: labels.baseAddress, probabilities: nil,
                losses: losses.baseAddress, gradient: gradient.baseAddress, batch: Float(batch)))
          }
        }
      }
    }
  }

  /// The cross-entropy of each example without a gradient; the parameters are as above.
  public func softmaxCrossEntropy(
    _ logits: Tensor<Float>, labels: Tensor<Int32>, batch: Int, losses: inout Tensor<Float>
  ) {
    checkLosses(logits, labels, batch: batch, losses)
    logits.withUnsafeBufferPointer { x in
      labels.withUnsafeBufferPointer { labels in
        losses.withUnsafeMutableBufferPointer { losses in
          run(
            ck_softmax(
              classes: logits.shape[0], row: logits.shape[1], first: 0, count: batch,
              logits: x.baseAddress, labels: labels.baseAddress, probabilities: nil,
              losses: losses.baseAddress, gradient: nil, batch: Float(batch)))
        }
      }
    }
  }

  /// The class with the largest score of each example; the lowest index where several are largest. A
  /// NaN is never larger.
  ///
  /// - Parameters:
  ///   - scores: `[classes, lanes]`, feature-major.
  ///   - batch: The lanes in use.
  ///   - classes: At least `[batch]`.
  public func argmax(_ scores: Tensor<Float>, batch: Int, into classes: inout Tensor<Int32>) {
    checkLogits(scores, batch: batch)
    precondition(classes.count >= batch, "\(batch) examples into \(classes.shape)")
    scores.withUnsafeBufferPointer { x in
      classes.withUnsafeMutableBufferPointer { classes in
        guard let x = x.baseAddress, let classes = classes.baseAddress else { return }
        pool.parallel(over: batch, grain: laneGrain(scores.shape[0])) { lanes in
          table.argmax(
            classes, x, scores.shape[1], scores.shape[0], lanes.lowerBound, lanes.count)
        }
      }
    }
  }

  private func run(_ softmax: ck_softmax) {
    pool.parallel(over: softmax.count, grain: laneGrain(softmax.classes * 8)) { lanes in
      var part = softmax
      part.first = lanes.lowerBound
      part.count = lanes.count
      table.softmax(&part)
    }
  }

  /// Lanes that one thread takes at least, when each costs about `work` elements: whole vectors.
  func laneGrain(_ work: Int) -> Int {
    Self.lanes(for: max(1, elementGrain / max(1, work)))
  }

  func checkLogits(_ logits: Tensor<Float>, batch: Int) {
    precondition(logits.shape.rank == 2 && logits.shape[0] > 0, "no classes in \(logits.shape)")
    checkActivations(logits, features: logits.shape[0], batch: batch)
  }

  func checkLosses(
    _ logits: Tensor<Float>, _ labels: Tensor<Int32>, batch: Int, _ losses: Tensor<Float>
  ) {
    checkLogits(logits, batch: batch)
    precondition(
      labels.count >= batch && losses.count >= batch,
      "\(labels.shape) labels and \(losses.shape) losses for \(batch) examples")
  }
}
