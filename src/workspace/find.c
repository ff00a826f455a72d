// What is looked for and where; opening and closing.
#include "workspace/find-inner.h"

enum { SEED_BYTES = 200 };

Find *find_new(Workspace *ws)
{
    Find *f = NEW(Find);
    f->ws = ws;
    f->options.ignore_case = true;
    f->passed = SIZE_MAX;
    return f;
}

void find_free(Find *f)
{
    if (!f)
        return;
    for (int i = 0; i < FIND_FIELDS; i++) {
        buf_deinit(&f->text[i]);
        find_history_deinit(&f->history[i]);
    }
    finder_free(f->brief);
    find_index_deinit(&f->index);
    vec_deinit(&f->marks.all);
    vec_deinit(&f->marks.with);
    buf_deinit(&f->marks.bytes);
    err_deinit(&f->problem);
    free(f);
}

void find_cancel(Find *f)
{
    LoopJob *jobs[] = {f->seek[0], f->seek[1], f->count, f->select, f->swap};
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++)
        if (jobs[i])
            loop_job_cancel(jobs[i]);
}

bool find_is_open(const Find *f)
{
    return f->open;
}

bool find_is_replacing(const Find *f)
{
    return f->open && f->replacing;
}

unsigned find_shown(const Find *f)
{
    return f->shown;
}

bool find_has_focus(const Find *f)
{
    return f->open && f->focused;
}

void find_focus(Find *f, FindField field)
{
    f->focused = f->open;
    f->field = f->replacing ? field : FIND_PATTERN;
}

FindField find_field(const Find *f)
{
    return f->field;
}

void find_blur(Find *f)
{
    f->focused = false;
}

Str find_text(const Find *f, FindField field)
{
    return buf_str(&f->text[field]);
}

FindOptions *find_options(Find *f)
{
    return &f->options;
}

const char *find_problem(const Find *f)
{
    return err_text(&f->problem);
}

bool find_is_searching(const Find *f)
{
    bool is_due = f->brief && (f->jump || f->steps || (f->open && find_is_counting(f)));
    return f->seek[0] || f->seek[1] || f->count || f->select || f->swap || is_due;
}

// All that was found is of no use any more.
static void forget(Find *f)
{
    f->epoch++;
    f->gave_up = false;
    f->passed = SIZE_MAX;
    f->ordinal.known = false;
    vec_clear(&f->index.all);
    f->index.matches = 0;
    find_marks_forget(f);
    LoopJob *jobs[] = {f->seek[0], f->seek[1], f->count};
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++)
        if (jobs[i])
            loop_job_cancel(jobs[i]);
}

static void compile(Find *f)
{
    finder_free(f->brief);
    f->brief = NULL;
    err_deinit(&f->problem);
    FindQuery q = find_query(f);
    q.brief = true;
    if (q.pattern.n)
        f->brief = finder_new(&q, &f->problem);
}

void find_changed(Find *f)
{
    forget(f);
    compile(f);
    f->jump = f->open;
}

void find_set_text(Find *f, FindField field, Str text)
{
    buf_clear(&f->text[field]);
    buf_add(&f->text[field], text);
    if (field == FIND_PATTERN)
        find_changed(f);
    else
        find_marks_forget(f);
}

// Let places follow an edit of the text.
static void follow_edit(Find *f, const TextEdit *e)
{
    f->from = text_map(e, f->from, false);
    if (f->passed != SIZE_MAX)
        f->passed = text_map(e, f->passed, true);
    f->scope.start = text_map(e, f->scope.start, false);
    f->scope.end = text_map(e, f->scope.end, true);
    if (f->index.all.n && !find_index_edit(&f->index, e, find_reach(f))) {
        vec_clear(&f->index.all);
        f->index.matches = 0;
    }
}

static void follow(Find *f, const View *v)
{
    TextEdit e;
    TextPull got;
    if (f->doc != v->doc->id) {
        f->doc = v->doc->id;
        f->rev = text_rev(v->doc->text);
        forget(f);
        f->scoped = false;
    }
    if (f->rev == text_rev(v->doc->text))
        return;
    while ((got = text_pull(v->doc->text, &f->rev, &e)) == TEXT_EDIT_ONE)
        follow_edit(f, &e);
    if (got == TEXT_EDIT_LOST) {
        f->rev = text_rev(v->doc->text);
        forget(f);
    }
    find_marks_forget(f);
    f->gave_up = false;
    f->ordinal.known = false;
}

// What the selection, or the word at the cursor, is to be looked for; false if the settings say no.
bool find_add_seed(const Workspace *ws, const View *v, bool regex, Buf *out)
{
    int how = ws->options.find_seed;
    const Snap *s = text_now(v->doc->text);
    Range seed = view_selection(v);
    if (how == FIND_SEED_NEVER)
        return false;
    if (seed.start == seed.end && how == FIND_SEED_ALWAYS)
        snap_word_at(s, seed.start, &seed.start, &seed.end);
    bool is_short = seed.start < seed.end && seed.end - seed.start <= SEED_BYTES;
    if (!is_short || snap_line_end(s, seed.start, SEED_BYTES) < seed.end)
        return false;
    AUTO(buf) Buf text = BUF_INIT;
    snap_add_to(s, seed.start, seed.end, &text);
    for (size_t i = 0; i < text.n; i++) {
        if (regex && strchr("\\^$.|?*+()[]{}", text.p[i]) && text.p[i])
            buf_add_byte(out, '\\');
        buf_add_byte(out, text.p[i]);
    }
    return true;
}

static void set_scope(Find *f, const View *v)
{
    Range sel = view_selection(v);
    const Snap *s = text_now(v->doc->text);
    int how = f->ws->options.find_auto_scope;
    bool is_lines = snap_line_end(s, sel.start, sel.end - sel.start) < sel.end;
    f->scoped = sel.start < sel.end &&
                (how == FIND_SCOPE_ALWAYS || (how == FIND_SCOPE_MULTILINE && is_lines));
    f->scope = sel;
}

// True if something else is looked for now.
static bool show(Find *f)
{
    View *v = workspace_view(f->ws);
    AUTO(buf) Buf seed = BUF_INIT;
    bool was_open = f->open, had_focus = find_has_focus(f);
    f->open = f->focused = true;
    f->shown++;
    if (!v)
        return false;
    follow(f, v);
    f->from = view_selection(v).start;
    if (!was_open) {
        set_scope(f, v);
        forget(f);
    }
    bool is_seeded = !had_focus && !f->scoped && find_add_seed(f->ws, v, f->options.regex, &seed);
    if (is_seeded)
        find_set_text(f, FIND_PATTERN, buf_str(&seed));
    f->jump = false;
    return is_seeded;
}

void find_open(Find *f)
{
    show(f);
    f->field = FIND_PATTERN;
}

void find_open_replace(Find *f)
{
    bool had_focus = find_has_focus(f), is_seeded = show(f);
    f->replacing = true;
    f->field = had_focus || is_seeded ? FIND_REPLACEMENT : FIND_PATTERN;
}

void find_close(Find *f)
{
    find_history_keep(f);
    forget(f);
    find_cancel(f);
    f->open = f->replacing = f->scoped = f->jump = false;
    f->steps = 0;
    f->field = FIND_PATTERN;
}

bool find_toggle_scope(Find *f)
{
    const View *v = workspace_view(f->ws);
    if (!f->scoped && (!v || !view_has_selection(v)))
        return false;
    f->scoped = !f->scoped;
    if (f->scoped)
        f->scope = view_selection(v);
    f->from = f->scope.start;
    find_changed(f);
    return true;
}

bool find_is_scoped(const Find *f)
{
    return f->scoped;
}

void find_settle(Find *f)
{
    View *v = workspace_view(f->ws);
    if (!v) {
        f->jump = false;
        f->steps = 0;
        return;
    }
    if (f->doc != v->doc->id && !f->open && !f->steps)
        return;
    follow(f, v);
    find_seek_settle(f, v);
    find_count_settle(f, v);
}
