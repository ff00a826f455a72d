// Finding in a screen: chunk by chunk of rows, each made into a text, from the cursor on, so many a
// turn.
#include "base/mem.h"
#include "workspace/screen-find-inner.h"

enum {
    LINE_ROWS = 64, // rows of a line that are looked at to mark one of them
};

static size_t offset_of(const ScreenChunk *c, const Screen *s, ScreenPos p)
{
    size_t i = (size_t)(p.row - c->first), off = c->offsets.p[i];
    for (int col = 0; col < p.col && off < c->offsets.p[i + 1]; col++)
        off += screen_cell_bytes(s, p.row, col);
    return MIN(off, c->offsets.p[i + 1]);
}

// The pattern ---------------------------------------------------------------------------------

static ScreenFind *need(Screen *s)
{
    if (!s->find)
        s->find = NEW(ScreenFind);
    return s->find;
}

static void compile(ScreenFind *f)
{
    Str pattern = buf_str(&f->pattern);
    FindQuery q = {.pattern = pattern,
                   .regex = f->options.regex,
                   .whole_word = f->options.whole_word,
                   .ignore_case = !f->options.match_case && !find_has_capitals(pattern),
                   .brief = true};
    f->hunt.on = false;
    f->count.cols = 0;
    finder_free(f->finder);
    err_deinit(&f->problem);
    f->finder = pattern.n ? finder_new(&q, &f->problem) : NULL;
}

void screen_find_open(Screen *s)
{
    ScreenFind *f = need(s);
    s->finding = true;
    f->origin = s->cur;
}

void screen_find_done(Screen *s)
{
    s->finding = false;
}

void screen_find_forget(Screen *s)
{
    s->finding = false;
    screen_find_free(s->find);
    s->find = NULL;
}

Str screen_find_pattern(const Screen *s)
{
    return s->find ? buf_str(&s->find->pattern) : STR_NULL;
}

ScreenFindOptions *screen_find_options(Screen *s)
{
    return &need(s)->options;
}

const char *screen_find_problem(const Screen *s)
{
    return s->find ? err_text(&s->find->problem) : "";
}

void screen_find_free(ScreenFind *f)
{
    if (!f)
        return;
    finder_free(f->finder);
    vec_deinit(&f->count.hits);
    err_deinit(&f->problem);
    buf_deinit(&f->pattern);
    free(f);
}

// Searching -----------------------------------------------------------------------------------

// A match within rows [first, end) before or behind `from`, which may lie outside of them.
static bool search_in(const Screen *s, int first, int end, int dir, ScreenPos from,
                      ScreenPos *found)
{
    Finder *f = s->find->finder;
    ScreenChunk c;
    size_t start, stop;
    screen_chunk_init(&c, s, first, end);
    const Snap *snap = text_now(c.text);
    size_t n = snap_size(snap), lo = 0, hi = n;
    if (from.row >= first && from.row < end && dir < 0)
        hi = offset_of(&c, s, from);
    if (from.row >= first && from.row < end && dir > 0)
        lo = MIN(n,
                 offset_of(&c, s, from) + MAX(screen_cell_bytes(s, from.row, from.col), (size_t)1));
    bool hit = dir < 0 ? finder_prev(f, snap, lo, hi, NULL, &start, &stop)
                       : finder_next(f, snap, lo, hi, NULL, &start, &stop);
    if (hit)
        *found = screen_chunk_pos(&c, s, start);
    screen_chunk_deinit(&c);
    return hit;
}

// The edge of the line that a row belongs to, if it is near: a match may begin or end there.
static int near_edge(const Screen *s, int dir, int row)
{
    int at = dir < 0 ? MIN(row + 1, vt_rows(s->vt)) : MAX(row, screen_oldest(s));
    if (dir < 0)
        while (at < vt_rows(s->vt) && at < row + LINE_ROWS && vt_row_wraps(s->vt, at - 1))
            at++;
    else
        while (at > screen_oldest(s) && at > row - LINE_ROWS && vt_row_wraps(s->vt, at - 1))
            at--;
    return at;
}

static void begin_hunt(Screen *s, int dir, ScreenPos from, bool around)
{
    s->find->hunt.on = true;
    s->find->hunt.dir = dir;
    s->find->hunt.from = from;
    s->find->hunt.at = near_edge(s, dir, from.row);
    s->find->hunt.around = around;
}

// Look through the next chunk.
static bool hunt_on(Screen *s, ScreenPos *found, int *rows)
{
    int dir = s->find->hunt.dir, *at = &s->find->hunt.at;
    int first = dir < 0 ? screen_chunk_start(s, *at) : *at;
    int end = dir < 0 ? *at : screen_chunk_end(s, *at);
    *at = dir < 0 ? first : end;
    *rows = end - first;
    return search_in(s, first, end, dir, s->find->hunt.from, found);
}

// False with a sentence if all has been looked through.
static bool turn_around(Screen *s, Err *err)
{
    ScreenFind *f = s->find;
    int dir = f->hunt.dir;
    if (!f->hunt.around) {
        begin_hunt(s, dir, (ScreenPos){dir < 0 ? vt_rows(s->vt) : screen_oldest(s) - 1, 0}, true);
        return true;
    }
    f->hunt.on = false;
    return err_set(err, "%s", *finder_problem(f->finder) ? finder_problem(f->finder) : "no match");
}

bool screen_find_go_on(Screen *s, Err *err)
{
    ScreenFind *f = s->find;
    int rows = 0;
    ScreenPos found;
    for (int left = SCREEN_SLICE_CELLS / vt_cols(s->vt); f && f->hunt.on && left > 0;
         left -= rows) {
        bool at_edge =
            f->hunt.dir < 0 ? f->hunt.at <= screen_oldest(s) : f->hunt.at >= vt_rows(s->vt);
        rows = 0;
        if (at_edge) {
            if (!turn_around(s, err))
                return false;
        } else if (hunt_on(s, &found, &rows)) {
            f->hunt.on = false;
            screen_move(s, found.row - s->cur.row, found.col - s->cur.col);
        }
    }
    return true;
}

bool screen_find_is_busy(const Screen *s)
{
    return s->find && s->find->hunt.on;
}

void screen_find_settle(Screen *s, Workspace *ws)
{
    AUTO(err) Err err = {0};
    if (screen_find_is_busy(s) && !screen_find_go_on(s, s->finding ? &s->find->problem : &err) &&
        !s->finding)
        message_say(ws, MESSAGE_WARNING, "%s", err_text(&err));
    if (screen_find_is_busy(s) || !screen_count_settle(s))
        workspace_wake(ws);
}

static bool look(Screen *s, int dir, ScreenPos from, Err *err)
{
    ScreenFind *f = s->find;
    if (!f->finder)
        return err_set(err, "%s", f->pattern.n ? err_text(&f->problem) : "nothing is looked for");
    begin_hunt(s, dir, from, false);
    return screen_find_go_on(s, err);
}

void screen_find_moved(Screen *s, int rows)
{
    ScreenFind *f = s->find;
    if (!f)
        return;
    f->origin.row = CLAMP(f->origin.row - rows, screen_oldest(s), vt_rows(s->vt) - 1);
    f->hunt.from.row = CLAMP(f->hunt.from.row - rows, screen_oldest(s) - 1, vt_rows(s->vt));
    f->hunt.at = CLAMP(f->hunt.at - rows, screen_oldest(s), vt_rows(s->vt));
}

void screen_find_set(Screen *s, Str pattern)
{
    ScreenFind *f = need(s);
    Buf fresh = BUF_INIT;
    buf_add(&fresh, pattern); // it may be the old one
    buf_deinit(&f->pattern);
    f->pattern = fresh;
    compile(f);
    ScreenPos behind = {f->origin.row, f->origin.col + 1};
    if (f->finder)
        (void)look(s, -1, behind, &f->problem); // it says why there is none
}

bool screen_find_step(Screen *s, int dir, Err *err)
{
    if (need(s)->pattern.n == 0)
        return err_set(err, "nothing is looked for: press /");
    return look(s, dir, s->cur, err);
}

// Marks ---------------------------------------------------------------------------------------

size_t screen_find_in_row(Screen *s, int row, ScreenMatch *out, size_t max)
{
    size_t n = 0, start, stop, at = 0;
    int first = row, end = row + 1;
    if (!s->find || !s->find->finder)
        return 0;
    while (first > screen_oldest(s) && first > row - LINE_ROWS && vt_row_wraps(s->vt, first - 1))
        first--;
    while (end < vt_rows(s->vt) && end < row + LINE_ROWS && vt_row_wraps(s->vt, end - 1))
        end++;
    ScreenChunk c;
    screen_chunk_init(&c, s, first, end);
    const Snap *snap = text_now(c.text);
    while (n < max &&
           finder_next(s->find->finder, snap, at, snap_size(snap), NULL, &start, &stop)) {
        at = MAX(stop, start + 1);
        if (at > snap_size(snap))
            break;
        if (stop == start)
            continue;
        ScreenPos a = screen_chunk_pos(&c, s, start), b = screen_chunk_pos(&c, s, stop - 1);
        if (a.row <= row && b.row >= row)
            out[n++] =
                (ScreenMatch){a.row < row ? 0 : a.col, b.row > row ? vt_cols(s->vt) - 1 : b.col};
        if (a.row > row)
            break;
    }
    screen_chunk_deinit(&c);
    return n;
}
