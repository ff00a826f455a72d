#include "base/map.h"
#include "base/bug.h"
#include "base/mem.h"

#include <sys/random.h>

struct MapEntry {
    char *key; // owned; NULL = removed
    size_t key_n;
    uint64_t hash;
    void *value; // borrowed
};

enum { LEAST_SIZE = 16 };

// Seeded, so that nobody can choose file names that all meet in one slot.
static uint64_t hash_of(const Map *m, Str key)
{
    uint64_t h = m->seed ^ key.n;
    for (size_t i = 0; i < key.n; i++) {
        h = (h ^ (unsigned char)key.p[i]) * UINT64_C(0x9E3779B97F4A7C15);
        h ^= h >> 29;
    }
    return h;
}

static Str key_of(const MapEntry *e)
{
    return str_n(e->key, e->key_n);
}

// The entry of a key, NULL without one.
static MapEntry *lookup(const Map *m, Str key, uint64_t hash)
{
    if (m->size == 0)
        return NULL;
    for (size_t i = hash & (m->size - 1); m->index[i]; i = (i + 1) & (m->size - 1)) {
        MapEntry *e = &m->entries[m->index[i] - 1];
        if (e->key && e->hash == hash && str_eq(key_of(e), key))
            return e;
    }
    return NULL;
}

static void enter(Map *m, size_t number)
{
    size_t i = m->entries[number].hash & (m->size - 1);
    while (m->index[i])
        i = (i + 1) & (m->size - 1);
    m->index[i] = (uint32_t)number + 1;
}

// Room for one more, without what was removed.  At most half of the index is in use.
static void rebuild(Map *m)
{
    if (m->size == 0 && getrandom(&m->seed, sizeof m->seed, GRND_NONBLOCK) < 0)
        m->seed = (uintptr_t)m; // good enough where the kernel has no better
    size_t kept = 0;
    for (size_t i = 0; i < m->used; i++)
        if (m->entries[i].key)
            m->entries[kept++] = m->entries[i];
    m->used = kept;
    m->size = MAX(m->size, (size_t)LEAST_SIZE);
    while (m->size < 4 * (kept + 1))
        m->size *= 2;
    BUG_ON(m->size > UINT32_MAX);
    m->entries = xrealloc(m->entries, m->size / 2, sizeof *m->entries);
    free(m->index);
    m->index = NEW_ARRAY(uint32_t, m->size);
    for (size_t i = 0; i < kept; i++)
        enter(m, i);
}

void *map_find(const Map *m, Str key)
{
    const MapEntry *e = lookup(m, key, hash_of(m, key));
    return e ? e->value : NULL;
}

bool map_has(const Map *m, Str key)
{
    return lookup(m, key, hash_of(m, key)) != NULL;
}

void *map_set(Map *m, Str key, void *value)
{
    MapEntry *e = lookup(m, key, hash_of(m, key));
    if (e) {
        void *old = e->value;
        e->value = value;
        return old;
    }
    if (m->used == m->size / 2)
        rebuild(m);
    m->entries[m->used] = (MapEntry){str_dup(key), key.n, hash_of(m, key), value};
    enter(m, m->used++);
    m->n++;
    return NULL;
}

void *map_remove(Map *m, Str key)
{
    MapEntry *e = lookup(m, key, hash_of(m, key));
    if (!e)
        return NULL;
    free(e->key);
    e->key = NULL;
    m->n--;
    return e->value;
}

void map_clear(Map *m)
{
    for (size_t i = 0; i < m->used; i++)
        free(m->entries[i].key);
    m->n = m->used = 0;
    if (m->size)
        memset(m->index, 0, m->size * sizeof *m->index);
}

void map_deinit(Map *m)
{
    map_clear(m);
    free(m->entries);
    free(m->index);
    *m = (Map){0};
}

bool map_next(const Map *m, size_t *at, Str *key, void **value)
{
    while (*at < m->used && !m->entries[*at].key)
        ++*at;
    if (*at >= m->used)
        return false;
    const MapEntry *e = &m->entries[(*at)++];
    *key = key_of(e);
    *value = e->value;
    return true;
}
