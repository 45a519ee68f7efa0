import Ink

/// Where the pictures of a grid and their captions stand.
struct ImageGridLayout {
  private let images: [GridImage]
  private let theme: Theme
  private let captions: [[String]]
  private let columns: Int

  /// The sides of the largest picture in its own pixels.
  private let largest: (width: Int, height: Int)

  private let captionHeight: Double
  private let captionWidth: Double

  /// Logical pixels per pixel of a picture where there is room.
  private let pixel: Double

  private static let gap = 8.0
  private static let captionGap = 4.0
  private static let wantedSide = 64.0
  private static let usualWidth = 680.0
  private static let widestCaption = 104.0

  init(_ grid: ImageGrid, theme: Theme, fonts: FontSet) throws {
    images = grid.images
    self.theme = theme
    largest = (images.map(\.width).max() ?? 1, images.map(\.height).max() ?? 1)
    let side = Double(max(largest.width, largest.height))
    pixel = Self.crisp(Self.wantedSide / side)
    let lineHeight = TextFitting.lineHeight(theme.noteSize)
    let width = try Self.captionWidth(
      images, atLeast: Double(largest.width) * pixel, theme: theme, fonts: fonts)
    captionWidth = width
    captions = try images.map {
      try TextFitting(fonts: fonts).wrapped(
        $0.caption, width: width, size: theme.noteSize, limit: 2)
    }
    let lines = captions.map(\.count).max() ?? 0
    captionHeight = lines == 0 ? 0 : Self.captionGap + Double(lines) * lineHeight
    let most = max(1, Int((Self.usualWidth + Self.gap) / (width + Self.gap)))
    let rows = (images.count + most - 1) / most
    columns = grid.columns ?? (images.count + rows - 1) / max(1, rows)
  }

  /// Half a logical pixel is one device pixel at the usual scale of 2: with a whole number of them
  /// all squares of an enlarged picture are of equal size.
  private static func crisp(_ pixel: Double) -> Double {
    pixel >= 0.5 ? (pixel * 2).rounded(.down) / 2 : pixel
  }

  /// The width at which all captions fit into two lines, if there is one.
  private static func captionWidth(
    _ images: [GridImage], atLeast least: Double, theme: Theme, fonts: FontSet
  ) throws -> Double {
    let fitting = TextFitting(fonts: fonts)
    var width = least
    for image in images where !image.caption.isEmpty {
      while width < widestCaption,
        try fitting.wrapped(image.caption, width: width, size: theme.noteSize, limit: 2)
          .contains(where: { $0.hasSuffix("\u{2026}") })
      { width += 4 }
    }
    return width
  }

  private var rows: Int { (images.count + columns - 1) / columns }

  private func cell(_ pixel: Double, _ scale: Double) -> Size {
    Size(
      width: max(Double(largest.width) * pixel, captionWidth * scale),
      height: Double(largest.height) * pixel + captionHeight * scale)
  }

  private func size(_ pixel: Double, _ scale: Double) -> Size {
    let cell = cell(pixel, scale)
    return Size(
      width: Double(columns) * (cell.width + Self.gap * scale) - Self.gap * scale,
      height: Double(rows) * (cell.height + Self.gap * scale) - Self.gap * scale)
  }

  /// The size at which all pictures are as large as they should be, with their frames.
  var size: Size {
    let size = size(pixel, 1)
    return Size(width: size.width + 2, height: size.height + 2)
  }

  /// Draws the grid from the upper left corner of a rectangle, smaller where there is little room.
  func draw(
    in rect: Rect, into items: inout [Scene.Item], pixmap: (GridImage) throws -> Pixmap
  ) rethrows {
    let scale = min(1, rect.width / size.width, rect.height / size.height)
    let pixel = scale < 1 ? Self.crisp(self.pixel * scale) : self.pixel
    let cell = cell(pixel, scale)
    for (index, image) in images.enumerated() {
      let (row, column) = (index / columns, index % columns)
      let left = rect.minX + 1 + Double(column) * (cell.width + Self.gap * scale)
      let top = rect.minY + 1 + Double(row) * (cell.height + Self.gap * scale)
      let side = Size(width: Double(image.width) * pixel, height: Double(image.height) * pixel)
      let bottom = top + Double(largest.height) * pixel
      let frame = Rect(
        x: Self.onDevicePixel(left + (cell.width - side.width) / 2),
        y: Self.onDevicePixel(bottom - side.height), width: side.width, height: side.height)
      items.append(.picture(try pixmap(image), frame, pixel < 0.5 ? .area : .nearest))
      drawFrame(of: image, frame, into: &items)
      let size = theme.noteSize * scale
      for (number, line) in captions[index].enumerated() {
        let y =
          bottom + (Self.captionGap + Double(number) * TextFitting.lineHeight(theme.noteSize))
          * scale + size
        items.append(
          .text(
            TextRun(
              line, at: Point(x: frame.center.x, y: y), size: size, color: theme.text,
              anchor: .middle)))
      }
    }
  }

  private static func onDevicePixel(_ value: Double) -> Double {
    (value * 2).rounded(.toNearestOrAwayFromZero) / 2
  }

  /// A thin frame, so that pictures as light as the background have an edge.
  private func drawFrame(of image: GridImage, _ rect: Rect, into items: inout [Scene.Item]) {
    let width = image.isMarked ? 1.5 : 0.5
    let color =
      image.isMarked
      ? theme.palette[1 % theme.palette.count]
      : theme.background.mixed(with: theme.subtleText, share: 120)
    items.append(
      .stroke(
        .rectangle(rect.inset(by: -width / 2)), StrokeStyle(width: width, snapsToPixels: true),
        color))
  }
}
