/* A hash map from strings to pointers, which remembers the order of insertion.  {0} is a valid
 * empty one.
 *
 *   Map m = {0};
 *   map_set(&m, STR("a"), thing);
 *   MAP_EACH (key, value, &m)
 *       use(key, value);
 *   map_deinit(&m); */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

#include <stdint.h>

typedef struct MapEntry MapEntry;

typedef struct {
    MapEntry *entries; // owned; in order of insertion, removed ones too until the next growth
    uint32_t *index;   // owned; by hash: number of the entry + 1, 0 = free
    size_t n;          // keys in the map
    size_t used;       // entries, removed ones too
    size_t size;       // slots of the index, a power of two or 0
    uint64_t seed;
} Map;

/* Frees the keys, not the values. */
void map_deinit(Map *m);
/* The value of a key, NULL without it. */
void *map_find(const Map *m, Str key);
bool map_has(const Map *m, Str key);
/* Give the key (copied) a value (borrowed, may be NULL); returns the one it had, NULL if none.  A
 * key that was there keeps its place in the order. */
void *map_set(Map *m, Str key, void *value);
/* Returns the value the key had, NULL if it was not there.  Allowed during a walk. */
void *map_remove(Map *m, Str key);
void map_clear(Map *m);

/* Step of a walk: *at starts as 0; false at the end.  No keys may be added meanwhile. */
bool map_next(const Map *m, size_t *at, Str *key, void **value);
#define MAP_EACH(key, value, m)                                    \
    for (size_t map_at_##key = 0, map_go_##key = 1; map_go_##key;) \
        for (Str key; map_go_##key; map_go_##key = 0)              \
            for (void *value; map_next((m), &map_at_##key, &key, &value);)

#endif
