import Mustache

// Rows are what a page may have thousands of. Templates find the members of other values by reflection, which is
// slow.

extension ReportPage.StageRow: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "name": self.name
    case "kind": kind
    case "digests": digests
    case "seconds": seconds
    default: nil
    }
  }
}

extension TableContent.Row: MustacheParent {
  func child(named name: String) -> Any? { name == "cells" ? cells : nil }
}

extension TableContent.Cell: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "isNumeric": isNumeric
    case "isMarked": isMarked
    default: nil
    }
  }
}
