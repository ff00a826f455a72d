#include "command/inner.h"

enum { CHORD_MAX = 3 };

typedef struct {
    Key keys[CHORD_MAX];
    int nkeys;
    const Binding *row; // borrowed from the table
    const Command *command;
    int rank;
} Bound;

struct Keymap {
    Vec(Bound) bound;
    Key pending[CHORD_MAX];
    int npending;
    Buf pending_text;
};

static void add(Keymap *m, const Binding *row)
{
    Bound b = {.row = row, .command = command_find(str_c(row->command))};
    Str rest = str_c(row->keys), part;
    BUG_ON(!b.command);
    b.rank = context_rank(row->when);
    while (str_split(&rest, ' ', &part)) {
        BUG_ON(b.nkeys == CHORD_MAX || !key_parse(part, &b.keys[b.nkeys], NULL));
        b.nkeys++;
    }
    vec_push(&m->bound, b);
}

Keymap *keymap_new(void)
{
    Keymap *m = NEW(Keymap);
    size_t n;
    const Binding *rows = keymap_defaults(&n);
    for (size_t i = 0; i < n; i++)
        add(m, &rows[i]);
    return m;
}

void keymap_free(Keymap *m)
{
    if (!m)
        return;
    vec_deinit(&m->bound);
    buf_deinit(&m->pending_text);
    free(m);
}

void keymap_cancel(Keymap *m)
{
    m->npending = 0;
    buf_clear(&m->pending_text);
}

const char *keymap_pending(const Keymap *m)
{
    return buf_c(&m->pending_text);
}

static bool holds(const Bound *b, ContextSet now)
{
    bool yes = false;
    BUG_ON(!when_holds(b->row->when, now, &yes, NULL));
    return yes;
}

static bool starts_with(const Bound *b, const Key *keys, int n)
{
    if (b->nkeys < n)
        return false;
    for (int i = 0; i < n; i++)
        if (!key_eq(&b->keys[i], &keys[i]))
            return false;
    return true;
}

// The best row for the keys so far; a longer chord of the same rank wins over a whole one.
static const Bound *best(const Keymap *m, const Key *keys, int n, ContextSet now)
{
    const Bound *hit = NULL;
    VEC_EACH (Bound, b, &m->bound)
        if (starts_with(b, keys, n) && holds(b, now) && (!hit || b->rank > hit->rank))
            hit = b;
    return hit;
}

KeymapAnswer keymap_feed(Keymap *m, const Workspace *ws, const Key *k, const Command **command,
                         Str *arg)
{
    if (k->kind == KEY_PASTE) { // no part of a chord, and not to be lost with one
        keymap_cancel(m);
        return KEYMAP_NONE;
    }
    bool going_on = m->npending > 0;
    m->pending[m->npending++] = *k;
    const Bound *hit = best(m, m->pending, m->npending, context_now(ws));
    if (hit && hit->nkeys > m->npending) {
        AUTO(buf) Buf name = BUF_INIT;
        key_name(k, &name);
        if (m->pending_text.n)
            buf_add_byte(&m->pending_text, ' ');
        keymap_pretty(buf_str(&name), &m->pending_text);
        return KEYMAP_PENDING;
    }
    keymap_cancel(m);
    if (hit) {
        *command = hit->command;
        *arg = str_c(hit->row->arg);
        return KEYMAP_HIT;
    }
    // a chord that leads nowhere is swallowed whole
    *command = NULL;
    return going_on ? KEYMAP_HIT : KEYMAP_NONE;
}

// Other keys of a command that is among them say nothing new.
static bool is_shown(const Binding *const *rows, size_t n, const char *command)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i]->command, command) == 0)
            return true;
    return false;
}

size_t keymap_following(const Keymap *m, const Workspace *ws, const Binding **rows, size_t max)
{
    size_t n = 0;
    ContextSet now = context_now(ws);
    if (m->npending == 0)
        return 0;
    VEC_EACH (Bound, b, &m->bound)
        if (n < max && b->nkeys > m->npending && starts_with(b, m->pending, m->npending) &&
            holds(b, now) && !is_shown(rows, n, b->row->command))
            rows[n++] = b->row;
    return n;
}

// Keys that plain terminals cannot send are not offered.
static bool is_rare(const Bound *b)
{
    static const uint8_t both = MOD_CTRL | MOD_SHIFT;
    for (int i = 0; i < b->nkeys; i++) {
        const Key *k = &b->keys[i];
        bool odd =
            k->kind == KEY_CHAR && (k->mods & MOD_CTRL) && k->cp && strchr(",.`'+-=;", (int)k->cp);
        bool special = (k->kind == KEY_ENTER || k->kind == KEY_TAB || k->kind == KEY_BACKSPACE) &&
                       (k->mods & both);
        bool shifted = k->kind == KEY_CHAR && (k->mods & both) == both;
        if (odd || shifted || (special && !(k->kind == KEY_TAB && k->mods == MOD_SHIFT)))
            return true;
    }
    return false;
}

bool keymap_is_rare(const Keymap *m, const Binding *row)
{
    VEC_EACH (Bound, b, &m->bound)
        if (b->row == row)
            return is_rare(b);
    return false;
}

void keymap_key_of(const Keymap *m, const char *command, ContextSet now, Buf *out)
{
    const Bound *hit = NULL;
    VEC_EACH (Bound, b, &m->bound)
        if (strcmp(b->row->command, command) == 0 && !is_rare(b) && holds(b, now) &&
            (!hit || b->rank > hit->rank))
            hit = b;
    if (hit)
        keymap_pretty(str_c(hit->row->keys), out);
}

static void pretty_part(Str part, bool last, Buf *out)
{
    static const char *const names[][2] = {
        {"pagedown", "PgDn"}, {"pageup", "PgUp"}, {"escape", "Esc"}, {"delete", "Del"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq_c(part, names[i][0])) {
            buf_add_c(out, names[i][1]);
            return;
        }
    size_t at = out->n;
    buf_add(out, part);
    if (part.n && out->p[at] >= 'a' && out->p[at] <= 'z')
        out->p[at] = (char)(out->p[at] - 'a' + 'A');
    if (!last)
        buf_add_byte(out, '+');
}

void keymap_pretty(Str keys, Buf *out)
{
    Str chord;
    bool first = true;
    while (str_split(&keys, ' ', &chord)) {
        if (!first)
            buf_add_byte(out, ' ');
        first = false;
        ptrdiff_t plus;
        // "ctrl++" names the plus key
        while ((plus = str_find_byte(chord, '+')) > 0 && (size_t)plus + 1 < chord.n) {
            pretty_part(str_upto(chord, (size_t)plus), false, out);
            chord = str_from(chord, (size_t)plus + 1);
        }
        pretty_part(chord, true, out);
    }
}
