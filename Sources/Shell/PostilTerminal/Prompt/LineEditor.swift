import CLineEditor
import PostilSystem

/// Reads lines from the user; the only Swift file that uses libedit.
///
/// Without libedit or a terminal, plain lines are read.
package final class LineEditor {
  /// How reading a line ended.
  package enum Line: Hashable {
    case text(String)
    case cancelled
    case end
  }

  private let editor: OpaquePointer?
  private let history: HistoryFile?
  private let completion: Completion

  /// Whether lines can be edited: libedit was loaded.
  package var isEditing: Bool { editor != nil }

  /// Makes an editor for a workspace.
  ///
  /// - Parameters:
  ///   - history: The file that stores the lines, or nil.
  ///   - columns: Returns the width of the terminal, for the list of choices.
  ///   - completer: Completes a line up to the cursor when TAB is pressed.
  package init(
    history: HistoryFile?, columns: @escaping () -> Int,
    completer: @escaping (String) -> CompletionAnswer
  ) {
    self.history = history
    completion = Completion(columns: columns, completer: completer)
    editor = line_editor_new("postil")
    guard let editor else { return }
    line_editor_set_completer(editor, answerTab, Unmanaged.passUnretained(completion).toOpaque())
    for line in history?.lines() ?? [] { line_editor_remember(editor, line) }
    if let home = Terminal.environment("HOME") { line_editor_source(editor, "\(home)/.editrc") }
  }

  deinit { line_editor_free(editor) }

  /// Reads a line after a prompt.
  ///
  /// - Parameters:
  ///   - prompt: The prompt; its last character must be visible.
  ///   - style: The SGR code of the prompt's style, or nil.
  ///   - text: The initial text of the line.
  package func read(prompt: String, style: String?, text: String = "") -> Line {
    guard let editor else { return plain(prompt) }
    if !text.isEmpty { line_editor_prefill(editor, text) }
    let shown = style.map { "\u{1}\u{1B}[\($0)m\u{1}\(prompt)\u{1}\u{1B}[0m\u{1} " } ?? prompt + " "
    line_editor_set_prompt(editor, "", shown)
    var line: UnsafePointer<CChar>?
    var length = 0
    switch line_editor_read(editor, &line, &length) {
    case LINE_CANCELLED: return .cancelled
    case LINE_READ: break
    default: return .end
    }
    guard let line else { return .end }
    let bytes = UnsafeRawBufferPointer(start: line, count: length)
    let text = String(decoding: bytes, as: UTF8.self)
    remember(text)
    return .text(text)
  }

  /// Adds a line to the history in memory only.
  package func offer(_ line: String) {
    if let editor { line_editor_remember(editor, line) }
  }

  private func remember(_ text: String) {
    guard let editor, let first = text.first, !first.isWhitespace else { return }
    line_editor_remember(editor, text)
    history?.append(text)
  }

  private func plain(_ prompt: String) -> Line {
    print(prompt, terminator: " ")
    fflush(nil)
    return readLine().map { .text($0) } ?? .end
  }

  /// The context of the C callback.
  fileprivate final class Completion {
    package let columns: () -> Int
    package let completer: (String) -> CompletionAnswer

    package init(columns: @escaping () -> Int, completer: @escaping (String) -> CompletionAnswer) {
      self.columns = columns
      self.completer = completer
    }
  }
}

/// Completion callback of the C editor: first the longest common prefix, on a second TAB the list.
private nonisolated func answerTab(
  _ context: UnsafeMutableRawPointer?, _ line: UnsafePointer<CChar>?, _ cursor: Int, _ again: Bool,
  _ answer: UnsafeMutablePointer<line_completion>?
) {
  guard let context, let line, let answer else { return }
  let completion = Unmanaged<LineEditor.Completion>.fromOpaque(context).takeUnretainedValue()
  let typed = String(
    decoding: UnsafeRawBufferPointer(start: line, count: cursor), as: UTF8.self)
  let found = completion.completer(typed)
  answer.pointee.start = found.start
  if let replacement = found.replacement { answer.pointee.replacement = strdup(replacement) }
  if found.choices.count > 1, again || found.replacement == nil {
    answer.pointee.listing = strdup(
      CompletionAnswer.columns(found.choices, width: completion.columns()))
  }
}
