import Artifacts

/// Machine-readable output: one JSON document on standard output, named by its `schema`.
enum JSONOutput {
  static func print(_ schema: String, _ members: JSONObject) throws {
    var members = members
    members["schema"] = .string(schema)
    try Terminal.standardOutput.writeLine(JSONValue.object(members).canonicalText())
  }
}
