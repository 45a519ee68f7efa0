import Artifacts

extension PipelineResolver {
  /// An edge of the graph: the slot of a draft takes the cell with this index.
  struct Edge {
    var slot: String
    var source: Int
    var location: SourceLocation
  }

  /// The edges into every draft. Wrong references are reported and left out.
  mutating func resolveReferences(of drafts: [Draft]) -> [[Edge]] {
    let stageNames = Array(file.stages.keys)
    var draftsOfStage: [String: [Int]] = [:]
    for (index, draft) in drafts.enumerated() {
      draftsOfStage[draft.stageName, default: []].append(index)
    }
    return drafts.map { draft in
      var edges: [Edge] = []
      for (slot, text, location) in draft.references {
        guard
          let reference = collector.collecting({ () throws(SpecificationError) in
            try StageReference(text, at: location)
          })
        else { continue }
        guard file.stages[reference.stage] != nil else {
          collector.report(
            "stage '\(draft.stageName)' takes '\(slot)' from the unknown stage "
              + "'\(reference.stage)'"
              + NearestName.hint(for: reference.stage, among: stageNames), at: location)
          continue
        }
        let sources = draftsOfStage[reference.stage] ?? []
        let matching = sources.filter { reference.matches(drafts[$0].bindings) }
        if matching.isEmpty, !sources.isEmpty {
          let names = sources.map { drafts[$0].bindings.map(\.description).joined(separator: ",") }
          collector.report(
            "no cell of '\(reference.stage)' matches '\(text)'; its cells: "
              + names.map { $0.isEmpty ? reference.stage : "[\($0)]" }.joined(separator: " "),
            at: location)
        }
        edges += matching.map { Edge(slot: slot, source: $0, location: location) }
      }
      return edges
    }
  }

  /// The drafts, each after everything that it takes from; otherwise in file order.
  ///
  /// Where stages form a cycle, that is reported, and what closes it counts for nothing.
  mutating func topologicalOrder(_ drafts: [Draft], _ edges: [[Edge]]) -> [Int] {
    enum Mark { case new, open, done }
    var marks = [Mark](repeating: .new, count: drafts.count)
    var order: [Int] = []
    var path: [Int] = []
    // Two sweeps that take from each other have as many cycles as pairs of cells, by one mistake.
    var reported: Set<SourceLocation> = []
    // An explicit stack: a long chain of stages must not overflow the thread's.
    var stack: [(draft: Int, nextEdge: Int)] = []
    for root in drafts.indices where marks[root] == .new {
      stack = [(root, 0)]
      marks[root] = .open
      path = [root]
      while let (draft, next) = stack.last {
        guard next < edges[draft].count else {
          marks[draft] = .done
          order.append(draft)
          stack.removeLast()
          path.removeLast()
          continue
        }
        stack[stack.count - 1].nextEdge += 1
        let edge = edges[draft][next]
        switch marks[edge.source] {
        case .done: break
        case .new:
          marks[edge.source] = .open
          stack.append((edge.source, 0))
          path.append(edge.source)
        case .open where !reported.insert(edge.location).inserted: break
        case .open:
          let start = path.firstIndex(of: edge.source) ?? 0
          let names = (path[start...] + [edge.source]).map { drafts[$0].stageName }
          collector.report(
            "stages form a cycle: \(names.joined(separator: " <- ")); "
              + "a stage cannot take from itself, directly or through others", at: edge.location)
        }
      }
    }
    return order
  }

  /// Checks inputs and parameters of every draft and numbers the cells in execution order.
  mutating func makeCells(
    _ drafts: [Draft], _ edges: [[Edge]], _ order: [Int], scope: Scope
  ) -> [Cell] {
    var identifiers = [Cell.ID?](repeating: nil, count: drafts.count)
    for (index, draft) in order.enumerated() { identifiers[draft] = Cell.ID(index: index) }
    // A source comes before what takes from it, so that its own declaration is known by then.
    var declarations = drafts.map { $0.kind?.declaration }
    return order.enumerated().compactMap { index, draftIndex -> Cell? in
      let draft = drafts[draftIndex]
      guard let kind = draft.kind else { return nil }
      let inputs = checkInputs(
        draft, kind.declaration, edges[draftIndex], drafts, declarations, identifiers)
      // The name is put into words only for a problem: copied by itself, not with the draft.
      let stageName = draft.stageName
      let with =
        draft.node["with"]
        ?? SpecificationNode(SpecificationNode.Content.object([:]), at: draft.location)
      guard draft.isResolved,
        let values = kind.declaration.parameters.check(
          with, name: "stage '\(stageName)'", &collector),
        let stage = collector.collecting({ () throws(SpecificationError) in
          try kind.init(Parameters(values: values, node: with))
        })
      else { return nil }
      declarations[draftIndex] = stage.declaration
      let label = draft.node["label"]
      if let label, label.members != nil || label.array != nil {
        collector.report(
          "the label of stage '\(draft.stageName)' must be a string, not \(label.kindName)",
          at: label.location)
      }
      return Cell(
        id: Cell.ID(index: index), stageName: draft.stageName, bindings: draft.bindings,
        label: label?.json.plainText ?? Self.defaultLabel(draft), kind: stage.declaration,
        stage: stage, parameters: values, inputs: inputs, location: draft.location)
    }
  }

  private static func defaultLabel(_ draft: Draft) -> String {
    draft.bindings.isEmpty
      ? draft.stageName : draft.bindings.map(\.description).joined(separator: ", ")
  }

  private mutating func checkInputs(
    _ draft: Draft, _ declaration: StageDeclaration, _ edges: [Edge], _ drafts: [Draft],
    _ declarations: [StageDeclaration?], _ identifiers: [Cell.ID?]
  ) -> [Cell.Input] {
    let slots = declaration.slots(named: draft.references.map(\.slot))
    let slotNames = slots.map(\.name)
    for edge in edges where !slotNames.contains(edge.slot) {
      collector.report(
        "stage '\(draft.stageName)' ('\(declaration.name)') has no input '\(edge.slot)'"
          + NearestName.hint(for: edge.slot, among: slotNames), at: edge.location)
    }
    return slots.map { slot in
      let matching = edges.filter { $0.slot == slot.name }
      checkCardinality(slot, matching, of: draft, drafts)
      for edge in matching {
        guard let source = declarations[edge.source], !slot.accepts.isEmpty,
          !source.produces.isEmpty,
          !slot.accepts.contains(source.produces)
        else { continue }
        collector.report(
          "input '\(slot.name)' of stage '\(draft.stageName)' takes "
            + "\(slot.accepts.joined(separator: " or ")), but '\(drafts[edge.source].stageName)' "
            + "('\(source.name)') makes \(source.produces)", at: edge.location)
      }
      return Cell.Input(slot: slot, cells: matching.compactMap { identifiers[$0.source] })
    }
  }

  private mutating func checkCardinality(
    _ slot: InputSlot, _ edges: [Edge], of draft: Draft, _ drafts: [Draft]
  ) {
    let wasNamed = draft.references.contains { $0.slot == slot.name }
    if edges.isEmpty, !wasNamed, slot.cardinality != .any {
      collector.report(
        "stage '\(draft.stageName)' needs the input '\(slot.name)': \(slot.help)",
        at: draft.node["from"]?.location ?? draft.location)
    } else if slot.cardinality == .one, edges.count > 1 {
      let source = drafts[edges[0].source]
      let selector = source.bindings.map { "\($0.name)=${\($0.name)}" }.joined(separator: ",")
      collector.report(
        "input '\(slot.name)' of stage '\(draft.stageName)' takes one cell, but this names "
          + "\(edges.count); select one, such as '\(source.stageName)[\(selector)]'",
        at: edges[0].location)
    }
  }
}
