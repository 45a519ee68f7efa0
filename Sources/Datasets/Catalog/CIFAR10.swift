extension DatasetDefinition {
  /// Photographs of ten kinds of things: 50,000 images for training, 10,000 for test, 32x32, in colour.
  ///
  /// A. Krizhevsky, "Learning multiple layers of features from tiny images", technical report,
  /// University of Toronto, 2009; the binary version. The checksum of the archive is that of
  /// TensorFlow Datasets for the file whose MD5 the publisher's page gives; those of the files in it
  /// are recorded by the Ruby package torchvision.
  public static let cifar10 = DatasetDefinition(
    name: "cifar10",
    title: "CIFAR-10",
    folders: ["cifar10", "cifar-10-batches-bin"],
    files: [
      File(
        name: CIFARFiles.train[0],
        digest: "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
      File(
        name: CIFARFiles.train[1],
        digest: "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
      File(
        name: CIFARFiles.train[2],
        digest: "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
      File(
        name: CIFARFiles.train[3],
        digest: "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
      File(
        name: CIFARFiles.train[4],
        digest: "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
      File(
        name: CIFARFiles.test,
        digest: "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
    ],
    archive: PublishedFile(
      name: "cifar-10-binary.tar.gz",
      digest: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
      size: 170_052_171),
    identifyingFile: CIFARFiles.test,
    classNames: [
      "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ],
    imageShape: [32, 32, 3],
    addresses: ["https://www.cs.toronto.edu/~kriz/"],
    advice:
      "fetch it with: pipe data fetch cifar10 (170 MB), or put cifar-10-binary.tar.gz into a folder"
      + " and name that with --data DIR or PIPE_DATA",
    parse: { (files) throws(DatasetError) in try CIFARFiles.parse(files, classCount: 10) })
}
