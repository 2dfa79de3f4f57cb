// Prefetching, which Swift does not offer.
#ifndef PREFETCH_H
#define PREFETCH_H

// Requests that the processor load a cache line, without waiting for it. Any address is allowed; one that
// is not mapped is ignored.
static inline void prefetch(const void *_Nonnull place) { __builtin_prefetch(place); }

#endif
