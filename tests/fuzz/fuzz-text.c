// Edits, undo, redo and snapshots as the bytes say, against plain bytes.
#include "base/bug.h"
#include "base/vec.h"
#include "text/text.h"

#include <stdint.h>

enum {
    STATES_MAX = 64,
    SIZE_MOST = 150000,
};

typedef struct {
    const uint8_t *p;
    size_t n;
} Input;

static size_t take(Input *in)
{
    size_t out = in->n ? in->p[0] : 0;
    if (in->n)
        in->p++, in->n--;
    return out;
}

static size_t take_below(Input *in, size_t limit)
{
    size_t n = take(in) << 16;
    n |= take(in) << 8;
    n |= take(in);
    return n % limit;
}

// Many bytes from few: the next ones of the input, again and again.
static void take_bytes(Input *in, Buf *out)
{
    static const uint16_t sizes[] = {0, 1, 1, 2, 5, 30, 300, 9000};
    size_t n = sizes[take(in) % ARRAY_LEN(sizes)], unit = 1 + take(in) % 8;
    char bytes[8] = {0};
    for (size_t i = 0; i < unit; i++)
        bytes[i] = (char)take(in);
    for (size_t done = 0; done < n; done += unit)
        buf_add(out, str_n(bytes, MIN(unit, n - done)));
}

typedef Vec(Buf) Bufs;

static Buf copy(const Buf *b)
{
    Buf out = BUF_INIT;
    buf_add(&out, buf_str(b));
    return out;
}

static void forget(Bufs *v)
{
    VEC_EACH (Buf, b, v)
        buf_deinit(b);
    vec_clear(v);
}

static void compare(const Snap *s, const Buf *want)
{
    AUTO(buf) Buf all = BUF_INIT;
    snap_add_to(s, 0, snap_size(s), &all);
    BUG_ON(!str_eq(buf_str(&all), buf_str(want)));
    snap_count_lines(s, SIZE_MAX);
    size_t rows = 0;
    for (size_t i = 0; i < want->n; i++)
        rows += want->p[i] == '\n';
    LineCount lines = snap_line_count(s);
    BUG_ON(!lines.exact || lines.n != rows + 1);
}

static void compare_place(const Snap *s, const Buf *want, size_t off)
{
    size_t start = off, end = off;
    while (start > 0 && want->p[start - 1] != '\n')
        start--;
    while (end < want->n && want->p[end] != '\n')
        end++;
    BUG_ON(snap_line_start(s, off, SIZE_MAX) != start);
    BUG_ON(snap_line_end(s, off, SIZE_MAX) != end);
    LineCount row = snap_row_at(s, off);
    BUG_ON(row.exact && snap_row_start(s, row.n) != start);
    size_t next = snap_next_cluster(s, off), prev = snap_prev_cluster(s, off);
    BUG_ON(off < want->n ? next <= off : next != off);
    BUG_ON(off > 0 ? prev >= off : prev != 0);
    BUG_ON(off < want->n && snap_next_word(s, off) <= off);
    BUG_ON(off > 0 && snap_prev_word(s, off) >= off);
}

typedef struct {
    Text *text;
    Buf bytes;
    Bufs done, undone;
    Snap *kept;
    Buf kept_bytes;
} World;

static void edit(World *w, Input *in)
{
    AUTO(buf) Buf with = BUF_INIT;
    size_t start = take_below(in, w->bytes.n + 1);
    size_t end = start + take_below(in, w->bytes.n - start + 1);
    take_bytes(in, &with);
    if ((start == end && with.n == 0) || w->bytes.n + with.n > SIZE_MOST)
        return;
    forget(&w->undone);
    if (w->done.n < STATES_MAX)
        vec_push(&w->done, copy(&w->bytes));
    text_undo_break(w->text);
    text_replace(w->text, start, end, buf_str(&with));
    buf_splice(&w->bytes, start, end, buf_str(&with));
}

static void step_state(World *w, bool redo)
{
    size_t off = 0;
    Bufs *from = redo ? &w->undone : &w->done, *to = redo ? &w->done : &w->undone;
    if (from->n == 0)
        return;
    BUG_ON(!(redo ? text_redo : text_undo)(w->text, &off));
    vec_push(to, w->bytes);
    w->bytes = vec_pop(from);
    BUG_ON(off > w->bytes.n);
}

static void keep(World *w)
{
    if (w->kept)
        compare(w->kept, &w->kept_bytes);
    snap_free(w->kept);
    buf_deinit(&w->kept_bytes);
    w->kept = text_snapshot(w->text);
    w->kept_bytes = copy(&w->bytes);
}

static bool read_buf(void *arg, uint64_t off, char *out, size_t n)
{
    const Buf *b = arg;
    memcpy(out, b->p + off, n);
    return true;
}

static void run(World *w, Input *in)
{
    while (in->n && w->done.n < STATES_MAX) {
        size_t what = take(in) % 8;
        if (what < 4)
            edit(w, in);
        else if (what < 6)
            step_state(w, what == 4);
        else if (what == 6)
            keep(w);
        else
            compare_place(text_now(w->text), &w->bytes, take_below(in, w->bytes.n + 1));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Input in = {data, n};
    World w = {0};
    bool from_source = take(&in) % 2;
    size_t parts = take(&in) % 16;
    for (size_t i = 0; i < parts; i++)
        take_bytes(&in, &w.bytes);
    Buf bytes = copy(&w.bytes);
    TextSource src = {.read = read_buf, .arg = &bytes, .nbytes = bytes.n};
    w.text = from_source ? text_new_source(src) : text_new_from(buf_str(&bytes));
    run(&w, &in);
    text_check(w.text);
    compare(text_now(w.text), &w.bytes);
    keep(&w);
    text_free(w.text);
    compare(w.kept, &w.kept_bytes);
    snap_free(w.kept);
    forget(&w.done);
    forget(&w.undone);
    vec_deinit(&w.done);
    vec_deinit(&w.undone);
    buf_deinit(&w.bytes);
    buf_deinit(&w.kept_bytes);
    buf_deinit(&bytes);
    return 0;
}
