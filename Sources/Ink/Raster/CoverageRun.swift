/// Neighbouring pixels of one row with equal coverage; `to` is the first one outside.
struct CoverageRun {
  let y: Int32
  let from: Int32
  let to: Int32
  let coverage: UInt8
}
