/// The only place where an error becomes a sentence: what was requested, what is wrong, what to do
/// next.
extension PostilError: CustomStringConvertible {
  /// The sentence, without the leading `error:`.
  package var description: String {
    switch self {
    case .noSuchFile(let path):
      "there is no file '\(path)'; check the name"
    case .cannotRead(let path, let code):
      "cannot read '\(path)': \(reason(code))"
    case .cannotWrite(let path, let code):
      "cannot write '\(path)': \(reason(code)); nothing was changed"
    case .exists(let path):
      "'\(path)' already exists; add --force to replace it"
    case .notUTF8(let path, let byte):
      "'\(path)' is not UTF-8: invalid byte at offset \(byte); convert it, for example with iconv"
    case .binary(let path, let byte):
      "'\(path)' is not a text file: NUL byte at offset \(byte)"
    case .tooLarge(let path, let bytes, let limit):
      "'\(path)' has \(bytes) bytes, more than the limit of \(limit)"
    case .badName(let path, let reason):
      "'\(path)' cannot be an article: \(reason)"
    case .ambiguousArticle(let path, let other):
      "'\(path)' and '\(other)' would share one sidecar; rename one of them"
    case .noArticle(let name, let nearest):
      "there is no article '\(name)'" + suggestion(nearest, else: "`articles` lists them")
    case .foreignSidecar(let path):
      "'\(path)' is not a Postil sidecar, so it was left untouched; move it, or use --sidecars DIR"
    case .newerSidecar(let path, let version):
      "'\(path)' was written by a newer Postil (version \(version)); update Postil to change it"
    case .textChanged(let path):
      "'\(path)' has changed since it was annotated, so its annotations are not shown;"
        + " restore the text, or run `anchor` to find them again"
    case .locked(let path):
      "'\(path)' has been locked by another process for 10 seconds; try again later"
    case .noAnnotation(let id, let article):
      "there is no annotation '\(id)' in '\(article)'; `list` shows the existing ones"
    case .nothingToUndo(let by): "nothing by \(by) to undo in this article"
    case .nothingToRedo(let by): "nothing by \(by) to redo in this article"
    case .badSettings(let path, let reason): "'\(path)': \(reason)"
    case .unknownLabel(let label, let known):
      "no label '\(label)' in the schema"
        + suggestion(Spelling.nearest(label, in: known), else: "`schema` lists all")
    case .ambiguousLabel(let label, let layers):
      "the label '\(label)' is on several layers; use "
        + layers.map { "\($0):\(label)" }.joined(separator: " or ")
    case .badValue(let name, let value, let expected):
      "'\(value)' is not a valid \(name): \(expected)"
    case .noPlugin(let name, let known):
      "no plugin '\(name)'"
        + suggestion(Spelling.nearest(name, in: known), else: "`plugins` lists all")
    case .badManifest(let path, let reason): "'\(path)': \(reason)"
    case .pluginRefused(let name, let reason): "the plugin '\(name)' was refused: \(reason)"
    case .pluginFailed(let name, let reason): "the plugin '\(name)' failed: \(reason)"
    case .missingLayer(let plugin, let layer):
      "the plugin '\(plugin)' requires the layer '\(layer)', which no available plugin produces"
    case .notTrusted(let plugin, let path):
      "the plugin '\(plugin)' comes with this workspace and is not trusted; read the files in"
        + " '\(path)', which `trust \(plugin) --show` lists, then run `trust \(plugin)`"
    case .protectedFile(let path):
      "'\(path)' is an article or a sidecar and is never overwritten; use another path"
    case .linkLeaves(let path, let folder):
      "'\(path)' is a symbolic link that leads out of '\(folder)', or to nothing; remove it, or use another path"
    case .textDiffers(let article, let at):
      "the text of '\(article)' differs here, from code point \(at) on;"
        + " import into an empty folder, or restore the text"
    case .badRecord(let path, let line, let reason):
      "'\(path)' line \(line): \(reason)"
    case .usage(let reason, let next): next.isEmpty ? reason : "\(reason); \(next)"
    case .noCommand(let name, let nearest):
      "no command '\(name)'" + suggestion(nearest, else: "`help` lists all")
    case .ambiguousCommand(let name, let candidates):
      "'\(name)' is ambiguous: \(alternatives(candidates)); type more letters"
    case .unknownFlag(let flag, let command, let known):
      "\(command) has no --\(flag)"
        + suggestion(
          Spelling.nearest(flag, in: known).map { "--" + $0 }, else: "`help \(command)` lists all")
    case .noOpenArticle: "no article is open; use `open NAME`, or `articles` to list them"
    case .interrupted: "interrupted"
    case .brokenPipe: "standard output was closed"
    case .cannotPrint(let code): "cannot print: \(reason(code)); changes made so far are kept"
    case .badSpan(let span, let reason): "cannot resolve '\(span)': \(reason)"
    case .noText(let text, let nearest):
      "\(text) does not occur"
        + suggestion(nearest.map { ["\"\($0)\""] } ?? [], else: "`show` prints the text")
    case .ambiguousText(let text, let count, let occurrences):
      "\(text) occurs \(count) times:\n  " + occurrences.joined(separator: "\n  ")
        + "\n  use \(text)#2 for the second, or \(text)#* for all"
    case .noOccurrence(let text, let number, let count):
      "\(text) occurs \(count) time\(count == 1 ? "" : "s"), so there is no #\(number)"
        + "; use \(text)#last for the last"
    case .noLine(let line, let count):
      "there is no line \(line); the article has \(count) line\(count == 1 ? "" : "s")"
    case .noWord(let line, let word, let count, let nearest):
      "line \(line) has \(count) word\(count == 1 ? "" : "s"), so there is no word \(word)"
        + suggestion(nearest.map { [$0] } ?? [], else: "`show \(line)` prints it")
    case .nothingNamed(let name, let count):
      "there is no annotation \(name)"
        + (count == 0 ? "; the article has none yet" : "; `list` shows them")
    case .pending(let article, let count):
      "\(article) has \(count) suggestion\(count == 1 ? "" : "s") to decide; run `review`,"
        + " or `done --force` to leave them undecided"
    }
  }

  /// The exit status for this kind of error.
  package var status: ExitStatus {
    switch self {
    case .noSuchFile, .noArticle: .noInput
    case .cannotRead(_, let code), .cannotWrite(_, let code):
      code == EACCES || code == EPERM || code == EROFS ? .permission : .inputOutput
    case .notUTF8, .binary, .tooLarge, .badName, .ambiguousArticle, .foreignSidecar, .newerSidecar,
      .textChanged, .textDiffers, .badSettings, .badManifest, .badRecord:
      .badData
    case .exists, .nothingToUndo, .nothingToRedo, .noAnnotation, .protectedFile, .linkLeaves:
      .failure
    case .locked: .temporary
    case .unknownLabel, .ambiguousLabel, .badValue, .usage: .usage
    case .noPlugin, .pluginRefused, .pluginFailed, .missingLayer: .unavailable
    case .notTrusted: .permission
    case .noCommand, .ambiguousCommand, .unknownFlag, .noOpenArticle, .badSpan, .noText,
      .ambiguousText, .noOccurrence, .noLine, .noWord, .nothingNamed:
      .usage
    case .pending: .failure
    case .interrupted: .interrupted
    case .brokenPipe: .brokenPipe
    case .cannotPrint: .inputOutput
    }
  }

  private func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  /// `accept, agree or alias`.
  private func alternatives(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  private func suggestion(_ nearest: [String], else advice: String) -> String {
    nearest.isEmpty ? "; \(advice)" : ". Did you mean \(nearest.joined(separator: " or "))?"
  }
}
