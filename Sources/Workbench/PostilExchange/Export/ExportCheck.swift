import PostilKit
import PostilSystem

/// Reads an export back with the importer of its format and compares: each annotation that was written must
/// be there, with its words and label, and no other.
package struct ExportCheck: Sendable {
  /// An annotation as both sides have it. Formats of columns name no layer, and some no whole annotation,
  /// so that its pieces are compared.
  private struct Piece: Hashable {
    let label: String
    let span: Span

    /// Formats with a small alphabet write labels in it, and say so.
    init(label: String, span: Span) {
      self.label = StorableName.of(label)
      self.span = span
    }
  }

  /// What was found.
  package struct Report: Hashable, Sendable {
    /// Number of pieces of annotations that are as they were written.
    package internal(set) var equal = 0
    /// What is wrong, as `article: label 3:12: …`.
    package internal(set) var wrong: [String] = []
  }

  private let importer: any Importer
  private var expected: [String: [Piece: Int]] = [:]
  /// Articles with annotations that the export altered, and said so: their places need not be equal.
  private var altered: [String: Set<String>] = [:]

  /// Prepares a check.
  ///
  /// - Parameter importer: Reads the format, and admits any label.
  package init(_ importer: any Importer) { self.importer = importer }

  /// Takes note of what an article's files should hold.
  mutating func expect(_ article: String, _ annotations: [Annotation], _ losses: [ExportLoss]) {
    let dropped = Set(losses.filter(\.isWhole).map(\.id))
    let told = Set(losses.filter(\.altersPlace).map(\.id))
    var pieces = expected[article] ?? [:]
    for annotation in annotations where !dropped.contains(annotation.id) {
      if told.contains(annotation.id) {
        altered[article, default: []].insert(StorableName.of(annotation.label))
        continue
      }
      for span in annotation.spans where !span.isEmpty {
        pieces[Piece(label: annotation.label, span: span), default: 0] += 1
      }
    }
    expected[article] = pieces
  }

  /// Reads files and compares.
  ///
  /// - Parameters:
  ///   - root: The folder that was exported to; empty for a single file.
  ///   - texts: The articles, for formats that carry no text.
  /// - Throws: What reading throws.
  func read(_ paths: [String], in root: String, texts: KnownArticles) throws -> Report {
    var report = Report()
    var left = expected
    for path in paths {
      guard let ending = importer.fileExtensions.first(where: { path.hasSuffix("." + $0) }) else {
        continue
      }
      let start = root.isEmpty || root.hasSuffix("/") ? root : root + "/"
      let name = path.hasPrefix(start) ? String(path.dropFirst(start.count)) : path
      let source = ImportSource(
        file: FileAccess(path: path), name: String(name.dropLast(ending.count + 1)),
        bytes: try Files.read(path, limit: Self.largest))
      for article in try importer.read(source, known: texts) {
        compare(article, &left, &report)
      }
    }
    for (article, pieces) in left.sorted(by: { $0.key < $1.key }) {
      for (piece, count) in pieces where count > 0 {
        report.wrong.append("\(article): \(piece.label) \(piece.span) is missing")
      }
    }
    report.wrong.sort()
    return report
  }

  /// The largest file that is read back, in bytes.
  private static let largest = 1 << 30

  private func compare(
    _ article: ImportedArticle, _ left: inout [String: [Piece: Int]], _ report: inout Report
  ) {
    for annotation in article.annotations {
      for span in annotation.spans {
        let piece = Piece(label: annotation.label, span: span)
        if let count = left[article.name]?[piece], count > 0 {
          left[article.name]?[piece] = count - 1
          report.equal += 1
        } else if altered[article.name]?.contains(piece.label) != true {
          report.wrong.append("\(article.name): \(annotation.label) \(span) was not to be written")
        }
      }
    }
    for loss in article.losses where loss.line > 0 {
      report.wrong.append("\(article.name): \(loss.what)")
    }
  }
}

extension ExportLoss {
  /// Whether the annotation may be read back with another place or label.
  fileprivate var altersPlace: Bool { if case .other = part { true } else { false } }
}
