extension DatasetDefinition {
  /// Handwritten digits: 60,000 images for training, 10,000 for test, 28x28, grey.
  ///
  /// Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document
  /// recognition", Proceedings of the IEEE 86(11), 1998. The checksums are of the published files,
  /// after gunzip and as they are.
  public static let mnist = DatasetDefinition(
    name: "mnist",
    title: "MNIST",
    files: [
      File(
        name: MNISTFiles.trainImages,
        digest: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        packedDigest: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        packedSize: 9_912_422),
      File(
        name: MNISTFiles.trainLabels,
        digest: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        packedDigest: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        packedSize: 28_881),
      File(
        name: MNISTFiles.testImages,
        digest: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        packedDigest: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        packedSize: 1_648_877),
      File(
        name: MNISTFiles.testLabels,
        digest: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        packedDigest: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        packedSize: 4_542),
    ],
    identifyingFile: MNISTFiles.testLabels,
    classNames: (0...9).map { "\($0)" },
    imageShape: [28, 28],
    addresses: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ],
    advice:
      "fetch it with: pipe data fetch mnist, or put its four files (train-images-idx3-ubyte.gz, …)"
      + " into a folder and name that with --data DIR or PIPE_DATA",
    parse: { (files) throws(DatasetError) in try MNISTFiles.parse(files, classCount: 10) })
}
