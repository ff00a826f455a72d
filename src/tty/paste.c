// A bracketed paste: everything up to the end mark is text, in pieces as large as the reads.
#include "tty/keys.h"

#define PASTE_END STR("\033[201~")

/* Terminals send line ends as CR, some as CR LF; a Key has LF. */
static void paste_add(Keys *k, Str s)
{
    char *to = buf_reserve(&k->paste, s.n);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n' && k->paste_cr) {
            k->paste_cr = false;
            continue;
        }
        k->paste_cr = c == '\r';
        *to++ = k->paste_cr ? '\n' : c;
    }
    k->paste.n = (size_t)(to - k->paste.p);
    k->paste.p[k->paste.n] = '\0';
}

static bool paste_key(Keys *k, Key *out)
{
    *out = (Key){.kind = KEY_PASTE, .text = buf_str(&k->paste)};
    k->paste_taken = true;
    return true;
}

bool keys_paste(Keys *k, Key *out)
{
    Str rest = str_n(k->in.p + k->at, k->in.n - k->at);
    if (k->paste_end == 0) {
        const char *esc = memchr(rest.p, 0x1b, rest.n);
        size_t n = esc ? (size_t)(esc - rest.p) : rest.n;
        paste_add(k, str_upto(rest, n));
        k->at += n;
        if (!esc)
            return k->paste.n > KEYS_PASTE_MAX && paste_key(k, out);
    }
    if (k->in.p[k->at] != PASTE_END.p[k->paste_end]) {
        paste_add(k, str_upto(PASTE_END, k->paste_end));
        k->paste_end = 0;
        return false;
    }
    k->at++;
    if (++k->paste_end < PASTE_END.n)
        return false;
    k->state = KEYS_GROUND;
    return paste_key(k, out);
}
