/// The lengths of both codes of a block, themselves coded: RFC 1951, section 3.2.7.
struct DeflateHeader {
  /// The order in which the lengths of the third code stand.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// A length, or 16, 17 or 18 with how often something is repeated.
  private struct Item {
    var symbol: Int
    var extraBits = 0
    var value = 0
  }

  private let symbolCount: Int
  private let distanceCount: Int
  private var items: [Item] = []

  init(_ symbols: HuffmanCode, _ distances: HuffmanCode) {
    symbolCount = (symbols.words.lastIndex { $0.length > 0 } ?? 0) + 1
    distanceCount = (distances.words.lastIndex { $0.length > 0 } ?? 0) + 1
    let lengths = (symbols.words.prefix(symbolCount) + distances.words.prefix(distanceCount))
      .map(\.length)
    var place = lengths.startIndex
    while place < lengths.endIndex {
      let length = lengths[place]
      let end = lengths[place...].firstIndex { $0 != length } ?? lengths.endIndex
      append(length: Int(length), count: end - place)
      place = end
    }
  }

  private mutating func append(length: Int, count: Int) {
    var count = count
    if length == 0 {
      while count >= 3 {
        let part = min(count, 138)
        items.append(
          part > 10
            ? Item(symbol: 18, extraBits: 7, value: part - 11)
            : Item(symbol: 17, extraBits: 3, value: part - 3))
        count -= part
      }
    } else {
      items.append(Item(symbol: length))
      count -= 1
      while count >= 3 {
        let part = min(count, 6)
        items.append(Item(symbol: 16, extraBits: 2, value: part - 3))
        count -= part
      }
    }
    items += repeatElement(Item(symbol: length), count: count)
  }

  func write(into writer: inout BitWriter) {
    var frequencies = [Int](repeating: 0, count: Self.order.count)
    for item in items { frequencies[item.symbol] += 1 }
    let code = HuffmanCode(frequencies: frequencies, limit: 7)
    let count = max(4, (Self.order.lastIndex { code.words[$0].length > 0 } ?? 0) + 1)
    writer.write(UInt64(symbolCount - 257), count: 5)
    writer.write(UInt64(distanceCount - 1), count: 5)
    writer.write(UInt64(count - 4), count: 4)
    for symbol in Self.order.prefix(count) {
      writer.write(UInt64(code.words[symbol].length), count: 3)
    }
    for item in items {
      writer.write(code, symbol: item.symbol)
      writer.write(UInt64(item.value), count: item.extraBits)
    }
  }
}
