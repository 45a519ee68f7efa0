extension StageGraph {
  /// The graph in the language of Graphviz.
  ///
  /// - Parameter plan: the states to show by colour, outline and word; nil for none.
  public func dot(name: String, plan: Plan?) -> String {
    var lines = [
      "digraph \(Self.quoted(name)) {", "  rankdir=LR;",
      "  node [shape=box, fontname=\"DejaVu Sans\", fontsize=11];",
    ]
    for node in nodes {
      var label = "\(node.name)\n\(node.caption)"
      var style = ""
      if let plan {
        label += "\n\(progress(of: node, in: plan))"
        style =
          switch state(of: node, in: plan) {
          case .done: ", style=\"filled\", fillcolor=\"#d5ecdb\""
          case .ready: ", style=\"filled,bold\", fillcolor=\"#fbe3c4\""
          case .waiting: ", style=\"filled,dashed\", fillcolor=\"#eeeeee\""
          }
      }
      lines.append("  \(Self.quoted(node.name)) [label=\(Self.quoted(label))\(style)];")
    }
    for node in nodes {
      for source in node.sources {
        lines.append("  \(Self.quoted(nodes[source].name)) -> \(Self.quoted(node.name));")
      }
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// The graph in the language of Mermaid.
  ///
  /// - Parameter plan: the states to show by colour, shape and word; nil for none.
  public func mermaid(plan: Plan?) -> String {
    var lines = ["flowchart LR"]
    for (index, node) in nodes.enumerated() {
      var label = "\(Self.entities(node.name))<br/>\(Self.entities(node.caption))"
      guard let plan else {
        lines.append("  n\(index)[\"\(label)\"]")
        continue
      }
      label += "<br/>\(progress(of: node, in: plan))"
      let line =
        switch state(of: node, in: plan) {
        case .done: "  n\(index)[\"\(label)\"]:::done"
        case .ready: "  n\(index)([\"\(label)\"]):::ready"
        case .waiting: "  n\(index){{\"\(label)\"}}:::waiting"
        }
      lines.append(line)
    }
    for (index, node) in nodes.enumerated() {
      for source in node.sources { lines.append("  n\(source) --> n\(index)") }
    }
    if plan != nil {
      lines += [
        "  classDef done fill:#d5ecdb,stroke:#2f7d4a,color:#111",
        "  classDef ready fill:#fbe3c4,stroke:#a2611a,stroke-width:2px,color:#111",
        "  classDef waiting fill:#eeeeee,stroke:#777,stroke-dasharray:4,color:#111",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A double-quoted string of Graphviz.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      switch character {
      case "\"", "\\": quoted += "\\\(character)"
      case "\n": quoted += "\\n"
      default: quoted.append(character)
      }
    }
    return quoted + "\""
  }

  /// A text for a label of Mermaid, where `#` begins a named character.
  private static func entities(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\"": escaped += "#quot;"
      case "#": escaped += "#35;"
      case "<": escaped += "#lt;"
      case ">": escaped += "#gt;"
      case "&": escaped += "#amp;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
