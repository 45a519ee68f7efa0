/// When the entries of a recorder were written: `<prefix>/at_step` and, as a number of epochs with a
/// fraction, `<prefix>/at_epoch`.
struct RecordTiming: Sendable {
  let prefix: String

  func record(_ step: StepReport, in history: inout History) {
    history.append(Double(step.step), to: "\(prefix)/at_step")
    history.append(Double(step.step) / Double(step.batchesPerEpoch), to: "\(prefix)/at_epoch")
  }

  func description(of series: String) -> SeriesDescription? {
    switch series {
    case "\(prefix)/at_step":
      SeriesDescription(
        meaning: "number of the step after which each entry was written, from 1", unit: "steps")
    case "\(prefix)/at_epoch":
      SeriesDescription(meaning: "epochs gone through when each entry was written", unit: "epochs")
    default: nil
    }
  }
}
