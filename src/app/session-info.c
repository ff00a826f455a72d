// What a session says of itself: from and to the fields of a frame, and as people read it.
#include "app/cli-talk.h"
#include "app/sessions.h"
#include "base/path.h"

enum { OWN_FIELDS = 9, CLIENT_FIELDS = 7 };

void session_info_deinit(SessionInfo *i)
{
    free(i->id);
    free(i->name);
    free(i->root);
    free(i->version);
    vec_deinit(&i->attached);
    arena_deinit(&i->words);
}

static Str number(Arena *arena, int64_t n)
{
    return str_c(arena_printf(arena, "%lld", (long long)n));
}

void session_info_write(const SessionInfo *i, Arena *arena, StrVec *out)
{
    const int64_t own[] = {i->pid, i->began_ms, i->clients, i->jobs, i->unsaved, i->terminals};
    vec_push(out, str_c(i->name));
    vec_push(out, str_c(i->root));
    vec_push(out, str_c(i->version));
    for (size_t n = 0; n < ARRAY_LEN(own); n++)
        vec_push(out, number(arena, own[n]));
    VEC_EACH (const SessionClient, c, &i->attached) {
        const int64_t numbers[] = {c->rows, c->cols, c->since_ms, c->watches};
        vec_push(out, c->line);
        vec_push(out, c->term);
        vec_push(out, c->from);
        for (size_t n = 0; n < ARRAY_LEN(numbers); n++)
            vec_push(out, number(arena, numbers[n]));
    }
}

static Str kept(SessionInfo *i, const SessionFrame *f, size_t at)
{
    return str_c(arena_str(&i->words, session_field(f, at)));
}

SessionInfo session_info_read(const char *id, const SessionFrame *f)
{
    SessionInfo i = {.id = xstrdup(id),
                     .name = str_dup(session_field(f, 0)),
                     .root = str_dup(session_field(f, 1)),
                     .version = str_dup(session_field(f, 2)),
                     .pid = session_number(f, 3, 0),
                     .began_ms = session_number(f, 4, 0),
                     .clients = session_number(f, 5, 0),
                     .jobs = session_number(f, 6, 0),
                     .unsaved = session_number(f, 7, 0),
                     .terminals = session_number(f, 8, 0)};
    for (size_t at = OWN_FIELDS; at + CLIENT_FIELDS <= f->n; at += CLIENT_FIELDS)
        vec_push(&i.attached, ((SessionClient){.line = kept(&i, f, at),
                                               .term = kept(&i, f, at + 1),
                                               .from = kept(&i, f, at + 2),
                                               .rows = session_number(f, at + 3, 0),
                                               .cols = session_number(f, at + 4, 0),
                                               .since_ms = session_number(f, at + 5, 0),
                                               .watches = session_number(f, at + 6, 0) != 0}));
    return i;
}

void session_client_print(const SessionClient *c, Buf *out)
{
    AUTO(free) char *when = cli_time(c->since_ms);
    buf_addf(out, "    " STR_FMT "  %lldx%lld  " STR_FMT "  since %s", STR_ARG(c->line),
             (long long)c->cols, (long long)c->rows, STR_ARG(c->term), when);
    if (c->from.n)
        buf_addf(out, "  from " STR_FMT, STR_ARG(c->from));
    buf_add_c(out, c->watches ? "  watching" : "");
}

static void add_count(int64_t n, const char *what, Buf *out)
{
    if (n)
        buf_addf(out, "  %lld %s%s", (long long)n, what, n == 1 ? "" : "s");
}

void session_info_print(const SessionInfo *i, Buf *out)
{
    AUTO(free) char *when = i->root ? cli_time(i->began_ms) : NULL;
    AUTO(free) char *shown = i->root ? path_pretty(i->root, getenv("HOME")) : NULL;
    buf_add_c(out, i->name);
    if (!i->root) {
        buf_add_c(out, "  does not answer");
        return;
    }
    buf_addf(out, "  %s  since %s", i->clients ? "attached" : "detached", when);
    add_count(i->clients > 1 ? i->clients : 0, "client", out);
    add_count(i->jobs, "job", out);
    add_count(i->terminals, "terminal", out);
    if (i->unsaved)
        buf_addf(out, "  %lld unsaved", (long long)i->unsaved);
    buf_addf(out, "  %s", shown);
    VEC_EACH (const SessionClient, c, &i->attached) {
        buf_add_byte(out, '\n');
        session_client_print(c, out);
    }
}
