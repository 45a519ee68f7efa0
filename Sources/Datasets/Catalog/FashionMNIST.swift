extension DatasetDefinition {
  /// Articles of clothing in the format of MNIST: 60,000 images for training, 10,000 for test.
  ///
  /// H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine
  /// learning algorithms", arXiv:1708.07747. The checksums are of the published files, after gunzip and
  /// as they are.
  public static let fashionMNIST = DatasetDefinition(
    name: "fashion-mnist",
    title: "Fashion-MNIST",
    files: [
      File(
        name: MNISTFiles.trainImages,
        digest: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        packedDigest: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        packedSize: 26_421_880),
      File(
        name: MNISTFiles.trainLabels,
        digest: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        packedDigest: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
        packedSize: 29_515),
      File(
        name: MNISTFiles.testImages,
        digest: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        packedDigest: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        packedSize: 4_422_102),
      File(
        name: MNISTFiles.testLabels,
        digest: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        packedDigest: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        packedSize: 5_148),
    ],
    identifyingFile: MNISTFiles.testLabels,
    classNames: [
      "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
      "Ankle boot",
    ],
    imageShape: [28, 28],
    addresses: [
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ],
    advice:
      "install it with: apt-get install dataset-fashion-mnist, fetch it with: pipe data fetch"
      + " fashion-mnist, or name a folder that holds its four files with --data DIR or PIPE_DATA",
    parse: { (files) throws(DatasetError) in try MNISTFiles.parse(files, classCount: 10) })
}
