// Keys as people read them.
#include "command/inner.h"
#include "base/path.h"
#include "command/keymap.h"

static bool is_better(const KeyRow *a, const KeyRow *b)
{
    return a->source != b->source ? a->source > b->source : a->rank > b->rank;
}

// A single key that the settings keep from programs (terminal.integrated.commandsToSkipShell) is
// looked up as if no program had the keys.
static ContextSet asked_by(const Keymap *m, const KeyRow *r, ContextSet now)
{
    const Workspace *ws = keymap_workspace(m);
    ContextSet typing = CONTEXT_BIT(CTX_TERMINAL_FOCUS);
    bool skips = now & typing && r->nkeys == 1 && ws && command_skips_shell(ws, r->row->command);
    return skips ? now & ~typing : now;
}

static bool holds_in(const Keymap *m, const KeyRow *r, ContextSet now)
{
    return (!r->when || when_holds(r->when, now, keymap_workspace(m))) && keymap_is_kept(r, now);
}

bool keymap_holds(const Keymap *m, const KeyRow *r, ContextSet now)
{
    return holds_in(m, r, now) || holds_in(m, r, asked_by(m, r, now));
}

bool keymap_leads(const Keymap *m, const KeyRow *r, ContextSet now)
{
    if (!keymap_holds(m, r, now))
        return false;
    for (size_t n = 1; n <= r->nkeys; n++) {
        const KeyRow *hit = keymap_lookup(m, keymap_keys_of(m, r), n, now);
        if (!hit || (n < r->nkeys ? hit->nkeys == n : hit->command != r->command))
            return false;
    }
    return true;
}

void keymap_key_of(const Keymap *m, const char *command, ContextSet now, Buf *out)
{
    size_t n;
    const Command *wanted = command_find(str_c(command));
    const KeyRow *hit = NULL, *rows = keymap_rows(m, &n);
    const Workspace *ws = keymap_workspace(m);
    for (size_t i = 0; i < n; i++) {
        const KeyRow *r = &rows[i];
        if (r->command == wanted && r->tier <= ws->key_tier && (!hit || is_better(r, hit)) &&
            keymap_leads(m, r, now))
            hit = r;
    }
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

// What a program in a terminal does not get: commands of the terminal, and those that leave it.
bool keymap_is_kept(const KeyRow *r, ContextSet now)
{
    static const char *const leaving[] = {"palette.commands", "focus.", "terminal.", "panel.toggle",
                                          "ai.toggle"};
    static const Context here[] = {CTX_TERMINAL_FOCUS, CTX_TERMINAL_SCROLL, CTX_TERMINAL_ALT,
                                   CTX_PANEL_FOCUS, CTX_RUNS_FOCUS};
    if (r->source == KEYMAP_DEFAULT || !(now & CONTEXT_BIT(CTX_TERMINAL_FOCUS)))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(here); i++)
        if (r->when && when_asks_for(r->when, here[i]))
            return true;
    for (size_t i = 0; i < ARRAY_LEN(leaving); i++)
        if (str_starts(str_c(r->row->command), str_c(leaving[i])))
            return true;
    return false;
}

char *keybindings_path(void)
{
    AUTO(free) char *settings = settings_path();
    AUTO(free) char *folder = str_dup(path_dir(str_c(settings)));
    return path_join(folder, "keybindings.json");
}
