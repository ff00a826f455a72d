// Counting what is found in a screen: from the oldest row down, so many a turn.  Rows in the
// scrollback stay as they are; those of the screen are counted again when it has changed.
#include "base/mem.h"
#include "workspace/screen-find-inner.h"

enum {
    HITS_MAX = 100000,
    LINE_ROWS = 1024, // rows of a line that are counted again
};

static uint64_t number_of(const Screen *s, int row)
{
    return vt_pushed(s->vt) + (uint64_t)(int64_t)row;
}

// Hits before that place.
static size_t hits_before(const ScreenCount *c, uint64_t row, int col)
{
    size_t lo = 0, hi = c->hits.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const ScreenHit *h = &c->hits.p[mid];
        if (h->row < row || (h->row == row && h->col < col))
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static void count_again_from(ScreenCount *c, uint64_t row)
{
    size_t keep = hits_before(c, row, 0);
    vec_remove(&c->hits, keep, c->hits.n - keep);
    c->at = MIN(c->at, row);
    c->full &= c->hits.n == HITS_MAX;
}

// What has changed since is counted again.
static void follow(Screen *s)
{
    ScreenCount *c = &s->find->count;
    uint64_t generation = vt_generation(s->vt), top = vt_pushed(s->vt);
    uint64_t first = number_of(s, screen_oldest(s));
    if (c->cols != vt_cols(s->vt) || top < c->fixed) {
        c->cols = vt_cols(s->vt);
        count_again_from(c, 0);
        c->at = first;
    } else if (generation != c->generation) {
        // a line may have begun above the screen
        int row = (int)MAX((int64_t)(c->fixed - top), (int64_t)screen_oldest(s));
        for (int i = 0; i < LINE_ROWS && row > screen_oldest(s); i++, row--)
            if (!vt_row_wraps(s->vt, row - 1))
                break;
        count_again_from(c, number_of(s, row));
    }
    size_t gone = hits_before(c, first, 0); // with the oldest rows
    if (gone > c->hits.n / 2)
        vec_remove(&c->hits, 0, gone);
    c->at = MAX(c->at, first);
    c->generation = generation;
    c->fixed = top;
}

static void count_rows(Screen *s, int first, int end)
{
    ScreenCount *count = &s->find->count;
    size_t start, stop, at = 0;
    ScreenChunk c;
    screen_chunk_init(&c, s, first, end);
    const Snap *snap = text_now(c.text);
    while (!count->full && at <= snap_size(snap) &&
           finder_next(s->find->finder, snap, at, snap_size(snap), NULL, &start, &stop)) {
        at = MAX(stop, start + 1);
        if (stop == start)
            continue;
        ScreenPos p = screen_chunk_pos(&c, s, start);
        count->full = count->hits.n == HITS_MAX;
        if (!count->full)
            vec_push(&count->hits, ((ScreenHit){number_of(s, p.row), p.col}));
    }
    screen_chunk_deinit(&c);
}

static bool is_counted(const Screen *s)
{
    const ScreenCount *c = &s->find->count;
    return c->full || c->at >= vt_pushed(s->vt) + (uint64_t)vt_rows(s->vt);
}

bool screen_count_settle(Screen *s)
{
    if (!s->find || !s->find->finder)
        return true;
    follow(s);
    ScreenCount *c = &s->find->count;
    for (int left = SCREEN_SLICE_CELLS / vt_cols(s->vt); left > 0 && !is_counted(s);) {
        int first = (int)(int64_t)(c->at - vt_pushed(s->vt));
        int end = screen_chunk_end(s, first);
        count_rows(s, first, end);
        c->at = number_of(s, end);
        left -= end - first;
    }
    return is_counted(s);
}

size_t screen_find_count(const Screen *s, size_t *current, bool *more)
{
    *current = 0;
    *more = false;
    if (!s->find || !s->find->finder || s->find->count.cols == 0)
        return 0;
    const ScreenCount *c = &s->find->count;
    size_t gone = hits_before(c, number_of(s, screen_oldest(s)), 0);
    uint64_t row = number_of(s, s->cur.row);
    size_t i = hits_before(c, row, s->cur.col);
    if (i < c->hits.n && c->hits.p[i].row == row && c->hits.p[i].col == s->cur.col)
        *current = i - gone + 1;
    *more = c->full || !is_counted(s);
    return c->hits.n - gone;
}
