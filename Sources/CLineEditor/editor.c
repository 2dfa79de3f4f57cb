// The line editor: libedit with keys, paste, completion and redrawing of our own. Each oddity below
// answers a fault of libedit that was seen, and says so.
#if defined(__linux__)
#define _GNU_SOURCE 1  // wcwidth, newlocale
#endif
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <xlocale.h>
#endif

#include "CLineEditor.h"
#include "library.h"
#include "signals.h"

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

// MARK: Locale

bool line_editor_locale_is_utf8(void) {
  locale_t asked = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
  if (asked == (locale_t)0) return false;
  bool is = strcmp(nl_langinfo_l(CODESET, asked), "UTF-8") == 0;
  freelocale(asked);
  return is;
}

bool line_editor_set_locale(void) {
  // LC_CTYPE alone: LC_NUMERIC would change how numbers are written.
  setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX > 1) return true;
  // In a one-byte locale non-ASCII keys would vanish silently.
  static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    if (setlocale(LC_CTYPE, names[index]) != NULL && MB_CUR_MAX > 1) return true;
  }
  return false;
}

// MARK: Where the cursor is

static int columns(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

static int width(const char *text, size_t length) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  int total = 0;
  while (length > 0) {
    wchar_t wide;
    size_t used = mbrtowc(&wide, text, length, &state);
    if (used == 0 || used == (size_t)-1 || used == (size_t)-2) break;
    int cells = wcwidth(wide);
    if (cells > 0) total += cells;
    text += used;
    length -= used;
  }
  return total;
}

static int prompt_width(const line_editor *s) {
  int total = 0;
  const char *at = s->last;
  bool hidden = false;
  while (*at != '\0') {
    size_t run = strcspn(at, "\1");
    if (!hidden) total += width(at, run);
    at += run;
    if (*at == '\1') {
      hidden = !hidden;
      at++;
    }
  }
  return total;
}

/// The terminal's row of a place in the line, counted from the prompt's.
static int row_of(const line_editor *s, const LineInfo *line, const char *place) {
  return (prompt_width(s) + width(line->buffer, (size_t)(place - line->buffer))) / columns();
}

static void to_row_below(line_editor *s) {
  const LineInfo *line = s->lib->line(s->el);
  int rows = row_of(s, line, line->lastchar) - row_of(s, line, line->cursor);
  for (int row = 0; row <= rows; row++) fputs("\r\n", stdout);
}

/// Draws head lines, prompt and line at the row where the cursor stands: EL_REFRESH erases nothing
/// and knows nothing of the head.
static void draw(line_editor *s) {
  fputs("\r\33[J", stdout);
  fputs(s->head, stdout);
  fflush(stdout);
  s->lib->set(s->el, EL_REFRESH);
  fflush(stdout);
}

static int head_rows(const line_editor *s) {
  int rows = 0;
  for (const char *at = s->head; *at != '\0'; at++) rows += *at == '\n';
  return rows;
}

static void redraw_in_place(line_editor *s) {
  const LineInfo *line = s->lib->line(s->el);
  int up = row_of(s, line, line->cursor) + head_rows(s);
  if (up > 0) printf("\33[%dA", up);
  draw(s);
}

static line_editor *self(EditLine *el) {
  void *data = NULL;
  const libedit_table *lib = libedit_load();
  if (lib != NULL) lib->get(el, EL_CLIENTDATA, &data);
  return data;
}

// MARK: Bytes

static bool take_notes(line_editor *s) {
  char note;
  bool any = false;
  while (read(s->wake, &note, 1) == 1) {
    if (note == 'w') {
      s->lib->resize(s->el);
      redraw_in_place(s);
    } else {
      s->lib->set(s->el, EL_PREP_TERM, 1);
      fputs("\33[?2004h", stdout);
      draw(s);
    }
    any = true;
  }
  return any;
}

static int get_character(EditLine *el, wchar_t *out) {
  line_editor *s = self(el);
  if (s == NULL) return 0;
  while (true) {
    struct pollfd ready[2] = {{STDIN_FILENO, POLLIN, 0}, {s->wake, POLLIN, 0}};
    if (poll(ready, 2, -1) < 0 && errno != EINTR) return 0;
    if (ready[1].revents & POLLIN) take_notes(s);
    if (!(ready[0].revents & (POLLIN | POLLHUP | POLLERR))) continue;
    char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return 0;
    size_t used = mbrtowc(out, &byte, 1, &s->decoding);
    if (used == (size_t)-2) continue;
    if (used == (size_t)-1) {  // a byte that is no character is dropped
      memset(&s->decoding, 0, sizeof s->decoding);
      continue;
    }
    return 1;
  }
}

// MARK: Keys

static unsigned char key_cancel(EditLine *el, int c) {
  (void)c;
  line_editor *s = self(el);
  to_row_below(s);
  s->cancelled = true;
  return CC_EOF;
}

static unsigned char key_suspend(EditLine *el, int c) {
  (void)c;
  line_editor *s = self(el);
  to_row_below(s);
  fputs("\33[?2004l", stdout);
  fflush(stdout);
  s->lib->set(el, EL_PREP_TERM, 0);
  signals_stop_self();  // SIGCONT's note draws the line again
  return CC_NORM;
}

static unsigned char key_clear(EditLine *el, int c) {
  (void)c;
  fputs("\33[H\33[2J", stdout);
  draw(self(el));
  return CC_NORM;
}

/// Reads pasted text to the end mark and inserts it as one line that nothing has run.
static unsigned char key_paste(EditLine *el, int c) {
  (void)c;
  line_editor *s = self(el);
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
    wchar_t sign = text[index];
    if (sign == L'\n' || sign == L'\r' || sign == L'\t') sign = L' ';
    bool control = sign < 0x20 || (sign >= 0x7F && sign < 0xA0);
    bool doubled = sign == L' ' && kept > 0 && text[kept - 1] == L' ';
    if (!control && !doubled) text[kept++] = sign;
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

static void show_listing(line_editor *s, const char *listing) {
  to_row_below(s);
  for (const char *at = listing; *at != '\0'; at++) {
    if (*at == '\n') fputc('\r', stdout);
    fputc(*at, stdout);
  }
  draw(s);
}

static unsigned char key_complete(EditLine *el, int c) {
  (void)c;
  line_editor *s = self(el);
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
  if (answer.listing != NULL) show_listing(s, answer.listing);
  bool nothing = answer.replacement == NULL && answer.listing == NULL;
  free(answer.replacement);
  free(answer.listing);
  free(line);
  note_tab(s);
  return nothing ? CC_ERROR : CC_REFRESH;
}

static char *prompt(EditLine *el) {
  line_editor *s = self(el);
  return s == NULL ? (char *)"> " : s->last;
}

// MARK: Life

static void bind_keys(line_editor *s) {
  const libedit_table *lib = s->lib;
  EditLine *el = s->el;
  lib->set(el, EL_ADDFN, "postil-complete", "complete", key_complete);
  lib->set(el, EL_ADDFN, "postil-cancel", "cancel the line", key_cancel);
  lib->set(el, EL_ADDFN, "postil-suspend", "stop the process", key_suspend);
  lib->set(el, EL_ADDFN, "postil-clear", "clear the screen", key_clear);
  lib->set(el, EL_ADDFN, "postil-paste", "take a paste", key_paste);
  lib->set(el, EL_EDITOR, "emacs");  // wipes all bindings: they come after it
  lib->set(el, EL_BIND, "^I", "postil-complete", NULL);
  lib->set(el, EL_BIND, "^C", "postil-cancel", NULL);
  lib->set(el, EL_BIND, "^Z", "postil-suspend", NULL);
  lib->set(el, EL_BIND, "^L", "postil-clear", NULL);
  lib->set(el, EL_BIND, "^R", "em-inc-search-prev", NULL);
  lib->set(el, EL_BIND, "^S", "em-inc-search-next", NULL);
  // ESC sequences in emacs mode alone: they would kill vi's command mode.
  lib->set(el, EL_BIND, "\33[200~", "postil-paste", NULL);
  lib->set(el, EL_BIND, "\33[1;5C", "em-next-word", NULL);
  lib->set(el, EL_BIND, "\33[1;5D", "ed-prev-word", NULL);
  lib->set(el, EL_BIND, "\33[3~", "ed-delete-next-char", NULL);
  // EL_SETTY -d intr= has no effect, hence -isig; -ixon frees ^S.
  lib->set(el, EL_SETTY, "-d", "-isig", NULL);
  lib->set(el, EL_SETTY, "-d", "-ixon", NULL);
}

static void set_up(line_editor *s) {
  const libedit_table *lib = s->lib;
  lib->set(s->el, EL_CLIENTDATA, s);
  lib->set(s->el, EL_SIGNAL, 0);  // libedit's handler would signal the whole process group
  s->history = lib->history_init();
  if (s->history != NULL) {
    lib->history(s->history, &s->event, H_SETSIZE, 5000);
    lib->history(s->history, &s->event, H_SETUNIQUE, 1);
    lib->set(s->el, EL_HIST, lib->history, s->history);
  }
  bind_keys(s);
  lib->wset(s->el, EL_GETCFN, get_character);  // el_set of old libedit wants a char *
  lib->set(s->el, EL_PROMPT_ESC, prompt, '\1');
}

line_editor *line_editor_new(const char *program) {
  const libedit_table *lib = libedit_load();
  line_editor *s = lib == NULL ? NULL : calloc(1, sizeof *s);
  if (s == NULL) return NULL;
  line_editor_set_locale();
  s->lib = lib;
  s->head = strdup("");
  s->last = strdup("> ");
  s->wake = signals_open_pipe();
  s->el = lib->init(program, stdin, stdout, stderr);
  if (s->el == NULL || s->head == NULL || s->last == NULL || s->wake < 0) {
    line_editor_free(s);
    return NULL;
  }
  set_up(s);
  return s;
}

void line_editor_free(line_editor *s) {
  if (s == NULL) return;
  if (s->el != NULL) s->lib->end(s->el);
  if (s->history != NULL) s->lib->history_end(s->history);
  free(s->head);
  free(s->last);
  free(s->prefill);
  free(s->tabbed);
  free(s);
}

static void set_string(char **slot, const char *text) {
  char *copy = strdup(text);
  if (copy == NULL) return;
  free(*slot);
  *slot = copy;
}

void line_editor_set_prompt(line_editor *s, const char *head, const char *last) {
  set_string(&s->head, head);
  set_string(&s->last, last);
}

void line_editor_set_completer(line_editor *s, line_completer completer, void *context) {
  s->completer = completer;
  s->context = context;
}

void line_editor_source(line_editor *s, const char *path) { s->lib->source(s->el, path); }

void line_editor_remember(line_editor *s, const char *line) {
  if (s->history != NULL) s->lib->history(s->history, &s->event, H_ENTER, line);
}

void line_editor_prefill(line_editor *s, const char *text) { set_string(&s->prefill, text); }

line_status line_editor_read(line_editor *s, const char **line, size_t *length) {
  int count = 0;
  s->cancelled = false;
  free(s->tabbed);
  s->tabbed = NULL;
  memset(&s->decoding, 0, sizeof s->decoding);
  // EL_PROMPT drops line breaks, so the lines above are printed here.
  fputs("\33[?2004h", stdout);
  fputs(s->head, stdout);
  fflush(stdout);
  if (s->prefill != NULL) {
    s->lib->push(s->el, s->prefill);
    free(s->prefill);
    s->prefill = NULL;
  }
  const char *text = s->lib->gets(s->el, &count);
  fputs("\33[?2004l", stdout);
  fflush(stdout);
  if (s->cancelled) return LINE_CANCELLED;
  if (text == NULL || count <= 0) return LINE_END;
  *line = text;
  *length = strcspn(text, "\r\n");
  if (*length > (size_t)count) *length = (size_t)count;
  return LINE_READ;
}
