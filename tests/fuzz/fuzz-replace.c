// A pattern, a replacement and a text of many pieces: all matches are replaced by a rewrite, which
// must give the bytes that replacing them one by one gives, and be undone by one step.
#include "base/bug.h"
#include "base/mem.h"
#include "base/vec.h"
#include "text/text.h"

#include <stdint.h>

enum { HEAD = 4, MATCHES_MAX = 400 };

typedef struct {
    const FindQuery *query;
    FindReplacement with;
} Task;

static Text *in_pieces(Str bytes, size_t size)
{
    Text *t = text_new_from(bytes);
    for (size_t off = 0; off < bytes.n && off < size * 100; off += size) {
        text_replace(t, off, off, STR("##"));
        text_replace(t, off, off + 2, STR(""));
    }
    return t;
}

static Buf bytes_of(const Text *t)
{
    Buf out = BUF_INIT;
    snap_add_to(text_now(t), 0, snap_size(text_now(t)), &out);
    return out;
}

// Replace all matches; the new text by plain means goes to *want.  False if it takes too long.
static bool rewrite(Finder *f, const Snap *s, const Task *task, TextRewrite *r, Buf *want)
{
    size_t at = 0, kept = 0, start, end, size = snap_size(s);
    for (int i = 0; i < MATCHES_MAX && at <= size; i++) {
        AUTO(buf) Buf with = BUF_INIT;
        if (!finder_next(f, s, at, size, NULL, &start, &end))
            break;
        BUG_ON(start < at || end < start || end > size);
        finder_expand(f, &task->with, &with);
        BUG_ON(!task->query->regex && !task->with.keep_case &&
               !str_eq(buf_str(&with), task->with.with));
        text_rewrite_put(r, start, end, buf_str(&with));
        snap_add_to(s, kept, start, want);
        buf_add(want, buf_str(&with));
        kept = end;
        at = MAX(end, start + 1);
    }
    snap_add_to(s, kept, size, want);
    text_rewrite_end(r);
    return !finder_problem(f)[0];
}

static void run(Text *t, const Task *task)
{
    AUTO(err) Err err = {0};
    Finder *f = finder_new(task->query, &err);
    if (!f)
        return;
    AUTO(buf) Buf before = bytes_of(t), want = BUF_INIT;
    TextRewrite *r = text_rewrite_new(text_now(t));
    bool done = rewrite(f, text_now(t), task, r, &want);
    size_t n = text_rewrite_count(r), off;
    finder_free(f);
    if (!done) {
        text_rewrite_free(r);
        return;
    }
    BUG_ON(text_rewrite_apply(t, r) != (n > 0));
    AUTO(buf) Buf after = bytes_of(t);
    BUG_ON(!str_eq(buf_str(&after), buf_str(&want)));
    text_check(t);
    if (n) {
        BUG_ON(!text_undo(t, &off));
        AUTO(buf) Buf again = bytes_of(t);
        BUG_ON(!str_eq(buf_str(&again), buf_str(&before)));
    }
    text_check(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

// A head of four bytes (how, size of pieces, bytes of the pattern, bytes of the replacement), then
// the pattern, the replacement and the text.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n <= HEAD)
        return 0;
    Str rest = str_from(str_n((const char *)data, n), HEAD);
    Str pattern = str_upto(rest, data[2] % 40 + 1u);
    rest = str_from(rest, pattern.n);
    Str with = str_upto(rest, data[3] % 40);
    FindQuery q = {
        .pattern = pattern,
        .regex = data[0] & 1,
        .ignore_case = data[0] & 2,
        .whole_word = data[0] & 4,
        .brief = true,
    };
    Task task = {.query = &q, .with = {.with = with, .keep_case = data[0] & 8}};
    Text *t = in_pieces(str_from(rest, with.n), 1 + data[1] * 2u);
    run(t, &task);
    text_free(t);
    return 0;
}
