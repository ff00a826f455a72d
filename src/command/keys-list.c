#include "command/keys-list.h"
#include "command/inner.h"

#include <ctype.h>

static int by_title(const void *a, const void *b)
{
    const KeyEntry *x = a, *y = b;
    int c = strcmp(x->command->title, y->command->title);
    if (c == 0)
        c = (x->row > y->row) - (x->row < y->row);
    return c;
}

const char *keys_source(const KeyRow *r)
{
    static const char *const names[] = {
        [KEYMAP_DEFAULT] = "default", [KEYMAP_PRESET] = "preset", [KEYMAP_USER] = "user"};
    return r ? names[r->source] : "";
}

static void add_lower(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n; i++)
        buf_add_byte(out, (char)tolower((unsigned char)s.p[i]));
    buf_add_byte(out, '\n');
}

// All that words may be found in.
static void add_about(const KeyEntry *e, Buf *out)
{
    add_lower(str_c(e->command->title), out);
    add_lower(str_c(e->command->id), out);
    if (!e->row)
        return;
    add_lower(str_c(e->row->row->keys), out);
    add_lower(str_c(keys_source(e->row)), out);
    if (e->row->row->when)
        add_lower(str_c(e->row->row->when), out);
}

// The next word of a lower-case query; *key: it stood in quotes.
static bool next_word(Str *rest, Str *word, bool *key)
{
    *rest = str_trim(*rest);
    *key = rest->n && rest->p[0] == '"';
    if (*key)
        *rest = str_from(*rest, 1);
    return str_split(rest, *key ? '"' : ' ', word);
}

static bool matches(const KeyEntry *e, Str query)
{
    AUTO(buf) Buf about = BUF_INIT;
    Str word;
    bool key;
    add_about(e, &about);
    while (next_word(&query, &word, &key)) {
        bool found = key ? e->row && str_starts(str_c(e->row->row->keys), word)
                         : str_find(buf_str(&about), word) >= 0;
        if (!found)
            return false;
    }
    return true;
}

static void add_rows_of(const Keymap *m, const Command *c, Str query, KeyEntries *out)
{
    size_t n;
    const KeyRow *rows = keymap_rows(m, &n);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        KeyEntry e = {c, &rows[i]};
        if (rows[i].command != c)
            continue;
        any = true;
        if (matches(&e, query))
            vec_push(out, e);
    }
    KeyEntry none = {c, NULL};
    if (!any && matches(&none, query))
        vec_push(out, none);
}

void keys_find(const Keymap *m, Str query, KeyEntries *out)
{
    size_t n;
    AUTO(buf) Buf lower = BUF_INIT;
    const Command *const *all = command_all(&n);
    add_lower(query, &lower);
    for (size_t i = 0; i < n; i++)
        add_rows_of(m, all[i], str_trim(buf_str(&lower)), out);
    if (out->n)
        qsort(out->p, out->n, sizeof *out->p, by_title);
}

static bool is_prefix(const Keymap *m, const KeyRow *r, const Key *keys, size_t n)
{
    const Key *mine = keymap_keys_of(m, r);
    for (size_t i = 0; i < MIN(n, r->nkeys); i++)
        if (!key_eq(&mine[i], &keys[i]))
            return false;
    return true;
}

// Its condition as people read it.
static const char *where(const KeyRow *r)
{
    return r->row->when ? r->row->when : "always";
}

void keys_conflicts(const Keymap *m, const Key *keys, size_t n, const Command *but, Buf *out)
{
    enum { MOST = 3 };
    size_t nrows, said = 0, more = 0;
    const KeyRow *rows = keymap_rows(m, &nrows);
    for (size_t i = 0; i < nrows; i++) {
        const KeyRow *r = &rows[i];
        if (r->command == but || !is_prefix(m, r, keys, n))
            continue;
        if (said == MOST) {
            more++;
            continue;
        }
        buf_add_c(out, said++ ? "; " : "Also ");
        if (r->nkeys != n) {
            keymap_pretty(str_c(r->row->keys), out);
            buf_add_c(out, " is ");
        }
        buf_addf(out, "%s (%s, %s)", r->command->id, where(r), keys_source(r));
    }
    if (more)
        buf_addf(out, "; %zu more", more);
}

static void explain_row(const Keymap *m, const KeyRow *r, const KeyRow *hit, ContextSet now,
                        Buf *out)
{
    bool holds = !r->when || when_holds(r->when, now, keymap_workspace(m));
    buf_addf(out, "%s %s  %s, %s: %s\n", r == hit ? "*" : " ", r->command->id, keys_source(r),
             where(r),
             r == hit                 ? "this one runs"
             : !holds                 ? "does not hold here"
             : keymap_is_kept(r, now) ? "another goes before it"
                                      : "the program in the terminal gets the key");
}

void keys_explain(const Keymap *m, const Key *keys, size_t n, ContextSet now, Buf *out)
{
    size_t nrows;
    const KeyRow *rows = keymap_rows(m, &nrows), *hit = keymap_lookup(m, keys, n, now);
    if (hit && hit->nkeys > n) {
        buf_add_c(out, "  a chord begins with it\n");
        return;
    }
    for (size_t i = 0; i < nrows; i++)
        if (rows[i].nkeys == n && is_prefix(m, &rows[i], keys, n))
            explain_row(m, &rows[i], hit, now, out);
}
