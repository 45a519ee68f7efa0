extension DatasetDefinition {
  /// Fashion-MNIST in colours that say nothing about the class: 32x32, red, green and blue.
  ///
  /// It stands in for CIFAR-10 where that cannot be had: the same shape, the same number of classes,
  /// read from the files of Fashion-MNIST. ``ImageTint`` says how it is made.
  public static let fashionRGB: DatasetDefinition = {
    var definition = fashionMNIST
    definition.name = "fashion-rgb"
    definition.title = "Fashion-RGB"
    definition.imageShape = ImageTint.imageShape
    definition.advice = "it is made from Fashion-MNIST: " + fashionMNIST.advice
    definition.parse = { (files) throws(DatasetError) in
      let grey = try MNISTFiles.parse(files, classCount: fashionMNIST.classNames.count)
      return ImageParts(
        trainImages: ImageTint(part: "train").applied(to: grey.trainImages),
        trainLabels: grey.trainLabels,
        testImages: ImageTint(part: "test").applied(to: grey.testImages),
        testLabels: grey.testLabels)
    }
    return definition
  }()
}
