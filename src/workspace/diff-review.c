// The hunks of a review as a diff: each with some lines around it, and a row that says how it
// stands.
#include "workspace/diff-inner.h"
#include "workspace/reviewing-inner.h"

enum { AROUND = 3 };

static void add_words(DiffBuild *x, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void add_words(DiffBuild *x, const char *fmt, ...)
{
    AUTO(buf) Buf words = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&words, fmt, ap);
    va_end(ap);
    diff_add_note(x, DIFF_NOTE, buf_str(&words));
}

static void add_side(DiffBuild *x, const char *when, const ReviewSide *s)
{
    char hex[65] = "";
    switch (s->thing) {
    case REVIEW_NOTHING:
        add_words(x, "%s  nothing", when);
        break;
    case REVIEW_LINK:
        add_words(x, "%s  a link to '%s'", when, s->target);
        break;
    case REVIEW_FOLDER:
        add_words(x, "%s  a folder, mode %04o", when, s->mode);
        break;
    case REVIEW_FILE:
        if (s->has_hash)
            hash_hex(s->hash, hex);
        add_words(x, "%s  a file, %lld bytes, mode %04o%s%s", when, (long long)s->nbytes, s->mode,
                  s->has_hash ? ", SHA-256 " : "", hex);
        break;
    }
}

// What no "all" takes, and why.
static void add_care(DiffBuild *x, const ReviewEntry *e)
{
    static const struct {
        unsigned flag;
        const char *words;
    } all[] = {{REVIEW_SECRET, "! such files commonly hold keys or passwords"},
               {REVIEW_TOOLS, "! programs outside of the jail obey such files, or run them"},
               {REVIEW_LEAVES, "! the link leads out of the folder"},
               {REVIEW_MOVED, "! somebody changed it on the disk while the run went on"},
               {REVIEW_LARGE, "! it is too large to be kept: it can only be rejected"}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (e->flags & all[i].flag)
            add_words(x, "%s", all[i].words);
    if (e->conflict)
        add_words(x, "! %s", e->why ? e->why : "the disk has changed in the same lines");
}

static DiffHunk plain(const ReviewHunk *h)
{
    return (DiffHunk){(size_t)h->old_row, (size_t)h->old_n, (size_t)h->new_row, (size_t)h->new_n};
}

// The new lines are those that the user wrote.
static void add_edited(DiffBuild *x, const ReviewHunk *h)
{
    DiffLines lines = {0};
    DiffHunk whole = plain(h);
    diff_split(buf_str(&h->edited), &lines);
    DiffBuild own = {x->d, x->a, &lines, x->text};
    whole.new_row = 0;
    whole.new_n = lines.n;
    size_t first = x->d->lines.n;
    diff_add_hunk(&own, &whole);
    for (size_t i = first; i < x->d->lines.n; i++)
        x->d->lines.p[i].b_row += (size_t)h->new_row;
    vec_deinit(&lines);
}

static void add_change(DiffBuild *x, const ReviewEntry *e, const ReviewHunk *h)
{
    if (h->is_mode) {
        vec_push(&x->d->changes, x->d->lines.n);
        add_words(x, "mode %04o becomes %04o", e->before.mode, e->after.mode);
    } else if (h->is_edited) {
        add_edited(x, h);
    } else {
        DiffHunk one = plain(h);
        diff_add_hunk(x, &one);
    }
}

// Lines between two changes, those far from both left out.
static void add_between(DiffBuild *x, size_t a_row, size_t b_row, size_t n, bool first, bool last)
{
    size_t head = first ? 0 : MIN(n, (size_t)AROUND),
           tail = last ? 0 : MIN(n - head, (size_t)AROUND);
    diff_add_same(x, a_row, b_row, head);
    if (!first)
        diff_add_note(x, DIFF_STATE, STR(""));
    if (n > head + tail && !last)
        diff_add_note(x, DIFF_GAP, STR(""));
    diff_add_same(x, a_row + n - tail, b_row + n - tail, tail);
}

static void add_hunks(DiffBuild *x, const ReviewEntry *e, const ReviewText *t)
{
    size_t a_row = 0, b_row = 0, i = 0;
    for (; i < t->hunks.n; i++) {
        const ReviewHunk *h = &t->hunks.p[i];
        if (h->is_mode) {
            add_change(x, e, h);
            diff_add_note(x, DIFF_STATE, STR(""));
            continue;
        }
        bool first = a_row == 0 && b_row == 0 && (i == 0 || t->hunks.p[i - 1].is_mode);
        add_between(x, a_row, b_row, (size_t)h->old_row - a_row, first, false);
        add_change(x, e, h);
        a_row = (size_t)(h->old_row + h->old_n);
        b_row = (size_t)(h->new_row + h->new_n);
    }
    if (i && !t->hunks.p[i - 1].is_mode)
        add_between(x, a_row, b_row, t->before_lines.n - MIN(a_row, t->before_lines.n), false,
                    true);
}

void diff_build_review(Diff *d, const ReviewEntry *e, const ReviewText *t, Buf *text)
{
    DiffLines none = {0};
    DiffBuild x = {d, t ? &t->before_lines : &none, t ? &t->after_lines : &none, text};
    bool shown = t && t->is_text && t->hunks.n;
    add_care(&x, e);
    if (e->change == REVIEW_MODE)
        add_words(&x, "mode %04o becomes %04o", e->before.mode, e->after.mode);
    else if (!shown || e->before.thing != e->after.thing) {
        add_side(&x, "before", &e->before);
        add_side(&x, "after ", &e->after);
    }
    if (shown)
        add_hunks(&x, e, t);
    if (!d->changes.n)
        vec_push(&d->changes, 0); // it is decided as a whole
    diff_add_note(&x, DIFF_NOTE, STR(""));
    text->n--; // the last line has no end
}

void diff_build_group(Diff *d, const ReviewEntry *e, size_t n, Buf *text)
{
    enum { LISTED = 500 };
    DiffLines none = {0};
    DiffBuild x = {d, &none, &none, text};
    add_words(&x, "%zu files that tools make, in one row: Right shows each, A takes all", n);
    for (size_t i = 0; i < MIN(n, (size_t)LISTED); i++)
        add_words(&x, "  +%zu -%zu  %s", e[i].nadded, e[i].nremoved, e[i].path);
    if (n > LISTED)
        add_words(&x, "  and %zu more", n - LISTED);
    vec_push(&d->changes, 0);
    diff_add_note(&x, DIFF_NOTE, STR(""));
    text->n--;
}
