// What Swift has no word for.
#ifndef PREFETCH_H
#define PREFETCH_H

// Has the processor fetch what lies there into its caches, and goes on without waiting. The place may
// be any: what is not there is not fetched.
static inline void prefetch(const void *_Nonnull place) { __builtin_prefetch(place); }

#endif
