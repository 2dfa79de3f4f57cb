// libedit, loaded when it is first needed: the headers provide the types, dlsym the functions.
#ifndef POSTIL_LIBEDIT_LIBRARY_H
#define POSTIL_LIBEDIT_LIBRARY_H

#include <stdbool.h>
#include <stdio.h>
#include <wchar.h>
#include <histedit.h>

typedef struct {
  __typeof__(el_init) *init;
  __typeof__(el_end) *end;
  __typeof__(el_set) *set;
  __typeof__(el_wset) *wset;
  __typeof__(el_get) *get;
  __typeof__(el_gets) *gets;
  __typeof__(el_line) *line;
  __typeof__(el_wgetc) *wgetc;
  __typeof__(el_push) *push;
  __typeof__(el_insertstr) *insertstr;
  __typeof__(el_deletestr) *deletestr;
  __typeof__(el_source) *source;
  __typeof__(el_resize) *resize;
  __typeof__(history_init) *history_init;
  __typeof__(history_end) *history_end;
  __typeof__(history) *history;
} libedit_table;

/// The functions; null if the library or one of them is missing.
const libedit_table *libedit_load(void);

#endif
