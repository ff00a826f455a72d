#include "workspace/kill.h"
#include "workspace/inner.h"

// Does the last one still stand as it left the text?
static bool is_fresh(const View *v, bool killed)
{
    const Kill *k = &v->ws->kill;
    return k->doc == v->doc->id && k->killed == killed && k->rev == text_rev(v->doc->text) &&
           k->cursor == view_cursor(v) && v->sel.v.n == 1 && !view_has_selection(v);
}

static void remember(View *v, Kill k)
{
    k.doc = v->doc->id;
    k.rev = text_rev(v->doc->text);
    k.cursor = view_cursor(v);
    v->ws->kill = k;
}

static Range range_of(const View *v, KillWhat what)
{
    const Snap *s = text_now(v->doc->text);
    size_t at = view_cursor(v);
    Selection x = *view_primary(v);
    if (what != KILL_LINE) {
        size_t to = view_target(v, &x, what == KILL_WORD_LEFT ? MOVE_WORD_LEFT : MOVE_WORD_RIGHT);
        return (Range){MIN(at, to), MAX(at, to)};
    }
    size_t end = snap_line_end(s, at, SIZE_MAX);
    return (Range){at, end > at ? end : snap_next_line(s, at)};
}

// What the clipboard holds afterwards.
static void put(View *v, Str text, bool joins, bool before)
{
    AUTO(buf) Buf whole = BUF_INIT;
    Clipboard *c = &v->ws->clipboard;
    if (!joins) {
        clipboard_put(v->ws, text, false);
        return;
    }
    buf_add(&whole, before ? text : buf_str(&c->text));
    buf_add(&whole, before ? buf_str(&c->text) : text);
    buf_clear(&c->text);
    buf_add(&c->text, buf_str(&whole));
    vec_clear(&c->ends);
    c->line = false;
    c->to_send = true;
}

static bool splice(View *v, Range r, Str with, Err *err)
{
    AUTO(change) Change c = {0};
    change_replace(&c, r.start, r.end, with, 0);
    text_undo_break(v->doc->text);
    bool ok = view_change(v, &c, err);
    text_undo_break(v->doc->text);
    return ok;
}

bool view_kill(View *v, KillWhat what, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    bool joins = is_fresh(v, true);
    if (!view_may_edit(v, err))
        return false;
    Range r = range_of(v, what);
    if (r.start == r.end)
        return err_set(err, "there is nothing to kill here");
    snap_add_to(text_now(v->doc->text), r.start, r.end, &text);
    v->mark = false;
    view_goto(v, view_cursor(v));
    if (!splice(v, r, STR_NULL, err))
        return false;
    put(v, buf_str(&text), joins, what == KILL_WORD_LEFT);
    remember(v, (Kill){.killed = true});
    return true;
}

bool view_yank(View *v, Err *err)
{
    size_t start = selection_start(view_primary(v));
    v->mark = false;
    if (!view_paste_clipboard(v, err))
        return false;
    remember(v, (Kill){.start = start, .end = view_cursor(v)});
    return true;
}

bool view_yank_older(View *v, Err *err)
{
    Clipboard *c = &v->ws->clipboard;
    Kill k = v->ws->kill;
    size_t n = clipboard_count(c);
    if (!is_fresh(v, false) || n < 2)
        return false;
    k.nth = (k.nth + 1) % n;
    if (!splice(v, (Range){k.start, k.end}, clipboard_get(c, k.nth), err))
        return false;
    k.end = view_cursor(v);
    remember(v, k);
    return true;
}

void view_exchange(View *v)
{
    const Selection *x = view_primary(v);
    size_t anchor = x->anchor, head = x->head;
    view_select(v, head, anchor);
}
