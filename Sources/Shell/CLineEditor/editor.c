// The line editor: libedit with its own keys, paste, completion and redrawing. Each workaround here
// and in `keys.c` is for an observed fault of libedit, named in a comment.
#if defined(__linux__)
#define _GNU_SOURCE 1  // newlocale
#endif
#include "editor.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#if defined(__APPLE__)
#include <xlocale.h>
#endif

#include "CSignals.h"

// MARK: Locale

bool line_editor_locale_is_utf8(void) {
  locale_t asked = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
  if (asked == (locale_t)0) return false;
  bool is = strcmp(nl_langinfo_l(CODESET, asked), "UTF-8") == 0;
  freelocale(asked);
  return is;
}

bool line_editor_set_locale(void) {
  // LC_CTYPE only: LC_NUMERIC would change how numbers are written.
  setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX > 1) return true;
  // In a single-byte locale non-ASCII keys would be dropped silently.
  static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    if (setlocale(LC_CTYPE, names[index]) != NULL && MB_CUR_MAX > 1) return true;
  }
  return false;
}

// MARK: Creating and freeing

line_editor *editor_of(EditLine *el) {
  void *data = NULL;
  const libedit_table *lib = libedit_load();
  if (lib != NULL) lib->get(el, EL_CLIENTDATA, &data);
  return data;
}

static char *prompt(EditLine *el) {
  line_editor *s = editor_of(el);
  return s == NULL ? (char *)"> " : s->last;
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
  keys_bind(s);
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
  // EL_PROMPT drops line breaks, so the head lines are printed here.
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
