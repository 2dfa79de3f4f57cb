// Tracks the cursor's row and redraws the line: libedit knows neither the lines above its own nor the
// text that others wrote below it.
#if defined(__linux__)
#define _GNU_SOURCE 1  // wcwidth
#endif
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "editor.h"

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

/// The terminal row of a position in the line, relative to the prompt's row.
static int row_of(const line_editor *s, const LineInfo *line, const char *place) {
  return (prompt_width(s) + width(line->buffer, (size_t)(place - line->buffer))) / columns();
}

void screen_to_row_below(line_editor *s) {
  const LineInfo *line = s->lib->line(s->el);
  int rows = row_of(s, line, line->lastchar) - row_of(s, line, line->cursor);
  for (int row = 0; row <= rows; row++) fputs("\r\n", stdout);
}

void screen_draw(line_editor *s) {
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

void screen_redraw_in_place(line_editor *s) {
  const LineInfo *line = s->lib->line(s->el);
  int up = row_of(s, line, line->cursor) + head_rows(s);
  if (up > 0) printf("\33[%dA", up);
  screen_draw(s);
}

void screen_show_listing(line_editor *s, const char *listing) {
  screen_to_row_below(s);
  for (const char *at = listing; *at != '\0'; at++) {
    if (*at == '\n') fputc('\r', stdout);
    fputc(*at, stdout);
  }
  screen_draw(s);
}
