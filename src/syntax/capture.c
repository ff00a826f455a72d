#include "syntax/capture.h"
#include "base/bug.h"
#include "base/mem.h"
#include "syntax/syntax.h"

#include <pthread.h>
#include <stdatomic.h>

enum { CAPTURES_MAX = 2048 }; // all packages of the field together use some 300

/* One numbering a process, as themes and spans of all texts share it.  A name, once in, is never
 * moved, so readers need no lock. */
static struct {
    pthread_mutex_t lock; // held to add
    atomic_uint n;
    const char *names[CAPTURES_MAX];
} table = {.lock = PTHREAD_MUTEX_INITIALIZER, .n = 1, .names = {"none"}};

static bool is_internal(Str name)
{
    return str_starts(name, STR("_")) || str_starts(name, STR("injection.")) ||
           str_starts(name, STR("local.")) || str_eq(name, STR("spell")) ||
           str_eq(name, STR("nospell")) || str_eq(name, STR("conceal"));
}

/* Index of the name, the present count if it is not in. */
static unsigned find(Str name)
{
    unsigned n = atomic_load(&table.n), i = 0;
    while (i < n && !str_eq_c(name, table.names[i]))
        i++;
    return i;
}

uint16_t capture_intern(Str name)
{
    if (is_internal(name))
        return CAPTURE_IGNORED;
    pthread_mutex_lock(&table.lock);
    unsigned i = find(name), n = atomic_load(&table.n);
    if (i == n && n < CAPTURES_MAX) {
        table.names[n] = str_dup(name);
        atomic_store(&table.n, n + 1);
    }
    pthread_mutex_unlock(&table.lock);
    return i < CAPTURES_MAX ? (uint16_t)i : CAPTURE_NONE;
}

uint16_t syntax_capture_named(Str name)
{
    return capture_intern(name);
}

const char *syntax_capture_name(uint16_t capture)
{
    BUG_ON(capture >= syntax_capture_count());
    return table.names[capture];
}

uint16_t syntax_capture_count(void)
{
    return (uint16_t)atomic_load(&table.n);
}
