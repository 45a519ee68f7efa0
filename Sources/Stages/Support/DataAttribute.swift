/// Names of the attributes that data bundles carry from stage to stage.
enum DataAttribute {
  /// What captions call the data set.
  static let dataset = "dataset"
  /// The names of the classes, in the order of the labels.
  static let classNames = "class_names"
}
