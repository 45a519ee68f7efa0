import Artifacts
import Datasets
import HDF5
import Ink
import Tensors

/// The system's libraries and programs, and the font.
enum LibraryFindings {
  static var all: [Finding] { [hdf5, png, freeType, curl, roundTrips, font] }

  private static var hdf5: Finding {
    do throws(HDF5Error) {
      return Finding("HDF5", .fine, try HDF5File.libraryVersion())
    } catch {
      return Finding("HDF5", error)
    }
  }

  private static var png: Finding {
    Finding("libpng, zlib", .fine, "\(PNG.libraryVersion), \(zlibLibraryVersion)")
  }

  private static var freeType: Finding {
    guard let version = FontFace.libraryVersion else {
      return Finding("FreeType", .broken(.internal), "it does not start; reinstall libfreetype6")
    }
    return Finding("FreeType", .fine, version)
  }

  private static var curl: Finding {
    guard let program = FileSystem.program("curl", in: environmentValue("PATH") ?? "") else {
      return Finding(
        "curl", .notice,
        "it is not in PATH; only pipe data fetch and --download need it: apt-get install curl")
    }
    return Finding("curl", .fine, program.string)
  }

  /// Writes one result of every kind and reads it back.
  private static var roundTrips: Finding {
    var bundle = TensorBundle()
    bundle.set("a/b", .float32(Tensor<Float>([1.5, -0, .nan, .infinity])))
    let artifacts: [Artifact] = [
      .tensors(bundle), .figure(Pixmap(width: 3, height: 2, color: .white)),
      .table(["text": "ü", "number": 0.1]),
    ]
    do {
      try ScratchFolder.use { folder in
        for artifact in artifacts {
          let file = folder.appending("result.\(artifact.kind.fileExtension)")
          try artifact.write(to: file)
          let read = try Artifact(reading: artifact.kind, from: file)
          guard try read.digest() == artifact.digest() else {
            throw StoreError.corruptObject(
              digest: try artifact.digest(), kind: artifact.kind,
              reason: "it was read back with other content", quarantined: nil)
          }
        }
      }
      return Finding("files", .fine, "tensors, figures and tables are read as they were written")
    } catch {
      return Finding("files", error)
    }
  }

  private static var font: Finding {
    do {
      let fonts = try FontSet.load()
      return Finding(
        "font", .fine,
        "\(fonts.regular.path.removingLastComponent()), \(Digest(of: fonts.fileBytes).short)")
    } catch {
      return Finding("font", error)
    }
  }
}
