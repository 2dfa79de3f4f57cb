import PostilExchange
import PostilKit
import PostilSystem

/// Reads the columns of a CoNLL file, and refuses a file whose columns are not a token first and a label
/// last: what it made of one would be rubbish.
struct CoNLLColumns {
  /// A token with its label.
  struct Row {
    let line: Int
    let columns: [String]
    var token: String { columns[0] }
    var label: String { columns[columns.count - 1] }
  }

  private let path: String
  private let options: ImportOptions
  /// The places of the token and of the label; nil for the first and the last column.
  private var places: (token: Int, label: Int)?
  /// The rows by article and sentence.
  private(set) var documents: [[[Row]]] = []
  /// What is not read although it could be labels.
  private(set) var losses: [ImportLoss] = []
  /// Whether labels have no prefix, so that equal neighbours are one annotation.
  private(set) var isBare = false

  /// Reads and checks a file.
  ///
  /// - Throws: `notUTF8`, `badRecord`, `notLabels`, `notColumns`.
  init(_ source: ImportSource, options: ImportOptions) throws(PostilError) {
    path = source.path
    self.options = options
    if !options.columns.isEmpty { places = try Self.places(options.columns) }
    let lines = try source.lines()
    try read(lines, withTabs: Self.separatesByTabs(lines))
    try check(Array(documents.joined().joined()))
  }

  /// - Throws: `invalid` for names without a token or a label.
  private static func places(_ names: [String]) throws(PostilError) -> (token: Int, label: Int) {
    guard let token = names.firstIndex(of: "token"), let label = names.firstIndex(of: "label")
    else {
      throw .value(
        .invalid(
          name: "list of columns", value: names.joined(separator: ","), form: "_,token,label"))
    }
    return (token, label)
  }

  /// Whether tabs separate columns, decided once for the file: a token may then contain blanks.
  private static func separatesByTabs(_ lines: [Substring]) -> Bool {
    let rows = lines.filter { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("-DOCSTART-") }
    return rows.contains { $0.contains("\t") }
      && rows.allSatisfy { $0.contains("\t") || $0.hasPrefix("#") }
  }

  private mutating func read(_ lines: [Substring], withTabs: Bool) throws(PostilError) {
    var isNewSentence = true
    for (index, line) in lines.enumerated() {
      let columns =
        withTabs
        ? line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
        : line.split { $0 == " " || $0 == "\t" }.map(String.init)
      if columns.allSatisfy(\.isEmpty) {
        isNewSentence = true
        continue
      }
      if columns[0].hasPrefix("-DOCSTART-") {
        documents.append([])
        isNewSentence = true
        continue
      }
      if line.hasPrefix("#begin document") {
        throw .file(
          .badRecord(
            path: path, line: index + 1,
            reason:
              "it is a file of CoNLL-2012, whose brackets are not read; convert it to a label a token"
          ))
      }
      if isComment(line, columns, withTabs) { continue }
      guard columns.count > 1, !columns[0].isEmpty else {
        throw .file(.badRecord(path: path, line: index + 1, reason: "it has a single column"))
      }
      if documents.isEmpty { documents.append([]) }
      let last = documents.count - 1
      if isNewSentence { documents[last].append([]) }
      isNewSentence = false
      documents[last][documents[last].count - 1].append(
        Row(line: index + 1, columns: try chosen(columns, index + 1)))
    }
    documents.removeAll { $0.isEmpty }
  }

  /// The columns that were named, or all.
  private func chosen(_ columns: [String], _ line: Int) throws(PostilError) -> [String] {
    guard let places else { return columns }
    guard max(places.token, places.label) < columns.count else {
      throw .file(
        .badRecord(
          path: path, line: line,
          reason: "it has \(columns.count) columns, and --columns names "
            + "\(max(places.token, places.label) + 1)"))
    }
    return [columns[places.token], columns[places.label]]
  }

  /// A comment: a line with `#` first that has no tab where all rows have, or no label at its end.
  private func isComment(_ line: Substring, _ columns: [String], _ withTabs: Bool) -> Bool {
    guard line.hasPrefix("#") else { return false }
    if withTabs { return columns.count == 1 }
    return columns[0] == "#" && TaggedToken.prefixed(columns[columns.count - 1]) == nil
      && columns[columns.count - 1] != "O"
  }

  // MARK: Checks

  private mutating func check(_ rows: [Row]) throws(PostilError) {
    if places == nil, isCoNLLU {
      throw .format(.notColumns(path: path, what: "it is CoNLL-U, which `import conllu` reads"))
    }
    if places == nil, countsTokens {
      throw .format(.notColumns(path: path, what: "its first column counts the tokens"))
    }
    let labels = rows.filter { $0.label != "O" }
    guard let first = labels.first else { return }
    let bare = labels.first { TaggedToken.prefixed($0.label) == nil }
    isBare = labels.allSatisfy { TaggedToken.prefixed($0.label) == nil }
    if let bare, !isBare || !labels.contains(where: { options.meaning(of: $0.label) != nil }) {
      throw .format(.notLabel(path: path, line: bare.line, word: bare.label))
    }
    noteOtherLabels(first.columns.count)
  }

  /// Whether every row has ten columns of which the first is a number, or a range of them.
  private var isCoNLLU: Bool {
    documents.joined().joined().allSatisfy {
      $0.columns.count == 10 && $0.token.allSatisfy { $0.isNumber || $0 == "-" || $0 == "." }
    } && !documents.isEmpty
  }

  /// Whether the first of three or more columns is 1, 2, 3, … in every sentence.
  private var countsTokens: Bool {
    let sentences = documents.joined()
    return !sentences.isEmpty
      && sentences.allSatisfy { sentence in
        sentence.enumerated().allSatisfy {
          $0.element.columns.count > 2
            && ($0.element.token == "\($0.offset + 1)" || $0.element.token == "\($0.offset)")
        }
      }
  }

  /// Lists labels of the schema in other columns: those of nested annotations.
  private mutating func noteOtherLabels(_ count: Int) {
    guard count > 2 else { return }
    for column in 1..<(count - 1) {
      let found = documents.joined().joined().first { row in
        row.columns.count == count
          && TaggedToken.prefixed(row.columns[column]).map { options.meaning(of: $0.type) != nil }
            == true
      }
      guard let found else { continue }
      losses.append(
        ImportLoss(
          path: path, line: found.line,
          what: "column \(column + 1) has labels too; only those of the last column are read"))
    }
  }
}
