import Pipelines

extension StageRegistry {
  /// Every stage kind there is. A new kind is a file in `Kinds` and a line here.
  public static let standard = StageRegistry([
    DatasetStage.self,
    GenerateStage.self,
    ValuesStage.self,
    SplitStage.self,
    NormalizeStage.self,
    RelabelStage.self,
    TrainStage.self,
    EvaluateStage.self,
    EnsembleStage.self,
    PredictStage.self,
    GradientCheckStage.self,
    EmbedStage.self,
    ProbeStage.self,
    GraphStage.self,
    PlotStage.self,
    SummarizeStage.self,
    TableStage.self,
    CommandStage.self,
  ])
}
