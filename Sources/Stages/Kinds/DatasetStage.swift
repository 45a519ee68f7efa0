import Artifacts
import Datasets
import Downloads
import Pipelines
import Tensors

/// Finds, verifies and parses a published data set.
struct DatasetStage: Stage {
  static let declaration = StageDeclaration(
    name: "dataset", version: 1,
    summary: "Finds a published data set, checks its files and parses them.",
    produces: "images", outputs: ["images", "description"],
    parameters: [
      ParameterField(
        "source",
        .anyOf([
          .choice(DatasetCatalog.standard.names),
          .list(of: .choice(DatasetCatalog.standard.names), minimumCount: 1),
        ]), .required, help: "the set, or several in order of preference")
    ])

  private let names: [String]

  init(_ parameters: Parameters) throws(SpecificationError) {
    names =
      switch parameters["source"] {
      case .array(let values)?: values.compactMap(\.stringValue)
      case let value: [value?.stringValue].compactMap { $0 }
      }
  }

  var externalQuestion: String? { names.joined(separator: ",") }

  func externalInput(in environment: PlanningEnvironment) throws -> ExternalInput? {
    let choice = try choice(in: environment)
    let definition = choice.definition
    var notices = choice.located?.notices ?? []
    if definition.name != names[0] {
      let missing = try DatasetCatalog.standard.definition(of: names[0])
      notices.insert(
        "\(missing.title) is not on this machine; \(definition.title) takes its place; "
          + "to use \(missing.title), \(missing.advice)", at: 0)
    }
    return ExternalInput(
      identity: Self.identity(
        definition.name,
        fingerprint: try choice.located?.fingerprint() ?? definition.publishedFingerprint),
      source: DataSource(
        name: definition.title, summary: choice.summary,
        notice: notices.isEmpty ? nil : notices.joined(separator: "; ")))
  }

  /// The shape of the set that will be read, or of all that could be, if none is there yet.
  func forecast(
    _ inputs: [String: [Forecast]], in environment: PlanningEnvironment
  ) throws(SpecificationError) -> Forecast {
    let candidates: [DatasetDefinition]
    if let choice = try? choice(in: environment) {
      candidates = [choice.definition]
    } else {
      candidates = names.compactMap { try? DatasetCatalog.standard.definition(of: $0) }
    }
    guard let first = candidates.first,
      candidates.allSatisfy({
        $0.imageShape == first.imageShape && $0.classNames.count == first.classNames.count
      })
    else { return .unknown }
    return DataForecast(
      exampleShape: first.imageShape.map { Shape($0) }, classCount: first.classNames.count
    ).forecast
  }

  func execute(in context: StageContext) throws -> [String: Artifact] {
    let located = try located(in: context)
    context.report(StageProgress(fraction: 0, message: "reading \(located.definition.title)"))
    let dataset = try located.load()
    let provenance = dataset.provenance
    try context.requireUnchanged(
      Self.identity(provenance.name, fingerprint: provenance.fingerprint), provenance.title)
    if !provenance.isVerified { context.tell(StageMessage(.warning, provenance.summary)) }
    var bundle = TensorBundle()
    let attributes = Self.attributes(ofImages: dataset.trainImages.shape)
    bundle.set("train/inputs", .uint8(dataset.trainImages), attributes: attributes)
    bundle.set("train/labels", .uint8(dataset.trainLabels), attributes: Self.labelAttributes)
    bundle.set("test/inputs", .uint8(dataset.testImages), attributes: attributes)
    bundle.set("test/labels", .uint8(dataset.testLabels), attributes: Self.labelAttributes)
    let title = provenance.isVerified ? provenance.title : "\(provenance.title), unverified copy"
    bundle.setAttribute(DataAttribute.dataset, .string(title))
    bundle.setAttribute(DataAttribute.classNames, .strings(dataset.classNames))
    let files = provenance.files.map { file -> JSONValue in
      [
        "name": .string(file.name), "sha256": .string(file.digest),
        "verified": .bool(file.isVerified),
      ]
    }
    let description: JSONValue = [
      "name": .string(title), "summary": .string(provenance.summary), "files": .array(files),
    ]
    return ["images": .tensors(bundle), "description": .table(description)]
  }

  private static func identity(_ name: String, fingerprint: String) -> JSONValue {
    ["set": .string(name), "fingerprint": .string(fingerprint)]
  }

  private func choice(in environment: PlanningEnvironment) throws -> DatasetChoice {
    try DatasetChoice(
      among: environment.requiresPreferredData ? Array(names.prefix(1)) : names, in: environment)
  }

  /// The set, fetched if it has to be.
  private func located(in context: StageContext) throws -> LocatedDataset {
    switch try choice(in: context.environment) {
    case .located(let dataset): return dataset
    case .download(let download):
      do {
        try download.fetch(isCancelled: context.isCancelled, report: context.report)
      } catch let error as DownloadError where error.mayPass {
        throw PassingFailure("\(error)")
      }
      return try DatasetLocator(searchPath: [download.folder]).locate(download.definition.name)
    }
  }

  private static func attributes(ofImages shape: Shape) -> NameTable<TensorBundle.AttributeValue> {
    let values = shape.rank > 3 ? "red, green and blue values" : "grey values"
    return ["meaning": .string("\(values), one image per row"), "unit": .string("0 to 255")]
  }
  private static let labelAttributes: NameTable<TensorBundle.AttributeValue> = [
    "meaning": .string("class of each image")
  ]
}
