#include "library.h"

#include <dlfcn.h>
#include <stddef.h>

#if defined(__APPLE__)
static const char *const names[] = {"libedit.3.dylib", "/usr/lib/libedit.3.dylib", NULL};
#else
static const char *const names[] = {"libedit.so.2", "libedit.so.0", NULL};
#endif

static void *open_library(void) {
  for (const char *const *name = names; *name != NULL; name++) {
    void *library = dlopen(*name, RTLD_NOW | RTLD_LOCAL);
    if (library != NULL) return library;
  }
  return NULL;
}

static bool bind_one(void *library, const char *name, void *slot) {
  void *address = dlsym(library, name);
  *(void **)slot = address;
  return address != NULL;
}

const libedit_table *libedit_load(void) {
  static libedit_table table;
  static bool loaded;
  if (loaded) return &table;
  void *library = open_library();
  if (library == NULL) return NULL;
  loaded = bind_one(library, "el_init", &table.init) && bind_one(library, "el_end", &table.end) &&
           bind_one(library, "el_set", &table.set) && bind_one(library, "el_wset", &table.wset) &&
           bind_one(library, "el_get", &table.get) && bind_one(library, "el_gets", &table.gets) &&
           bind_one(library, "el_line", &table.line) &&
           bind_one(library, "el_wgetc", &table.wgetc) &&
           bind_one(library, "el_push", &table.push) &&
           bind_one(library, "el_insertstr", &table.insertstr) &&
           bind_one(library, "el_deletestr", &table.deletestr) &&
           bind_one(library, "el_source", &table.source) &&
           bind_one(library, "el_resize", &table.resize) &&
           bind_one(library, "history_init", &table.history_init) &&
           bind_one(library, "history_end", &table.history_end) &&
           bind_one(library, "history", &table.history);
  return loaded ? &table : NULL;
}
