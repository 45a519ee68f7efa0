import Artifacts
import Pipelines

extension Cell {
  /// The name of the files of the cell, without ending: nothing in it that a file system could mind, and
  /// no other cell's.
  ///
  /// The brackets of `net[p=0.5]` become underscores, which cannot be taken for a stage of that name, since
  /// no stage has `=` in its name. Where anything else is replaced, or an underscore stands beside the
  /// bracket, a digest of the name follows.
  var fileName: String {
    func isPlain(_ character: Character) -> Bool {
      character.isASCII
        && (character.isLetter || character.isNumber || "-_.=,".contains(character))
    }
    let text = String(name.map { isPlain($0) ? $0 : "_" })
    let brackets = bindings.isEmpty ? 0 : 2
    let isAmbiguous =
      stageName.hasSuffix("_") || bindings.first?.name.hasPrefix("_") == true
    guard name.count(where: { !isPlain($0) }) > brackets || !bindings.isEmpty && isAmbiguous
    else { return text }
    return "\(text)-\(Digest(of: Array(name.utf8)).short)"
  }
}
