extension DatasetDefinition {
  /// Handwritten digits: 60,000 images for training, 10,000 for test, 28x28, grey.
  ///
  /// Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document
  /// recognition", Proceedings of the IEEE 86(11), 1998. The checksums are of the published files
  /// after gunzip.
  public static let mnist = DatasetDefinition(
    name: "mnist",
    title: "MNIST",
    files: [
      File(
        name: MNISTFiles.trainImages,
        digest: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
      File(
        name: MNISTFiles.trainLabels,
        digest: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
      File(
        name: MNISTFiles.testImages,
        digest: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
      File(
        name: MNISTFiles.testLabels,
        digest: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ],
    identifyingFile: MNISTFiles.testLabels,
    classNames: (0...9).map { "\($0)" },
    imageShape: [28, 28],
    advice:
      "put the four MNIST files (train-images-idx3-ubyte.gz, …) into a folder and name it with"
      + " --data DIR or PIPE_DATA",
    parse: { (files) throws(DatasetError) in try MNISTFiles.parse(files, classCount: 10) })
}
