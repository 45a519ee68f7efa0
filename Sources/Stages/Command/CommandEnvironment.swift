import Artifacts
import Pipelines
import SystemPackage

/// The environment of a program: constants and what the stage declares, nothing of the user's, so that
/// nothing undeclared can change a result.
struct CommandEnvironment {
  static let constants: NameTable<String> = [
    // Files are found by their digests; nobody writes to them.
    "HDF5_USE_FILE_LOCKING": "FALSE",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    // A sum that is split among threads depends on their number.
    "OMP_NUM_THREADS": "1",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "TZ": "UTC",
  ]

  private(set) var variables: NameTable<String>

  init(declared: NameTable<String>, folder: FilePath) {
    variables = Self.constants
    variables["HOME"] = folder.appending("home").string
    variables["TMPDIR"] = folder.appending("tmp").string
    for (name, value) in declared { variables[name] = value }
  }

  /// `NAME=value`, in the order of the names.
  var list: [String] { variables.map { "\($0.name)=\($0.value)" } }

  /// The path of a program: as given if it has a slash, else found in `PATH`.
  ///
  /// - Throws: `StageFailure` if there is none.
  func executable(_ name: String) throws -> String {
    if name.contains("/") { return name }
    let path = variables["PATH"] ?? ""
    if let program = FileSystem.program(name, in: path) { return program.string }
    throw StageFailure(
      "there is no program '\(name)' in PATH (\(path)); install it, give its whole path, or set PATH "
        + "in the stage's 'environment'")
  }
}
