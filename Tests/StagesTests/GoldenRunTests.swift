import Tensors
import Testing

@testable import Pipelines
@testable import Stages

/// The bits of a small run of every stage kind. A change that alters one of them is a new version of
/// the kind: raise `version` in its declaration, and put the new digest here in the same commit.
@Suite("Every stage kind makes the bits that it made before")
struct GoldenRunTests {
  static let golden: [String: String] = [
    "along/embedding": "4faee6c98145683087339b895f319f35817d4f45e6f6d12a26656edbafa5d873",
    "along/values": "8561e73763e330c70c187783585501c45ffd1474e33aa24697caba4ee9e8c631",
    "asked/predictions": "8c1a38b48dc53df885a53d9c3278b9423cf8f70dcbb0d0ce85f19d27c40104e6",
    "asked/values": "3780c18f38c624a44c66be9e753a7d78efc1304590f417269fa74b107e602b19",
    "averaged/values": "272b83132eba1c17c90c9b82aaa9d34c7a0236bcb64c52c8beb09c1a249a6a72",
    "best/values": "84077e04bf7ebd14562dc60ee2d50193d8dec4796156a85825755c949760d445",
    "checked/values": "a5b7bd7061437854808ae348522065f7f25da99f3b6cbf3bd2cc934ede005886",
    "copied/copy": "e89611e191f3889ff524804c0544a8165153b9d167322512a7c311815a4747a6",
    "figure/dark": "a437b40f8535ae4b99b56b9038fbba776a11713c5aac3cc8fb27929b46671c7d",
    "figure/data": "eaa062ed8fe78c9d121fefa3860d2477037673684284865227c262766db0652a",
    "figure/light": "bf9ba8397122b3ed66c9694ef670b41259599359807c5b04fcd2176e77a72afd",
    "images/description": "8885c9543380cc57255a5831649857a32abbe8fff3777d43574588819f0af709",
    "images/images": "9a6455878aa9a784e1362d59ed1e9c26a2d4063898c1869cf08bbac5e602bbf5",
    "near/embedding": "99243f503b2eed415a726ffcbbc5c5b6edfad5c27949758e6b0f2a3866782f43",
    "near/values": "00c52fe3613ac673895b7d662238815ac89b80958166b98784b1a8cfd8613e01",
    "net/model": "9eec2949d8a7f7efcfb881537ab1b196b775cca330689a8fdc3e6bbc62bc7265",
    "paper/values": "8cafd03486667f76957f222b721146d15543c3ade54c59c56210ce40c070af1b",
    "points/data": "4bd4aaa46af5ddfb229481280145e3b0991986182a04c9db85768749ce5eb48a",
    "probed/layers": "ad64e76e2a245f7339163fbd6ea731efd6dc06e3198533b291ec7b4ab159d2ce",
    "published/values": "7f8520ca48fad6bb74f12f513be8bf8ba5a516b7af5651b82d80ded8b56fd770",
    "scaled/data": "45453259d4dfd95a2859ec47d6c17c1a01fae645c09e9907f0d16311653e57a5",
    "shuffled/data": "50f3763aef53b0361076d16d7093f19d3efe9ef3c8bacf1356752fa8fca32db1",
    "split/data": "0dfb1902380605eff53c30c11f165561dddd850ffa87011fe75b60b2eb9bec96",
    "spread/values": "6f032e763723d18ad8a567173327cef33ad3d3fdf591d235ab2988b579035709",
    "table/table": "e89611e191f3889ff524804c0544a8165153b9d167322512a7c311815a4747a6",
    "tested/predictions": "781126a68077536e6f4e493eb7b4b655d9d2062585d434364ea23f7c617b758d",
    "tested/values": "484d8ef209ded18025be2bed6ce8d44f50ad42c84f94a6c7778840a1e1ec42a6",
  ]

  static let paths: [(InstructionSet, Int)] = InstructionSet.available.flatMap { set in
    [1, 2, 3].map { (set, $0) }
  }

  @Test("on every instruction set and number of threads", arguments: paths)
  func digests(instructionSet: InstructionSet, threads: Int) throws {
    let result = try SampleRun().run(instructionSet: instructionSet, threads: threads)
    #expect(result.firstError == nil)
    for (name, digest) in result.digests.sorted(by: { $0.key < $1.key }) {
      #expect(
        digest == Self.golden[name],
        "\(name) has other bits: if that is meant, raise the kind's version and put \(digest) here")
    }
    #expect(result.digests.count == Self.golden.count)
  }

  @Test("and every kind of the registry is among them")
  func completeness() throws {
    let pipeline = try Pipeline(
      PipelineFile(text: SampleRun.pipeline, file: "sample.json"), registry: .standard)
    #expect(Set(pipeline.cells.map(\.kind.name)) == Set(StageRegistry.standard.names))
  }
}
