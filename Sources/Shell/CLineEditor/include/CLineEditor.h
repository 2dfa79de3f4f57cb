/// A line editor over libedit, which is loaded when the first line is read and not before.
///
/// Strings are UTF-8 and positions count bytes: no wide character, variadic call or `FILE *` is seen
/// outside `editor.c`.
#ifndef POSTIL_LINE_EDITOR_H
#define POSTIL_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct line_editor line_editor;

/// How reading a line ended.
typedef enum {
  LINE_READ,       ///< A line was read.
  LINE_END,        ///< Ctrl-D on an empty line, or the terminal is gone.
  LINE_CANCELLED,  ///< Ctrl-C.
} line_status;

/// What a completer answers. Both strings come from malloc and are freed by the editor.
typedef struct {
  size_t start;       ///< The byte from which `replacement` stands in for the text up to the cursor.
  char *replacement;  ///< Null if nothing is to be inserted.
  char *listing;      ///< Lines to show below, or null.
} line_completion;

/// Answers a TAB. `again` is true when nothing happened since the TAB before.
typedef void (*line_completer)(
    void *context, const char *line, size_t cursor, bool again, line_completion *answer);

/// Makes the locale's characters known, UTF-8 where the system has it. Returns whether it has.
bool line_editor_set_locale(void);

/// Whether the locale that the environment asks for is a UTF-8 one.
bool line_editor_locale_is_utf8(void);

/// Loads libedit and makes an editor on stdin and stdout; null where libedit is missing.
line_editor *line_editor_new(const char *program);

/// Ends an editor and puts the terminal back.
void line_editor_free(line_editor *editor);

/// Sets the prompt: `head` is printed above the line, `last` stands before the cursor, where `\1`
/// surrounds what takes no room. A visible character must come last.
void line_editor_set_prompt(line_editor *editor, const char *head, const char *last);

/// Sets who answers TAB.
void line_editor_set_completer(line_editor *editor, line_completer completer, void *context);

/// Reads the user's `~/.editrc`, or another file of its kind.
void line_editor_source(line_editor *editor, const char *path);

/// Puts a line at the end of the history in memory.
void line_editor_remember(line_editor *editor, const char *line);

/// Puts text on the next line before its first key.
void line_editor_prefill(line_editor *editor, const char *text);

/// Reads a line. `line` stays valid until the next call; its end of line is cut off.
line_status line_editor_read(line_editor *editor, const char **line, size_t *length);

#endif
