// Files handed to a session: of the command line, or from a terminal inside of it.
#include "app/client.h"

#include <errno.h>
#include <stdio.h>

enum { ANSWER_MS = 5000 };

bool client_send_open(SessionLink *l, const AppArgs *args)
{
    StrVec fields = {0};
    Vec(char *) numbers = {0};
    AUTO(buf) Buf flags = BUF_INIT;
    buf_add_c(&flags, args->read_only ? "r" : "");
    buf_add_c(&flags, args->wait ? "w" : "");
    vec_push(&fields, buf_str(&flags));
    VEC_EACH (OpenArg, o, &args->opens) {
        vec_push(&numbers, xasprintf("%d", o->line));
        vec_push(&numbers, xasprintf("%d", o->col));
        vec_push(&fields, str_c(o->path));
        vec_push(&fields, str_c(numbers.p[numbers.n - 2]));
        vec_push(&fields, str_c(numbers.p[numbers.n - 1]));
    }
    bool sent = session_send(l, SESSION_OPEN, fields.p, fields.n);
    VEC_EACH (char *, n, &numbers)
        free(*n);
    vec_deinit(&numbers);
    vec_deinit(&fields);
    return sent;
}

// Until the files are open, and closed again if that is wanted.
static int await(SessionLink *l, const AppArgs *args)
{
    AUTO(free) SessionFrame *f = NEW(SessionFrame);
    bool gone = false, opened = false;
    while (session_await(l, f, opened ? -1 : ANSWER_MS, &gone)) {
        if (f->kind == SESSION_ERROR || f->kind == SESSION_OTHER) {
            Str why = f->kind == SESSION_ERROR ? session_field(f, 0)
                                               : STR("the session here is of another codelab");
            fprintf(stderr, "codelab: " STR_FMT "\n", STR_ARG(why));
            return 1;
        }
        opened |= f->kind == SESSION_OPENED;
        if (f->kind == SESSION_CLOSED || (opened && !args->wait))
            return 0;
    }
    fprintf(stderr, "codelab: the session %s\n",
            opened ? "ended before the file was closed" : "does not answer");
    return EXIT_SESSION_GONE;
}

bool client_hand_over(const AppArgs *args, int *code)
{
    const char *id = getenv("CODELAB_SESSION");
    SessionPlace place;
    AUTO(err) Err err = {0};
    if (!id || !*id || !session_place_named(&place, str_c(id), &err))
        return false;
    SessionLink *l = session_call(&place, &err);
    SessionPlace own = {.dir_fd = -1, .lock_fd = -1};
    bool same = l && session_place_init(&own, args->root, &err) && strcmp(own.id, place.id) == 0;
    bool hands = l && args->opens.n;
    if (hands) {
        *code = client_send_open(l, args) ? await(l, args) : 1;
    } else if (same) {
        fprintf(stderr, "codelab: this is a terminal of that session; name a file to open it\n");
        *code = EXIT_WRONG_USE;
    }
    session_link_free(l);
    session_place_deinit(&own);
    session_place_deinit(&place);
    return hands || same;
}
