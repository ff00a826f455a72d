#include "command/keymap.h"
#include "base/fs.h"
#include "command/inner.h"
#include "command/keymap-presets.h"
#include "command/keymap-user.h"

#include <errno.h>

// An expression, parsed once however many rows have it.
typedef struct {
    const char *text; // of a row
    When *when;       // owned
} Condition;

struct Keymap {
    Workspace *ws; // borrowed
    Vec(KeyRow) rows;
    Vec(Key) keys; // of all rows, one after the other
    Vec(Condition) conditions;
    Arena texts;        // of the user's rows, and of rows with another leader
    Sentences problems; // in the user's file
    const Preset *preset;
    Key leader;
    Vec(Key) pending;
    const KeyRow *whole; // what they mean as they are, while more could follow; NULL: nothing
    Buf pending_text;
    // What it was made from.
    int preset_id;
    char *leader_set;  // owned; as the setting says
    char *leader_name; // owned; as it is in force
    FsStat file;
    unsigned looked_at; // the configuration's stamp
    unsigned revision;
};

static const When *condition(Keymap *m, const char *text)
{
    if (!text)
        return NULL;
    VEC_EACH (Condition, c, &m->conditions)
        if (strcmp(c->text, text) == 0)
            return c->when;
    Condition c = {text, when_parse(str_c(text), NULL)};
    BUG_ON(!c.when); // the user's were checked
    vec_push(&m->conditions, c);
    return c.when;
}

// The rows of one layer, in the order in which they come.
typedef struct {
    KeymapSource source;
    size_t index;
    bool with_leader; // "ctrl+k" at the start stands for the leader
} Layer;

static bool parse_keys(Keymap *m, const char *keys, KeyRow *r)
{
    Str rest = str_c(keys), part;
    r->first = m->keys.n;
    while (str_split(&rest, ' ', &part)) {
        Key k;
        if (!key_parse(part, &k, NULL))
            return false;
        vec_push(&m->keys, k);
    }
    r->nkeys = m->keys.n - r->first;
    for (size_t i = 0; i < r->nkeys; i++)
        r->tier = MAX(r->tier, key_tier(&m->keys.p[r->first + i]));
    return r->nkeys > 0;
}

// The row as it is with the leader that is set; NULL if the leader takes its key.
static const Binding *led(Keymap *m, const Binding *row)
{
    static const char usual[] = "ctrl+k";
    Str keys = str_c(row->keys), rest = keys, first;
    Key k;
    str_split(&rest, ' ', &first);
    if (str_eq_c(first, m->leader_name))
        return row;
    if (rest.n && str_eq_c(first, usual)) {
        Binding *b = ARENA_NEW(&m->texts, Binding);
        *b = *row;
        b->keys = arena_printf(&m->texts, "%s " STR_FMT, m->leader_name, STR_ARG(rest));
        return b;
    }
    return key_parse(first, &k, NULL) && key_eq(&k, &m->leader) ? NULL : row;
}

static void add(Keymap *m, const Binding *row, Layer layer)
{
    KeyRow r = {
        .command = command_find(str_c(row->command)), .source = layer.source, .index = layer.index};
    r.row = layer.with_leader && strcmp(m->leader_name, "ctrl+k") != 0 ? led(m, row) : row;
    if (!r.row)
        return;
    BUG_ON(!r.command);
    r.when = condition(m, row->when);
    r.rank = r.when ? when_rank(r.when) : 0;
    bool ok = parse_keys(m, r.row->keys, &r);
    BUG_ON(!ok);
    vec_push(&m->rows, r);
}

static bool same_text(const char *a, const char *b)
{
    return str_eq(str_trim(str_c(a)), str_trim(str_c(b)));
}

// Both in normal form.
static bool same_key(const Key *a, const Key *b)
{
    return a->kind == b->kind && a->mods == b->mods && a->cp == b->cp;
}

static bool same_keys(const Keymap *m, const KeyRow *r, const KeyRow *other)
{
    if (r->nkeys != other->nkeys)
        return false;
    for (size_t i = 0; i < r->nkeys; i++)
        if (!same_key(&m->keys.p[r->first + i], &m->keys.p[other->first + i]))
            return false;
    return true;
}

// "-command": its rows go, those of one chord or of one `when` if that is given.
static void take_away(Keymap *m, const UserRow *u)
{
    KeyRow x = {0};
    bool any_key = !*u->row.keys;
    size_t nkeys = m->keys.n, kept = 0;
    if (!any_key)
        parse_keys(m, u->row.keys, &x);
    for (size_t i = 0; i < m->rows.n; i++) {
        const KeyRow *r = &m->rows.p[i];
        bool is_it = (!*u->row.command || strcmp(r->row->command, u->row.command) == 0) &&
                     (any_key || same_keys(m, r, &x)) &&
                     (!u->row.when || same_text(u->row.when, r->row->when)) &&
                     (!u->row.arg || same_text(u->row.arg, r->row->arg));
        if (!is_it)
            m->rows.p[kept++] = *r;
    }
    m->rows.n = kept;
    m->keys.n = nkeys;
}

static void clear(Keymap *m)
{
    keymap_cancel(m);
    VEC_EACH (Condition, c, &m->conditions)
        when_free(c->when);
    vec_clear(&m->conditions);
    vec_clear(&m->rows);
    vec_clear(&m->keys);
    VEC_EACH (char *, s, &m->problems)
        free(*s);
    vec_clear(&m->problems);
    arena_reset(&m->texts);
}

static void choose_leader(Keymap *m)
{
    const char *set = m->ws->options.leader, *preset = m->preset->leader;
    bool is_set = strcmp(set, "ctrl+k") != 0;
    const char *name = is_set || !preset ? set : preset;
    if (!key_parse(str_c(name), &m->leader, NULL)) {
        vec_push(&m->problems, xasprintf("keyboard.leader must be one key, such as \"ctrl+k\"; "
                                         "\"ctrl+k\" is used"));
        name = "ctrl+k";
        key_parse(str_c(name), &m->leader, NULL);
    }
    AUTO(buf) Buf canonical = BUF_INIT;
    key_name(&m->leader, &canonical);
    free(m->leader_name);
    free(m->leader_set);
    m->leader_name = buf_take(&canonical);
    m->leader_set = xstrdup(set);
}

static void add_user_rows(Keymap *m, Str text, const char *name)
{
    UserRows rows = {0};
    keymap_read(text, name, &m->texts, &rows, &m->problems);
    VEC_EACH (UserRow, u, &rows) {
        Binding *row = ARENA_NEW(&m->texts, Binding);
        *row = u->row;
        if (u->remove)
            take_away(m, u);
        else
            add(m, row, (Layer){.source = KEYMAP_USER, .index = u->index});
    }
    vec_deinit(&rows);
}

static void read_user_file(Keymap *m)
{
    AUTO(free) char *path = keybindings_path();
    AUTO(free) char *shown = workspace_pretty(m->ws, path);
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(err) Err err = {0};
    m->file = (FsStat){0};
    (void)fs_stat(path, &m->file, NULL); // then it stays empty
    if (m->ws->option_set.no_files)
        return;
    if (fs_read(path, KEYMAP_FILE_MAX, &text, &err))
        add_user_rows(m, buf_str(&text), shown);
    else if (err.code != ENOENT && err.code != ENOTDIR)
        vec_push(&m->problems, xasprintf("%s; the default keys are used", err_text(&err)));
}

static void make(Keymap *m)
{
    size_t n;
    const Binding *rows = keymap_defaults(&n);
    clear(m);
    m->preset_id = m->ws->options.keyboard_preset;
    m->preset = keymap_preset(m->preset_id);
    choose_leader(m);
    for (size_t i = 0; i < n; i++)
        add(m, &rows[i], (Layer){.source = KEYMAP_DEFAULT, .with_leader = true});
    for (size_t i = 0; i < m->preset->nrows; i++)
        add(m, &m->preset->rows[i], (Layer){.source = KEYMAP_PRESET});
    read_user_file(m);
    m->revision++;
    VEC_EACH (char *, s, &m->problems)
        message_say(m->ws, MESSAGE_WARNING, "%s", *s);
}

Keymap *keymap_new(Workspace *ws)
{
    Keymap *m = NEW(Keymap);
    m->ws = ws;
    m->looked_at = ws->config.stamp;
    make(m);
    ws->keymap = m;
    return m;
}

void keymap_free(Keymap *m)
{
    if (!m)
        return;
    m->ws->keymap = NULL;
    clear(m);
    vec_deinit(&m->rows);
    vec_deinit(&m->keys);
    vec_deinit(&m->conditions);
    vec_deinit(&m->problems);
    vec_deinit(&m->pending);
    buf_deinit(&m->pending_text);
    arena_deinit(&m->texts);
    free(m->leader_name);
    free(m->leader_set);
    free(m);
}

static bool file_changed(Keymap *m)
{
    AUTO(free) char *path = keybindings_path();
    FsStat now = {0};
    if (m->looked_at == m->ws->config.stamp)
        return false;
    m->looked_at = m->ws->config.stamp;
    (void)fs_stat(path, &now, NULL); // then it stays empty
    return !fs_stat_same(&now, &m->file);
}

void keymap_settle(Keymap *m)
{
    const Options *o = &m->ws->options;
    if (o->keyboard_preset != m->preset_id || strcmp(o->leader, m->leader_set) != 0 ||
        file_changed(m))
        make(m);
}

void keymap_cancel(Keymap *m)
{
    vec_clear(&m->pending);
    buf_clear(&m->pending_text);
}

const char *keymap_pending(const Keymap *m)
{
    return buf_c(&m->pending_text);
}

const KeyRow *keymap_rows(const Keymap *m, size_t *n)
{
    *n = m->rows.n;
    return m->rows.p;
}

const Key *keymap_keys_of(const Keymap *m, const KeyRow *r)
{
    return m->keys.p + r->first;
}

Workspace *keymap_workspace(const Keymap *m)
{
    return m->ws;
}

unsigned keymap_revision(const Keymap *m)
{
    return m->revision;
}

size_t keymap_problems(const Keymap *m)
{
    return m->problems.n;
}

const char *keymap_problem(const Keymap *m, size_t i)
{
    return m->problems.p[i];
}

// What keeps a dialog and the palette usable, whatever the user binds.
static bool is_guard(const KeyRow *r, ContextSet now)
{
    static const Context guards[] = {CTX_PALETTE_OPEN, CTX_MENU_OPEN, CTX_MODAL_OPEN};
    for (size_t i = 0; i < ARRAY_LEN(guards); i++)
        if (now & CONTEXT_BIT(guards[i]) && r->when && when_asks_for(r->when, guards[i]))
            return true;
    return false;
}

// Does row a, which comes later in the list, go before b?
static bool goes_before(const KeyRow *a, const KeyRow *b, ContextSet now)
{
    bool x = is_guard(a, now), y = is_guard(b, now);
    if (x != y)
        return x;
    if (a->source != b->source)
        return a->source > b->source;
    if (a->source == KEYMAP_USER) // a chord that can go on, else what stands further down
        return a->nkeys >= b->nkeys;
    return a->rank > b->rank;
}

static bool starts_with(const Keymap *m, const KeyRow *r, const Key *keys, size_t n)
{
    if (r->nkeys < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!same_key(&m->keys.p[r->first + i], &keys[i]))
            return false;
    return true;
}

const KeyRow *keymap_lookup(const Keymap *m, const Key *keys, size_t n, ContextSet now)
{
    const KeyRow *hit = NULL;
    VEC_EACH (KeyRow, r, &m->rows)
        if (starts_with(m, r, keys, n) && keymap_holds(m, r, now) &&
            (!hit || goes_before(r, hit, now)))
            hit = r;
    return hit;
}

// The row that these keys and no others mean, among those as good as the chord `hit`.
static const KeyRow *whole(const Keymap *m, const KeyRow *hit, ContextSet now)
{
    const KeyRow *best = NULL;
    VEC_EACH (KeyRow, r, &m->rows)
        if (r->nkeys == m->pending.n && starts_with(m, r, m->pending.p, m->pending.n) &&
            r->source == hit->source && keymap_holds(m, r, now) &&
            (!best || goes_before(r, best, now)))
            best = r;
    return best;
}

static void add_pending_text(Keymap *m, const Key *k)
{
    AUTO(buf) Buf name = BUF_INIT;
    key_name(k, &name);
    if (m->pending_text.n)
        buf_add_byte(&m->pending_text, ' ');
    keymap_pretty(buf_str(&name), &m->pending_text);
}

static void take(const KeyRow *r, const Command **command, Str *arg)
{
    *command = r->command;
    *arg = str_c(r->row->arg);
}

bool keymap_take_whole(Keymap *m, const Command **command, Str *arg)
{
    const KeyRow *r = m->pending.n ? m->whole : NULL;
    keymap_cancel(m);
    if (r)
        take(r, command, arg);
    return r != NULL;
}

bool keymap_has_whole(const Keymap *m)
{
    return m->pending.n && m->whole;
}

KeymapAnswer keymap_feed(Keymap *m, const Workspace *ws, const Key *k, const Command **command,
                         Str *arg)
{
    if (k->kind == KEY_PASTE) { // no part of a chord, and not to be lost with one
        keymap_cancel(m);
        return KEYMAP_NONE;
    }
    ContextSet now = context_now(ws);
    bool going_on = m->pending.n > 0;
    vec_push(&m->pending, key_normal(k));
    const KeyRow *hit = keymap_lookup(m, m->pending.p, m->pending.n, now);
    if (hit && hit->nkeys > m->pending.n) {
        m->whole = whole(m, hit, now);
        add_pending_text(m, k);
        return KEYMAP_PENDING;
    }
    if (!hit && going_on && k->kind != KEY_ESCAPE && m->whole)
        return keymap_take_whole(m, command, arg) ? KEYMAP_AGAIN : KEYMAP_HIT;
    keymap_cancel(m);
    *command = NULL; // a chord that leads nowhere is swallowed whole
    if (hit)
        take(hit, command, arg);
    return hit || going_on ? KEYMAP_HIT : KEYMAP_NONE;
}

void keymap_lead(Keymap *m)
{
    keymap_cancel(m);
    m->whole = NULL;
    vec_push(&m->pending, m->leader);
    add_pending_text(m, &m->leader);
}

const char *keymap_leader(const Keymap *m)
{
    return m->leader_name;
}

Key keymap_alias(const Keymap *m, ContextSet now, const Key *k)
{
    if (!m->preset->aliases || now & CONTEXT_BIT(CTX_TERMINAL_FOCUS))
        return *k;
    for (const KeyAlias *a = m->preset->aliases; a->key; a++) {
        Key from, to;
        if (key_parse(str_c(a->key), &from, NULL) && key_eq(&from, k) &&
            key_parse(str_c(a->is), &to, NULL))
            return to;
    }
    return *k;
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
    if (m->pending.n == 0)
        return 0;
    VEC_EACH (KeyRow, r, &m->rows)
        if (n < max && r->nkeys > m->pending.n && starts_with(m, r, m->pending.p, m->pending.n) &&
            r->tier <= ws->key_tier && keymap_holds(m, r, now) &&
            !is_shown(rows, n, r->row->command))
            rows[n++] = r->row;
    return n;
}
