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

  // As `annotate`, with both messages flat, which takes a tenth of the time of JSON. NULL, or beyond `size`
  // in a library built before it existed, if the library has JSON only.
  //
  // A flat message is a row of numbers, of 8 bytes in the order of the machine, and of texts: the count of
  // their bytes as a number, then so many bytes of UTF-8; the count -1 stands for no text. A list is its
  // count, then its elements.
  //   request     id, title or none, day of publication or none, list of annotations given
  //   result      the number 0 and the list of annotations, or the number 1 and why there are none
  //   annotation  id, layer, label, list of spans, text, list of roles, list of attributes, state,
  //               annotator, score as the bits of a double (NaN for none), rule or none, unknown members
  //               as a JSON object or none
  //   span        start, end
  //   role        name, list of links; link: list of spans, id or none
  //   attribute   name, 0 and a text, or 1 and any other value as JSON
  // What may be left out in JSON is empty here.
  void (*annotate_flat)(void *annotator, postil_bytes text, postil_bytes request, postil_bytes *result);
} postil_annotator;

typedef const postil_annotator *(*postil_annotator_entry)(void);

#endif
