import Pipelines

extension Cell {
  /// The name of the files of the cell, without ending: nothing in it that a file system could mind.
  var fileName: String {
    String(
      name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.=,".contains($0)) ? $0 : "_" })
  }
}
