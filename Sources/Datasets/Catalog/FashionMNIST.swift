extension DatasetDefinition {
  /// Articles of clothing in the format of MNIST: 60,000 images for training, 10,000 for test.
  ///
  /// H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine
  /// learning algorithms", arXiv:1708.07747. The checksums are of the published files after gunzip.
  public static let fashionMNIST = DatasetDefinition(
    name: "fashion-mnist",
    title: "Fashion-MNIST",
    files: [
      File(
        name: MNISTFiles.trainImages,
        digest: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
      File(
        name: MNISTFiles.trainLabels,
        digest: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
      File(
        name: MNISTFiles.testImages,
        digest: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
      File(
        name: MNISTFiles.testLabels,
        digest: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    ],
    identifyingFile: MNISTFiles.testLabels,
    classNames: [
      "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
      "Ankle boot",
    ],
    imageShape: [28, 28],
    advice:
      "install it with: apt-get install dataset-fashion-mnist, or name a folder that holds its"
      + " four files with --data DIR or PIPE_DATA",
    parse: { (files) throws(DatasetError) in try MNISTFiles.parse(files, classCount: 10) })
}
