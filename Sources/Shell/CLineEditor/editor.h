// What the editor's files share: `editor.c` its life, `keys.c` what keys do, `screen.c` where things
// stand on the screen.
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
  int wake;  // the reading end of the signals' pipe
  char *head, *last, *prefill;
  line_completer completer;
  void *context;
  bool cancelled;
  char *tabbed;  // the line and cursor as the last TAB left them
  size_t tabbed_cursor;
  mbstate_t decoding;
};

/// The editor that a callback of libedit's is about.
line_editor *editor_of(EditLine *el);

/// Binds the keys, and gives libedit the function that reads them.
void keys_bind(line_editor *s);

/// Draws head lines, prompt and line at the row where the cursor stands: EL_REFRESH erases nothing
/// and knows nothing of the head.
void screen_draw(line_editor *s);

/// The same over the lines as they stand.
void screen_redraw_in_place(line_editor *s);

/// Goes to the row below the line.
void screen_to_row_below(line_editor *s);

/// Shows lines below the line, and the line again below them.
void screen_show_listing(line_editor *s, const char *listing);

#endif
