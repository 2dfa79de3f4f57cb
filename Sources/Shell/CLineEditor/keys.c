// Key handling: characters, control keys, paste and completion.
#if defined(__linux__)
#define _GNU_SOURCE 1  // strndup
#endif
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "editor.h"
#include "CSignals.h"

// MARK: Bytes

/// Handles the bytes that signal handlers wrote to the pipe; false if the process is to end.
static bool take_notes(line_editor *s) {
  char note;
  while (read(s->wake, &note, 1) == 1) {
    if (note == 'e') return false;
    if (note == 'w') {
      s->lib->resize(s->el);
      screen_redraw_in_place(s);
    } else {
      s->lib->set(s->el, EL_PREP_TERM, 1);
      fputs("\33[?2004h", stdout);
      screen_draw(s);
    }
  }
  return true;
}

static int get_character(EditLine *el, wchar_t *out) {
  line_editor *s = editor_of(el);
  if (s == NULL) return 0;
  while (true) {
    struct pollfd ready[2] = {{STDIN_FILENO, POLLIN, 0}, {s->wake, POLLIN, 0}};
    if (poll(ready, 2, -1) < 0 && errno != EINTR) return 0;
    if ((ready[1].revents & POLLIN) && !take_notes(s)) {
      screen_to_row_below(s);
      return 0;
    }
    if (!(ready[0].revents & (POLLIN | POLLHUP | POLLERR))) continue;
    char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return 0;
    size_t used = mbrtowc(out, &byte, 1, &s->decoding);
    if (used == (size_t)-2) continue;
    if (used == (size_t)-1) {  // an invalid byte is dropped
      memset(&s->decoding, 0, sizeof s->decoding);
      continue;
    }
    return 1;
  }
}

// MARK: Keys

static unsigned char key_cancel(EditLine *el, int c) {
  (void)c;
  line_editor *s = editor_of(el);
  screen_to_row_below(s);
  s->cancelled = true;
  return CC_EOF;
}

static unsigned char key_suspend(EditLine *el, int c) {
  (void)c;
  line_editor *s = editor_of(el);
  screen_to_row_below(s);
  fputs("\33[?2004l", stdout);
  fflush(stdout);
  s->lib->set(el, EL_PREP_TERM, 0);
  signals_stop_self();  // the byte that SIGCONT's handler writes redraws the line
  return CC_NORM;
}

static unsigned char key_clear(EditLine *el, int c) {
  (void)c;
  fputs("\33[H\33[2J", stdout);
  screen_draw(editor_of(el));
  return CC_NORM;
}

/// Reads pasted text up to the end marker and inserts it as one line, without running it.
static unsigned char key_paste(EditLine *el, int c) {
  (void)c;
  line_editor *s = editor_of(el);
  static const wchar_t end[] = L"\33[201~";
  wchar_t *text = NULL;
  size_t length = 0, room = 0;
  wchar_t next;
  while (s->lib->wgetc(el, &next) == 1) {
    if (length + 2 > room) {
      room = room * 2 + 256;
      wchar_t *larger = realloc(text, room * sizeof *text);
      if (larger == NULL) break;
      text = larger;
    }
    text[length++] = next;
    if (length >= 6 && wmemcmp(text + length - 6, end, 6) == 0) {
      length -= 6;
      break;
    }
  }
  if (text == NULL) return CC_NORM;
  size_t kept = 0;
  for (size_t index = 0; index < length; index++) {
    wchar_t wide = text[index];
    if (wide == L'\n' || wide == L'\r' || wide == L'\t') wide = L' ';
    bool control = wide < 0x20 || (wide >= 0x7F && wide < 0xA0);
    bool doubled = wide == L' ' && kept > 0 && text[kept - 1] == L' ';
    if (!control && !doubled) text[kept++] = wide;
  }
  text[kept] = 0;
  size_t size = kept * MB_CUR_MAX + 1;
  char *bytes = malloc(size);
  if (bytes != NULL && wcstombs(bytes, text, size) != (size_t)-1) s->lib->insertstr(el, bytes);
  free(bytes);
  free(text);
  return CC_REFRESH;
}

static int characters(const char *text, size_t length) {
  int count = 0;
  for (size_t index = 0; index < length; index++) count += (text[index] & 0xC0) != 0x80;
  return count;
}

static void note_tab(line_editor *s) {
  const LineInfo *line = s->lib->line(s->el);
  free(s->tabbed);
  s->tabbed = strndup(line->buffer, (size_t)(line->lastchar - line->buffer));
  s->tabbed_cursor = (size_t)(line->cursor - line->buffer);
}

static unsigned char key_complete(EditLine *el, int c) {
  (void)c;
  line_editor *s = editor_of(el);
  if (s->completer == NULL) return CC_ERROR;
  const LineInfo *info = s->lib->line(el);
  size_t cursor = (size_t)(info->cursor - info->buffer);
  char *line = strndup(info->buffer, (size_t)(info->lastchar - info->buffer));
  if (line == NULL) return CC_ERROR;
  bool again =
      s->tabbed != NULL && strcmp(s->tabbed, line) == 0 && s->tabbed_cursor == cursor;
  line_completion answer = {cursor, NULL, NULL};
  s->completer(s->context, line, cursor, again, &answer);
  if (answer.replacement != NULL && answer.start <= cursor) {
    // el_deletestr counts wide characters.
    s->lib->deletestr(el, characters(line + answer.start, cursor - answer.start));
    s->lib->insertstr(el, answer.replacement);
  }
  if (answer.listing != NULL) screen_show_listing(s, answer.listing);
  bool nothing = answer.replacement == NULL && answer.listing == NULL;
  free(answer.replacement);
  free(answer.listing);
  free(line);
  note_tab(s);
  return nothing ? CC_ERROR : CC_REFRESH;
}

// MARK: Bindings

void keys_bind(line_editor *s) {
  const libedit_table *lib = s->lib;
  EditLine *el = s->el;
  lib->set(el, EL_ADDFN, "postil-complete", "complete", key_complete);
  lib->set(el, EL_ADDFN, "postil-cancel", "cancel the line", key_cancel);
  lib->set(el, EL_ADDFN, "postil-suspend", "stop the process", key_suspend);
  lib->set(el, EL_ADDFN, "postil-clear", "clear the screen", key_clear);
  lib->set(el, EL_ADDFN, "postil-paste", "take a paste", key_paste);
  lib->set(el, EL_EDITOR, "emacs");  // resets all bindings, so it precedes them
  lib->set(el, EL_BIND, "^I", "postil-complete", NULL);
  lib->set(el, EL_BIND, "^C", "postil-cancel", NULL);
  lib->set(el, EL_BIND, "^Z", "postil-suspend", NULL);
  lib->set(el, EL_BIND, "^L", "postil-clear", NULL);
  lib->set(el, EL_BIND, "^R", "em-inc-search-prev", NULL);
  lib->set(el, EL_BIND, "^S", "em-inc-search-next", NULL);
  // ESC sequences are bound in emacs mode only: they would break vi's command mode.
  lib->set(el, EL_BIND, "\33[200~", "postil-paste", NULL);
  lib->set(el, EL_BIND, "\33[1;5C", "em-next-word", NULL);
  lib->set(el, EL_BIND, "\33[1;5D", "ed-prev-word", NULL);
  lib->set(el, EL_BIND, "\33[3~", "ed-delete-next-char", NULL);
  // EL_SETTY -d intr= has no effect, hence -isig; -ixon makes ^S available.
  lib->set(el, EL_SETTY, "-d", "-isig", NULL);
  lib->set(el, EL_SETTY, "-d", "-ixon", NULL);
  lib->wset(el, EL_GETCFN, get_character);  // el_set of old libedit expects char *, not wchar_t *
}
