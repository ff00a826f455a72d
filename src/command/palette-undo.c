// The palette's list of undo states, newest first; the one that is selected is shown.
#include "base/clock.h"
#include "command/inner.h"

static char *age_of(int64_t stamp)
{
    int64_t s = (clock_wall_ms() - stamp) / 1000;
    if (stamp == 0)
        return xstrdup("");
    if (s < 5)
        return xstrdup("just now");
    if (s < 120)
        return xasprintf("%lld s ago", (long long)s);
    if (s < 120 * 60)
        return xasprintf("%lld min ago", (long long)s / 60);
    return s < 48 * 3600 ? xasprintf("%lld h ago", (long long)s / 3600)
                         : xasprintf("%lld days ago", (long long)s / 86400);
}

// "7  +12 -3", and which one it branched off from unless that is the one before.
static void add_label(const Text *t, size_t state, Buf *out)
{
    size_t added, removed, parent = text_state_parent(t, state);
    text_state_sizes(t, state, &added, &removed);
    buf_addf(out, "%zu  ", state);
    if (state == 0)
        buf_add_c(out, "as it began");
    else
        buf_addf(out, "+%zu -%zu bytes", added, removed);
    if (state && parent != state - 1)
        buf_addf(out, "  from %zu", parent);
    buf_add_c(out, state == text_state(t) ? "  (now)" : "");
}

static void fill_states(Fill *f, Workspace *ws)
{
    const View *v = workspace_view(ws);
    size_t n = v ? text_state_count(v->doc->text) : 0;
    for (size_t i = 0; i < n; i++) {
        AUTO(buf) Buf label = BUF_INIT;
        AUTO(free) char *value = xasprintf("%zu", i);
        add_label(v->doc->text, i, &label);
        fill_add(f, buf_str(&label), age_of(text_state_stamp(v->doc->text, i)), str_c(value),
                 (int)MIN(i, (size_t)1 << 20));
    }
}

static void accept_state(Workspace *ws, const char *value)
{
    size_t off;
    View *v = workspace_view(ws);
    bool ok = undo_look(ws, strtoull(value, NULL, 10), &off);
    undo_look_end(ws, ok);
    if (ok)
        view_goto(v, off);
    layout_focus(&ws->layout, FOCUS_EDITOR);
}

static bool place_state(Workspace *ws, const char *value, size_t *off)
{
    return undo_look(ws, strtoull(value, NULL, 10), off);
}

// The newest stands first.
static size_t state_here(Workspace *ws)
{
    const View *v = workspace_view(ws);
    return v ? text_state_count(v->doc->text) - 1 - text_state(v->doc->text) : 0;
}

const PaletteList palette_undo = {"undo ", fill_states, accept_state, place_state, state_here};
