// The binary interface between Postil and a native annotator: one table of C functions.
//
// A dynamic library libNAME exports `const postil_annotator *postil_annotator_NAME(void)`. Only bytes
// are exchanged, so library and host may be built by different compilers, in different languages, with
// different copies of a runtime. The messages are the JSON of "Writing an annotator"; texts are
// UTF-8, spans count Unicode code points.
#ifndef POSTIL_H
#define POSTIL_H

#include <stddef.h>
#include <stdint.h>

// Raised when the table or a message changes in a way that an older side would misread.
#define POSTIL_API 1

// Bytes lent for the duration of a call, or handed over until `release` is called with them.
typedef struct postil_bytes {
  const uint8_t *data;
  size_t count;
} postil_bytes;

typedef struct postil_annotator {
  uint32_t api;   // POSTIL_API the library was built with
  uint32_t size;  // sizeof(postil_annotator) the library was built with
  // What plugin.json says, or NULL; a name or version that differs from it is refused.
  const char *name;
  const char *version;
  void *context;  // passed to `create`

  // Makes an annotator from its configuration `{"folder":…,"settings":{…}}`. Returns NULL when it
  // cannot, with `{"error":…}` in `failure` (to be released).
  void *(*create)(void *context, postil_bytes configuration, postil_bytes *failure);

  // Annotates one text. `request` is `{"id":…,"title":…,"published":…,"given":[…]}`; `result` is
  // `{"annotations":[…]}` or `{"error":…}` (to be released). May be called from several threads.
  void (*annotate)(void *annotator, postil_bytes text, postil_bytes request, postil_bytes *result);

  void (*release)(postil_bytes bytes);
  void (*destroy)(void *annotator);
} postil_annotator;

typedef const postil_annotator *(*postil_annotator_entry)(void);

#endif
