import PostilExchange
import PostilFormats

/// The formats, as help lists them.
package enum FormatHelp {
  /// A paragraph for each format that can be written, with what it cannot say.
  package static let exports = Formats.exporters().map {
    "\($0.name): \($0.summary)" + ($0.cannotSay.isEmpty ? "." : "; not in it: \($0.cannotSay).")
  }.joined(separator: "\n\n")

  /// A paragraph for each format that can be read.
  package static let imports = Formats.importers().map { importer in
    ([importer.name] + importer.aliases).joined(separator: ", ") + ": \(importer.summary)."
  }.joined(separator: "\n\n")
}
