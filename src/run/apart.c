// A run without namespaces: what the jail has at /tmp and as a home is a folder of the host there.
#include "run/apart.h"

#include "base/mem.h"
#include "base/path.h"

#include <stdlib.h>

/* A value that begins with the jail's folder begins with the one that stands for it. */
static char *moved(const char *entry, const char *from, const char *to)
{
    const char *value = strchr(entry, '=');
    if (!value || !path_within(from, value + 1))
        return NULL;
    return xasprintf("%.*s%s%s", (int)(value + 1 - entry), entry, to, value + 1 + strlen(from));
}

void run_apart_env(Strings *env, const char *room)
{
    AUTO(free) char *home = path_join(room, "home");
    VEC_EACH (char *, entry, env) {
        char *other = moved(*entry, "/home/user", home);
        other = other ? other : moved(*entry, "/tmp", room);
        if (!other)
            continue;
        free(*entry);
        *entry = other;
    }
}

void run_apart_argv(Strings *argv, const char *build, const char *room)
{
    Str from = str_c(build);
    for (size_t i = 0; from.n && i < argv->n && argv->p[i]; i++) {
        AUTO(buf) Buf word = BUF_INIT;
        Str rest = str_c(argv->p[i]);
        for (ptrdiff_t at; (at = str_find(rest, from)) >= 0;
             rest = str_from(rest, (size_t)at + from.n)) {
            buf_add(&word, str_upto(rest, (size_t)at));
            buf_addf(&word, "%s/build", room);
        }
        buf_add(&word, rest);
        free(argv->p[i]);
        argv->p[i] = buf_take(&word);
    }
}
