#include "editor.h"

#include "base/bug.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

enum {
    APART_MS = 3,   // keys that come as one write look like a paste
    PROMPT_MS = 50, // for a prompt to come up before the key that is measured
};

/* The first key of `s`; returns the bytes it takes. */
static size_t next_key(Str s, Key *out)
{
    ptrdiff_t end = s.p[0] == '<' ? str_find_byte(str_from(s, 2), '>') : -1;
    *out = (Key){.kind = KEY_CHAR, .cp = (unsigned char)s.p[0]};
    if (end < 0)
        return 1;
    BUG_ON(!key_parse(str_n(s.p + 1, (size_t)end + 1), out, NULL));
    return (size_t)end + 3;
}

/* Where in `s` the key begins that sets off what is measured: after the '|', else the last. */
static size_t measured_key(Str s)
{
    ptrdiff_t bar = str_find_byte(s, '|');
    size_t last = 0;
    Key k;
    if (bar >= 0)
        return (size_t)bar + 1;
    for (size_t at = 0; at < s.n; at += next_key(str_from(s, at), &k))
        last = at;
    return last;
}

int64_t keys_play(Term *t, const char *keys)
{
    Str s = str_c(keys);
    size_t measured = measured_key(s);
    int64_t start = clock_mono_ns();
    Key k;
    for (size_t at = 0; at < s.n;) {
        if (s.p[at] == '|') {
            at++;
            continue;
        }
        if (at > 0)
            term_play(&t, 1, at == measured ? PROMPT_MS : APART_MS);
        if (at == measured)
            start = clock_mono_ns();
        at += next_key(str_from(s, at), &k);
        term_press(t, &k);
    }
    return start;
}

void keys_add(const Term *t, const char *keys, Buf *out)
{
    Str s = str_c(keys);
    Key k;
    for (size_t at = 0; at < s.n;) {
        at += next_key(str_from(s, at), &k);
        vt_key(t->vt, &k);
        buf_add(out, vt_reply(t->vt));
    }
}
