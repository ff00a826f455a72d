// Conflicts between marks: a state for each line, a conflict where all marks came in their order.
#include "workspace/merging.h"
#include "workspace/inner.h"

#include "edit/edit.h"

enum { TEXT_MAX_BYTES = 64 << 20, MARK_BYTES = 7 };

/* Offsets: of the marks' lines, and of what follows them. */
typedef struct {
    size_t start, current, current_end, incoming, incoming_end, end;
} Conflict;
typedef Vec(Conflict) Conflicts;

MergeMark merge_mark(Str line)
{
    static const char signs[] = {[MERGE_MARK_CURRENT] = '<',
                                 [MERGE_MARK_BASE] = '|',
                                 [MERGE_MARK_MIDDLE] = '=',
                                 [MERGE_MARK_INCOMING] = '>'};
    size_t n = 0;
    if (line.n < MARK_BYTES)
        return MERGE_MARK_NONE;
    while (n < line.n && n <= MARK_BYTES && line.p[n] == line.p[0])
        n++;
    if (n != MARK_BYTES || (line.n > n && !strchr(" \r\n", line.p[n])))
        return MERGE_MARK_NONE;
    for (int m = MERGE_MARK_CURRENT; m <= MERGE_MARK_INCOMING; m++)
        if (line.p[0] == signs[m])
            return (MergeMark)m;
    return MERGE_MARK_NONE;
}

// A mark at [start, end), where `last` came before; what is out of order begins anew.
static MergeMark take_mark(Conflict *c, MergeMark last, MergeMark mark, size_t start, size_t end)
{
    if (mark == MERGE_MARK_CURRENT) {
        *c = (Conflict){.start = start, .current = end};
        return mark;
    }
    if (mark <= last || last == MERGE_MARK_NONE)
        return MERGE_MARK_NONE;
    if (last == MERGE_MARK_CURRENT)
        c->current_end = start;
    if (mark == MERGE_MARK_MIDDLE)
        c->incoming = end;
    if (mark == MERGE_MARK_INCOMING && last != MERGE_MARK_MIDDLE)
        return MERGE_MARK_NONE;
    if (mark == MERGE_MARK_INCOMING) {
        c->incoming_end = start;
        c->end = end;
    }
    return mark;
}

static void find_all(Str text, Conflicts *out)
{
    Conflict c = {0};
    MergeMark last = MERGE_MARK_NONE;
    Str rest = text, line;
    while (str_split(&rest, '\n', &line)) {
        MergeMark mark = merge_mark(line);
        size_t start = (size_t)(line.p - text.p), end = MIN(start + line.n + 1, text.n);
        if (mark == MERGE_MARK_NONE)
            continue;
        last = take_mark(&c, last, mark, start, end);
        if (last != MERGE_MARK_INCOMING)
            continue;
        vec_push(out, c);
        last = MERGE_MARK_NONE;
    }
}

size_t merging_count(Str text)
{
    Conflicts all = {0};
    find_all(text, &all);
    size_t n = all.n;
    vec_deinit(&all);
    return n;
}

typedef struct {
    View *v;
    Buf text;      // owned
    Conflicts all; // owned
} Merging;

static void merging_deinit(Merging *m)
{
    buf_deinit(&m->text);
    vec_deinit(&m->all);
}

static bool look(Workspace *ws, Merging *m, Err *err)
{
    *m = (Merging){.v = workspace_view(ws)};
    if (!m->v || m->v->picture || m->v->hex)
        return err_set(err, "no text is shown");
    const Snap *s = text_now(m->v->doc->text);
    if (snap_size(s) > TEXT_MAX_BYTES)
        return err_set(err, "the text is too large to look for conflicts in");
    snap_add_to(s, 0, snap_size(s), &m->text);
    find_all(buf_str(&m->text), &m->all);
    return m->all.n || err_set(err, "there is no conflict in this text");
}

// The one at the cursor or the next, from the first one again.
static size_t at_cursor(const Merging *m)
{
    size_t i = 0, at = view_cursor(m->v);
    while (i < m->all.n && m->all.p[i].end <= at)
        i++;
    return i < m->all.n ? i : 0;
}

static void add_kept(const Merging *m, const Conflict *c, MergeKeep keep, Change *out)
{
    AUTO(buf) Buf kept = BUF_INIT;
    Str text = buf_str(&m->text);
    if (keep != MERGE_KEEP_INCOMING)
        buf_add(&kept, str_n(text.p + c->current, c->current_end - c->current));
    if (keep != MERGE_KEEP_CURRENT)
        buf_add(&kept, str_n(text.p + c->incoming, c->incoming_end - c->incoming));
    change_add(out, c->start, c->end, buf_str(&kept));
}

static void go(View *v, size_t off)
{
    view_goto(v, off);
    v->centre = true;
}

// One undo step; the cursor stays where the first of them began.
static bool change(Merging *m, size_t first, size_t n, MergeKeep keep, Err *err)
{
    AUTO(change) Change c = {0};
    Text *t = m->v->doc->text;
    for (size_t i = first; i < first + n; i++)
        add_kept(m, &m->all.p[i], keep, &c);
    size_t at = m->all.p[first].start;
    change_select(&c, (Selection){.anchor = at, .head = at});
    text_undo_break(t);
    bool ok = view_change(m->v, &c, err);
    text_undo_break(t);
    return ok;
}

static void tell(Workspace *ws, size_t n)
{
    if (n)
        message_say(ws, MESSAGE_RESULT, "%zu conflict%s left", n, n == 1 ? " is" : "s are");
    else
        message_say(ws, MESSAGE_RESULT, "%s",
                    merging_is_shown(ws) ? "No conflict is left: saving resolves it"
                                         : "No conflict is left");
}

bool merging_keep(Workspace *ws, MergeKeep keep, Err *err)
{
    Merging m;
    bool ok = look(ws, &m, err);
    size_t i = ok ? at_cursor(&m) : 0, n = m.all.n;
    ok = ok && change(&m, i, 1, keep, err);
    merging_deinit(&m);
    if (!ok)
        return false;
    if (n > 1)
        (void)merging_step(ws, 0, NULL); // there is one
    tell(ws, n - 1);
    return true;
}

bool merging_keep_all(Workspace *ws, MergeKeep keep, Err *err)
{
    Merging m;
    bool ok = look(ws, &m, err) && change(&m, 0, m.all.n, keep, err);
    merging_deinit(&m);
    if (ok)
        tell(ws, 0);
    return ok;
}

bool merging_step(Workspace *ws, int step, Err *err)
{
    Merging m;
    bool ok = look(ws, &m, err);
    if (ok) {
        size_t at = view_cursor(m.v), i = at_cursor(&m);
        if (step > 0 && m.all.p[i].start <= at && at < m.all.p[i].end)
            i = (i + 1) % m.all.n;
        else if (step < 0)
            i = (m.all.p[i].start < at && at < m.all.p[i].end ? i : i + m.all.n - 1) % m.all.n;
        go(m.v, m.all.p[i].start);
    }
    merging_deinit(&m);
    return ok;
}
