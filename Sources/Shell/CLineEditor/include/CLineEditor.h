/// A line editor based on libedit, which is loaded when the first editor is created.
///
/// Strings are UTF-8 and positions count bytes; wide characters, variadic calls and `FILE *` are not
/// part of this interface.
#ifndef POSTIL_LINE_EDITOR_H
#define POSTIL_LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct line_editor line_editor;

/// How reading a line ended.
typedef enum {
  LINE_READ,       ///< A line was read.
  LINE_END,        ///< Ctrl-D on an empty line, or the terminal was closed.
  LINE_CANCELLED,  ///< Ctrl-C.
} line_status;

/// The result of a completer. Both strings are allocated with malloc and freed by the editor.
typedef struct {
  size_t start;       ///< The byte offset from which `replacement` replaces the text up to the cursor.
  char *replacement;  ///< The replacement, or null if nothing is to be inserted.
  char *listing;      ///< Lines to show below the line, or null.
} line_completion;

/// Called when TAB is pressed. `again` is whether line and cursor are unchanged since the last TAB.
typedef void (*line_completer)(
    void *context, const char *line, size_t cursor, bool again, line_completion *answer);

/// Sets LC_CTYPE from the environment, else to a UTF-8 locale if the system has one. Returns whether the
/// locale is multi-byte.
bool line_editor_set_locale(void);

/// Whether the environment's locale is a UTF-8 locale.
bool line_editor_locale_is_utf8(void);

/// Loads libedit and creates an editor on stdin and stdout; null if libedit is missing.
line_editor *line_editor_new(const char *program);

/// Frees an editor and restores the terminal.
void line_editor_free(line_editor *editor);

/// Sets the prompt: `head` is printed above the line, `last` before the cursor; in `last`, `\1` encloses
/// text that takes no columns. Its last character must be visible.
void line_editor_set_prompt(line_editor *editor, const char *head, const char *last);

/// Sets the function called when TAB is pressed.
void line_editor_set_completer(line_editor *editor, line_completer completer, void *context);

/// Reads a configuration file of libedit, such as `~/.editrc`.
void line_editor_source(line_editor *editor, const char *path);

/// Appends a line to the history in memory.
void line_editor_remember(line_editor *editor, const char *line);

/// Sets the initial text of the next line.
void line_editor_prefill(line_editor *editor, const char *text);

/// Reads a line. `line` is valid until the next call; `length` excludes the line terminator.
line_status line_editor_read(line_editor *editor, const char **line, size_t *length);

#endif
