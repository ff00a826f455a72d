// The palette's lists that have a word as prefix: tabs by use, bookmarks, places that were left,
// what was copied.
#include "command/inner.h"

enum { LABEL_BYTES = 120 };

// The first line with text from `off` on, on one row.
static void add_line(const Snap *s, size_t off, Buf *out)
{
    char bytes[LABEL_BYTES];
    Str rest = str_n(bytes, snap_read(s, off, bytes, sizeof bytes)), line = STR_NULL;
    str_split(&rest, '\n', &line);
    buf_add(out, str_trim(line));
}

// The one shown last comes first; the one before it is what is gone to most.
static void fill_tabs(Fill *f, Workspace *ws)
{
    int rank = 1;
    VEC_EACH (View *, v, &ws->views) {
        const Document *d = (*v)->doc;
        if (group_of(ws, *v) != ws->group)
            continue;
        AUTO(free) char *label = d->path ? workspace_pretty(ws, d->path) : xstrdup(d->title);
        AUTO(free) char *id = xasprintf("%llu", (unsigned long long)d->id);
        bool shown = *v == workspace_view(ws);
        fill_add(f, str_c(label),
                 xstrdup(shown                     ? "shown"
                         : document_is_modified(d) ? "edited"
                                                   : ""),
                 str_c(id), rank++);
    }
}

static void accept_tab(Workspace *ws, const char *value)
{
    VEC_EACH (View *, v, &ws->group->tabs)
        if ((*v)->doc->id == strtoull(value, NULL, 10)) {
            workspace_show(ws, *v);
            layout_focus(&ws->layout, FOCUS_EDITOR);
            return;
        }
}

// `index` is its value; takes `detail` over.
static void add_place(Fill *f, Workspace *ws, const Mark *m, size_t index, char *detail, int bonus)
{
    const char *path = mark_path(ws, m);
    AUTO(free) char *shown = path ? workspace_pretty(ws, path) : xstrdup("Untitled");
    AUTO(buf) Buf label = BUF_INIT;
    LineCount row = mark_row(ws, m);
    buf_addf(&label, "%s:%s%zu  ", shown, row.exact ? "" : "~", row.n + 1);
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->id == m->doc)
            add_line(text_now((*d)->text), m->off, &label);
    AUTO(free) char *value = xasprintf("%zu", index);
    fill_add(f, buf_str(&label), detail, str_c(value), bonus);
}

static void fill_bookmarks(Fill *f, Workspace *ws)
{
    const Bookmarks *b = &ws->bookmarks;
    bookmarks_sort(ws);
    for (size_t i = 0; i < b->marks.n; i++)
        add_place(f, ws, &b->marks.p[i], i, NULL, (int)(b->marks.n - i));
}

// The newest first; how many steps back or forward each is.
static void fill_jumps(Fill *f, Workspace *ws)
{
    const Jumps *j = &ws->jumps;
    for (size_t i = 0; i < j->list.n; i++) {
        char *detail = i == j->at  ? xstrdup("here")
                       : i < j->at ? xasprintf("%zu back", j->at - i)
                                   : xasprintf("%zu forward", i - j->at);
        add_place(f, ws, &j->list.p[i], i, detail, (int)i);
    }
}

static void accept_jump(Workspace *ws, const char *value)
{
    AUTO(err) Err err = {0};
    if (jumps_go(ws, strtoull(value, NULL, 10), &err))
        layout_focus(&ws->layout, FOCUS_EDITOR);
    else
        message_say(ws, MESSAGE_RESULT, "%s", err_text(&err));
}

static void accept_bookmark(Workspace *ws, const char *value)
{
    size_t i = strtoull(value, NULL, 10);
    if (i < ws->bookmarks.marks.n && mark_show(ws, &ws->bookmarks.marks.p[i]))
        layout_focus(&ws->layout, FOCUS_EDITOR);
    else
        message_say(ws, MESSAGE_RESULT, "the file of this bookmark is gone");
}

// What text looks like in one row: its first line that is not blank.
static void add_preview(Str text, Buf *out)
{
    Str line = STR_NULL;
    text = str_n(text.p, MIN(text.n, (size_t)LABEL_BYTES * 8));
    while (str_trim(line).n == 0 && str_split(&text, '\n', &line))
        ;
    line = str_trim(line);
    buf_add(out, str_n(line.p, MIN(line.n, (size_t)LABEL_BYTES)));
}

static size_t count_lines(Str s)
{
    size_t n = 0;
    for (Str line = STR_NULL; str_split(&s, '\n', &line);)
        n++;
    return n;
}

static void fill_clips(Fill *f, Workspace *ws)
{
    size_t n = clipboard_count(&ws->clipboard);
    for (size_t i = 0; i < n; i++) {
        Str text = clipboard_get(&ws->clipboard, i);
        AUTO(buf) Buf label = BUF_INIT;
        size_t lines = count_lines(text);
        add_preview(text, &label);
        AUTO(free) char *index = xasprintf("%zu", i);
        char *detail = lines > 1 ? xasprintf("%zu lines", lines) : xasprintf("%zu bytes", text.n);
        fill_add(f, label.n ? buf_str(&label) : STR("(blank)"), detail, str_c(index), (int)(n - i));
    }
}

static void accept_clip(Workspace *ws, const char *value)
{
    clipboard_choose(&ws->clipboard, strtoull(value, NULL, 10));
    ws->outside.settled = true; // whatever else was copied since
    command_run(ws, "edit.paste");
    ws->outside.settled = false;
}

static const PaletteList lists[] = {
    {"clip ", fill_clips, accept_clip, NULL, NULL},
    {"edt ", fill_tabs, accept_tab, NULL, NULL},
    {"jump ", fill_jumps, accept_jump, NULL, NULL},
    {"mark ", fill_bookmarks, accept_bookmark, NULL, NULL},
};

const PaletteList *palette_list_of(Str query)
{
#define REFERENCE(name) &palette_##name,
    static const PaletteList *const others[] = {PALETTE_LISTS(REFERENCE)};
#undef REFERENCE
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (str_starts(query, str_c(others[i]->prefix)))
            return others[i];
    const PaletteList *coding = palette_coding_of(query);
    if (coding)
        return coding;
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        if (str_starts(query, str_c(lists[i].prefix)))
            return &lists[i];
    return NULL;
}
