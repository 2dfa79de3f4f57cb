// Shared by the editor's files: `editor.c` creates and runs it, `keys.c` handles keys, `screen.c`
// tracks positions on the screen.
#ifndef POSTIL_EDITOR_H
#define POSTIL_EDITOR_H

#include <wchar.h>

#include "CLineEditor.h"
#include "library.h"

struct line_editor {
  const libedit_table *lib;
  EditLine *el;
  History *history;
  HistEvent event;
  int wake;  // the read end of the signals' pipe
  char *head, *last, *prefill;
  line_completer completer;
  void *context;
  bool cancelled;
  char *tabbed;  // the line and cursor after the last TAB
  size_t tabbed_cursor;
  mbstate_t decoding;
};

/// The editor that a libedit callback belongs to.
line_editor *editor_of(EditLine *el);

/// Binds the keys and installs the function that reads them.
void keys_bind(line_editor *s);

/// Draws head lines, prompt and line starting at the cursor's row: EL_REFRESH neither erases anything
/// nor draws the head lines.
void screen_draw(line_editor *s);

/// Redraws them over the lines already on the screen.
void screen_redraw_in_place(line_editor *s);

/// Moves the cursor to the row below the line.
void screen_to_row_below(line_editor *s);

/// Prints a listing below the line, and the line again below the listing.
void screen_show_listing(line_editor *s, const char *listing);

#endif
