#include "base/mem.h"
#include "text/find.h"

enum { COPY_LEAST = 4 << 10 };

void find_window_deinit(FindWindow *w)
{
    snap_walk_deinit(&w->walk);
    snap_free(w->snap);
    buf_deinit(&w->copy);
    *w = (FindWindow){0};
}

void find_window_on(FindWindow *w, const Snap *s)
{
    if (w->snap == s)
        return;
    snap_walk_deinit(&w->walk);
    snap_free(w->snap);
    buf_clear(&w->copy);
    w->epoch++;
    w->snap = snap_ref(s);
    w->walk = snap_walk(w->snap, true);
}

void find_window_on_bytes(FindWindow *w, Str bytes)
{
    snap_walk_deinit(&w->walk);
    snap_free(w->snap);
    buf_clear(&w->copy);
    w->epoch++;
    w->snap = NULL;
    w->walk = (SnapWalk){0};
    w->flat = bytes;
}

size_t find_window_size(const FindWindow *w)
{
    return w->snap ? snap_size(w->snap) : w->flat.n;
}

void find_window_add(const FindWindow *w, size_t start, size_t end, Buf *out)
{
    if (w->snap)
        snap_add_to(w->snap, start, end, out);
    else
        buf_add(out, str_from(str_upto(w->flat, end), start));
}

// Copy [start, end) and what more is cheap to have.
static void copy(FindWindow *w, size_t start, size_t end)
{
    buf_clear(&w->copy);
    buf_reserve(&w->copy, end - start);
    w->copy.n = snap_walk_read(&w->walk, start, w->copy.p, end - start);
    w->copy_start = start;
}

Str find_window_from(FindWindow *w, size_t off, size_t want)
{
    if (!w->snap)
        return str_from(w->flat, off);
    size_t size = snap_size(w->snap);
    if (off >= size)
        return STR_NULL;
    want = MIN(want, size - off);
    size_t in_copy = off - w->copy_start; // huge if off lies before it
    if (in_copy < w->copy.n && w->copy.n - in_copy >= want)
        return str_from(buf_str(&w->copy), in_copy);
    Str view = snap_walk_from(&w->walk, off);
    if (view.n >= want)
        return view;
    copy(w, off, MIN(off + MAX(want + want / 2, (size_t)COPY_LEAST), size));
    return buf_str(&w->copy);
}

Str find_window_until(FindWindow *w, size_t off, size_t want)
{
    want = MIN(want, off);
    if (off == 0)
        return STR_NULL;
    if (snap_walk_to(&w->walk, off - 1) && off - w->walk.start >= want)
        return str_upto(w->walk.view, off - w->walk.start);
    size_t n = MIN(MAX(want + want / 2, (size_t)COPY_LEAST), off);
    copy(w, off - n, off);
    return buf_str(&w->copy);
}

size_t literal_next(const Literal *l, FindWindow *w, const FindRange *range)
{
    size_t n = l->bytes.n, at = range->from;
    while (at <= range->starts && at + n <= range->ends && !find_is_cancelled(range->cancelled)) {
        Str s = str_upto(find_window_from(w, at, n), range->ends - at);
        size_t hit = literal_first(l, s);
        if (hit < s.n)
            return at + hit <= range->starts ? at + hit : SIZE_MAX;
        at += s.n - (n - 1);
    }
    return SIZE_MAX;
}
