import Artifacts

/// A garbage collection in words.
struct CollectionReport {
  let plan: CollectionPlan
  let policy: CollectionPolicy
  let wasCarriedOut: Bool
  private let now = Timestamp.now()

  init(plan: CollectionPlan, policy: CollectionPolicy, wasCarriedOut: Bool) {
    self.plan = plan
    self.policy = policy
    self.wasCarriedOut = wasCarriedOut
  }

  private var isEmpty: Bool {
    plan.results.isEmpty && plan.objects.isEmpty && plan.partials.isEmpty
      && plan.logs.isEmpty && plan.records.isEmpty && plan.quarantined.isEmpty
  }

  var lines: [String] {
    var table = TextTable(
      header: ["RESULT", "KIND", "SIZE", "UNUSED", "LAST RUN", "WHY"], rightAligned: [2, 3])
    for result in plan.results {
      let provenance = result.receipt.provenance
      table.append([
        "\(provenance.pipeline)/\(provenance.stage)", result.receipt.kind,
        Quantity.bytes(result.freedBytes), age(result.lastUse), result.lastRun ?? "none",
        result.reason.text,
      ])
    }
    for object in plan.unreferenced {
      table.append([
        "object \(object.digest.short)", object.kind.rawValue, Quantity.bytes(object.byteCount), "",
        "none", "no result names it",
      ])
    }
    for partial in plan.partials {
      table.append([
        "checkpoint \(partial.key.short)", "", Quantity.bytes(partial.byteCount),
        age(partial.modified), "", "nobody works on the stage",
      ])
    }
    for logs in plan.logs {
      table.append([
        "logs of a run", "", Quantity.bytes(logs.byteCount), age(logs.modified), logs.run,
        "no kept run wrote them",
      ])
    }
    if let oldest = plan.records.first {
      table.append([
        "\(plan.records.count) record\(plan.records.count == 1 ? "" : "s") of runs", "",
        Quantity.bytes(plan.records.reduce(0) { $0 + $1.byteCount }), age(oldest.run.started), "",
        "no kept result needs them",
      ])
    }
    for file in plan.quarantined {
      table.append([
        "damaged \(file.path.lastComponent?.string.prefix(20) ?? "")", "",
        Quantity.bytes(file.byteCount), age(file.modified), "", "moved to quarantine",
      ])
    }
    return (isEmpty ? [] : table.lines) + [summary]
  }

  private func age(_ time: Timestamp) -> String {
    Age(milliseconds: now.milliseconds(since: time)).description
  }

  private var summary: String {
    let reasons = CollectionPlan.KeepReason.allCases.compactMap { reason in
      plan.kept[reason].map { "\($0) \(reason.text)" }
    }
    let verb = wasCarriedOut ? "removed" : "would remove"
    return "\(verb) \(plan.results.count) results and \(plan.objects.count) objects, "
      + "\(Quantity.bytes(plan.freedBytes)); \(Quantity.bytes(plan.keptBytes)) of objects stay"
      + (reasons.isEmpty ? "" : " (results: \(reasons.joined(separator: ", ")))")
  }

  /// What to do next; nil if there is nothing to say.
  var hint: String? {
    if let limit = policy.maximalBytes, plan.keptBytes > limit {
      return "notice: what is kept takes more than \(Quantity.bytes(limit)); "
        + "--keep-runs 0 lets results of the latest runs go too, pipe cache unpin pinned ones"
    }
    return wasCarriedOut || isEmpty ? nil : "nothing was removed; add --yes to remove it"
  }

  var document: JSONObject {
    [
      "removed": .bool(wasCarriedOut),
      "results": .array(
        plan.results.map { result in
          [
            "key": .string(result.receipt.key.hex),
            "stage": .string(result.receipt.provenance.stage),
            "pipeline": .string(result.receipt.provenance.pipeline),
            "kind": .string(result.receipt.kind),
            "bytes": .integer(Int64(result.freedBytes)),
            "lastUse": .string("\(result.lastUse)"),
            "lastRun": result.lastRun.map(JSONValue.string) ?? .null,
            "reason": .string(result.reason.rawValue),
          ]
        }),
      "objects": .array(plan.objects.map { .string($0.digest.hex) }),
      "unreferenced": .array(plan.unreferenced.map { .string($0.digest.hex) }),
      "checkpoints": .array(plan.partials.map { .string($0.key.hex) }),
      "logs": .array(plan.logs.map { .string($0.run) }),
      "records": .array(plan.records.map { .string($0.run.id) }),
      "quarantine": .array(plan.quarantined.map { .string($0.path.string) }),
      "freedBytes": .integer(Int64(plan.freedBytes)),
      "keptBytes": .integer(Int64(plan.keptBytes)),
      "kept": .object(
        CollectionPlan.KeepReason.allCases.reduce(into: [:]) {
          $0[$1.rawValue] = .integer(Int64(plan.kept[$1] ?? 0))
        }),
    ]
  }
}

extension CollectionPlan.RemovalReason {
  fileprivate var text: String {
    switch self {
    case .superseded: "no kept run used it"
    case .unrecorded: "no run that ended used it"
    }
  }
}

extension CollectionPlan.KeepReason {
  fileprivate var text: String {
    switch self {
    case .pinned: "pinned"
    case .inUse: "in use"
    case .latestRun: "of the latest runs"
    case .recent: "used lately"
    case .fits: "within the size"
    }
  }
}
