// Display rows: walked down, walked up and looked up by offset they are those of a naive layout of
// the whole text.
#include "suite.h"
#include "workspace/view-rows.h"

#include <stdlib.h>

typedef struct {
    size_t off;
    int col, cells;
    bool blank, closer, wide;
} Cluster;

typedef Vec(Cluster) Clusters;
typedef Vec(Row) RowVec;

// All clusters of a line, then one that stands for its end.
static void clusters_of(const RowLayout *l, size_t line, Clusters *out)
{
    ClusterWalk w;
    Str s;
    int cells = 0, col = 0;
    size_t off = line;
    cluster_walk_init(&w, l->s, line);
    for (; cluster_walk_next(&w, &s, &cells) && s.p[s.n - 1] != '\n'; off = w.off) {
        Cluster c = {.off = off, .col = col, .cells = cells};
        if (s.p[0] == '\t')
            c.cells = l->tab_size - col % l->tab_size;
        c.blank = s.p[0] == ' ' || s.p[0] == '\t';
        c.closer = s.n == 1 && strchr("-/,;|&?!)]}", s.p[0]);
        c.wide = cells == 2 && !c.closer && !c.blank;
        vec_push(out, c);
        col += c.cells;
    }
    vec_push(out, ((Cluster){.off = off, .col = col}));
}

static bool may_part(const Cluster *a, const Cluster *b)
{
    return !b->blank && !b->closer && (a->blank || a->closer || a->wide || b->wide);
}

// Where the row that begins with cluster i ends.
static size_t word_end(const RowLayout *l, const Clusters *c, size_t i, int indent)
{
    size_t best = 0, from = i;
    int room = l->width - indent;
    for (; i + 1 < c->n; i++) {
        const Cluster *at = &c->p[i];
        int used = at->col - c->p[from].col;
        if (i > from && may_part(at - 1, at))
            best = i;
        if (i > from && used + at->cells > room && !(at->blank && used == room))
            return best ? best : i;
    }
    return i;
}

static size_t long_end(const RowLayout *l, const Clusters *c, size_t i, int k)
{
    while (i + 1 < c->n && c->p[i].col < (k + 1) * l->width)
        i++;
    return i;
}

static void lay_line(const RowLayout *l, size_t line, size_t end, RowVec *out)
{
    Clusters c = {0};
    clusters_of(l, line, &c);
    size_t lead = 0, i = 0, to;
    bool is_long = end - line >= ROWS_LONG;
    while (c.p[lead].blank)
        lead++;
    int deep = c.p[lead].col + l->deeper, k = 0;
    if (l->deeper < 0 || deep > l->width / 2 || is_long)
        deep = 0;
    do {
        int indent = i ? deep : 0;
        to = l->width <= 0 ? c.n - 1 : is_long ? long_end(l, &c, i, k) : word_end(l, &c, i, indent);
        Row r = {.line = line, .start = c.p[i].off, .indent = indent, .wrapped = i > 0};
        r.last = to == c.n - 1;
        r.end = r.last ? end : c.p[to].off;
        r.col = c.p[i].col;
        if (is_long && l->width > 0)
            r.indent = r.col - k * l->width;
        vec_push(out, r);
        i = to;
        k++;
    } while (to < c.n - 1);
    vec_deinit(&c);
}

// Is there something to say under the line whose last row is r?
static bool is_noted(const RowLayout *l, const Row *r)
{
    for (size_t i = 0; l->wrong && i < l->wrong->all.n; i++) {
        const Problem *p = &l->wrong->all.p[i];
        bool here = (l->told[0] >= r->line && l->told[0] <= r->end) ||
                    (l->told[1] >= r->line && l->told[1] <= r->end);
        if (p->start >= r->line && p->start <= r->end && (here || p->severity == SEVERITY_ERROR))
            return true;
    }
    return false;
}

static void lay_note(const RowLayout *l, RowVec *out)
{
    Row r = out->p[out->n - 1];
    r.note = true;
    if (is_noted(l, &r))
        vec_push(out, r);
}

static void lay_out(const RowLayout *l, RowVec *out)
{
    size_t line = 0, size = snap_size(l->s);
    for (;;) {
        size_t end = line;
        char c;
        while (end < size && snap_read(l->s, end, &c, 1) == 1 && c != '\n')
            end++;
        lay_line(l, line, end, out);
        lay_note(l, out);
        for (size_t i = 0; i < folds_count(l->folds); i++)
            if (folds_get(l->folds, i).start == end) {
                end = folds_get(l->folds, i).end;
                break;
            }
        if (end >= size)
            return;
        line = end + 1;
    }
}

static bool same(const Row *a, const Row *b)
{
    return a->line == b->line && a->start == b->start && a->end == b->end && a->col == b->col &&
           a->indent == b->indent && a->wrapped == b->wrapped && a->last == b->last &&
           a->note == b->note;
}

static void expect_row(const char *how, const Row *got, const Row *want)
{
    if (!same(got, want))
        fail_msg("%s: row %zu-%zu of line %zu, column %d, indent %d, wrapped %d, last %d; not "
                 "%zu-%zu of %zu, %d, %d, %d, %d",
                 how, got->start, got->end, got->line, got->col, got->indent, got->wrapped,
                 got->last, want->start, want->end, want->line, want->col, want->indent,
                 want->wrapped, want->last);
}

static void expect_offsets(const RowLayout *l, const Row *want)
{
    ClusterWalk w;
    Str cluster;
    int cells;
    bool is_long = want->end - want->line > 500; // looked up by walking it all
    for (size_t off = want->start; off < want->end + want->last; off += is_long ? 53 : 1) {
        Row r = row_at(l, off);
        expect_row("by offset", &r, want);
    }
    cluster_walk_init(&w, l->s, want->start);
    while (w.off <= row_last_off(l, want)) {
        if (!is_long || w.off % 11 == 0)
            assert_int_equal(row_off(l, want, row_cell(l, want, w.off)), w.off);
        if (!cluster_walk_next(&w, &cluster, &cells))
            break;
    }
}

static size_t below(size_t n)
{
    return (size_t)rand() % n;
}

static void expect_steps(const RowLayout *l, const RowVec *all, size_t from, size_t to)
{
    Row r = all->p[from];
    int way = (int)to - (int)from;
    assert_int_equal(row_step(l, &r, way), abs(way));
    expect_row("by steps", &r, &all->p[to]);
    if (way > 0 && !r.note)
        assert_int_equal(row_distance(l, all->p[from], r.start, 1000), MIN(way, 1000));
    row_leave_note(l, &r);
    to += all->p[to].note && to + 1 < all->n;
    assert_false(r.note);
    if (!all->p[to].note)
        expect_row("beside a note", &r, &all->p[to]);
}

static void expect_rows(const RowLayout *l)
{
    RowVec want = {0};
    lay_out(l, &want);
    Row r = row_at(l, 0);
    for (size_t i = 0; i < want.n; i++) {
        expect_row("down", &r, &want.p[i]);
        assert_int_equal(row_next(l, &r), i + 1 < want.n);
    }
    for (size_t i = want.n; i-- > 0;) {
        expect_row("up", &r, &want.p[i]);
        assert_int_equal(row_prev(l, &r), i > 0);
    }
    for (size_t i = 0; i < want.n; i++)
        if (!want.p[i].note)
            expect_offsets(l, &want.p[i]);
    for (size_t i = 0; i < want.n; i += 3)
        expect_steps(l, &want, i, below(want.n));
    vec_deinit(&want);
}

static void add_random_line(Buf *out)
{
    static const char *const parts[] = {
        "a",       "word",         " ", "  ", "\t",   "日",   "本",
        "e\u0301", "long_word_of", "-", ",",  "\x80", "\x1b", "👨‍👩‍👧",
        ")"};
    size_t n = below(40) == 0 ? 1200 : below(24);
    for (size_t i = 0; i < n; i++)
        buf_add_c(out, parts[below(ARRAY_LEN(parts))]);
    buf_add_c(out, below(6) == 0 ? "\r\n" : "\n");
}

// Some folds over lines of the text.
static void fold_at_random(Folds *f, const Snap *s)
{
    size_t lines = snap_line_count(s).n;
    for (size_t i = below(5); i > 0 && lines > 2; i--) {
        size_t row = below(lines - 1), n = 1 + below(lines - 1 - row);
        Fold more = {snap_line_end(s, snap_row_start(s, row), SIZE_MAX),
                     snap_line_end(s, snap_row_start(s, row + n), SIZE_MAX)};
        folds_add(f, &more, 1, snap_size(s));
    }
}

static int by_severity_and_place(const void *a, const void *b)
{
    const Problem *x = a, *y = b;
    if (x->severity != y->severity)
        return x->severity < y->severity ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

static void find_wrong_at_random(ProblemFile *f, size_t size)
{
    for (size_t i = below(12); i > 0; i--) {
        Problem p = {.severity = (Severity)below(SEVERITY_COUNT), .start = below(size + 1)};
        vec_push(&f->all, p);
        f->count[p.severity]++;
    }
    if (f->all.n)
        qsort(f->all.p, f->all.n, sizeof *f->all.p, by_severity_and_place);
}

static void walked_rows_are_those_of_a_naive_layout(void **state)
{
    static const int deeper[] = {-1, 0, 4};
    (void)state;
    srand(7);
    for (int round = 0; round < 200; round++) {
        AUTO(buf) Buf text = BUF_INIT;
        Folds folds = {0};
        for (size_t i = below(9); i > 0; i--)
            add_random_line(&text);
        if (below(2))
            buf_add_c(&text, "no newline at the end of it");
        Text *t = text_new_from(buf_str(&text));
        fold_at_random(&folds, text_now(t));
        ProblemFile wrong = {0};
        size_t size = snap_size(text_now(t));
        find_wrong_at_random(&wrong, size);
        RowLayout l = {.s = text_now(t), .folds = &folds, .wrong = &wrong};
        l.tab_size = 1 + (int)below(8);
        l.width = (int)below(3) * 7;
        l.deeper = deeper[below(3)];
        l.told[0] = below(size + 1);
        l.told[1] = below(2) ? SIZE_MAX : below(size + 1);
        expect_rows(&l);
        vec_deinit(&wrong.all);
        folds_deinit(&folds);
        text_free(t);
    }
}

typedef struct {
    const char *name, *text;
    int width, deeper;
    const char *want; // rows with '|' behind each, wrapped ones with their indent
} WrapCase;

static void expect_wrapped(const WrapCase *c)
{
    AUTO(buf) Buf got = BUF_INIT;
    Text *t = text_new_from(str_c(c->text));
    Folds none = {0};
    RowLayout l = {.s = text_now(t), .folds = &none, .tab_size = 4, .width = c->width};
    l.deeper = c->deeper;
    Row r = row_at(&l, 0);
    do {
        buf_add_fill(&got, '.', (size_t)r.indent);
        snap_add_to(l.s, r.start, r.end, &got);
        buf_add_c(&got, "|");
    } while (row_next(&l, &r));
    if (strcmp(buf_c(&got), c->want) != 0)
        fail_msg("%s: '%s', not '%s'", c->name, buf_c(&got), c->want);
    text_free(t);
}

static void lines_wrap_between_words(void **state)
{
    static const WrapCase cases[] = {
        {"a line that fits is one row", "one two", 7, 0, "one two|"},
        {"the last word goes down whole", "one two three", 9, 0, "one two |three|"},
        {"one blank may hang over", "one two three", 7, 0, "one two |three|"},
        {"a word without room is cut", "abcdefgh", 3, 0, "abc|def|gh|"},
        {"rows stand as deep as their line", "  ab cd", 5, 0, "  ab |..cd|"},
        {"or deeper", "  ab cd ef", 10, 2, "  ab cd ef|"},
        {"deeper by some cells", "  ab cd ef", 9, 2, "  ab cd |....ef|"},
        {"a deep line leaves room", "      ab cd", 9, 0, "      ab |cd|"},
        {"wide characters part anywhere", "日本語", 4, 0, "日本|語|"},
        {"but not before a full stop", "日本。", 4, 0, "日|本。|"},
        {"a hyphen ends a row", "well-known", 6, 0, "well-|known|"},
        {"an empty line is one row", "\n\n", 4, 0, "|||"},
        {"\\r\\n takes no room", "abcd\r\nx", 4, 0, "abcd\r|x|"},
        {"an accent stays with its letter", "abce\u0301", 4, 0, "abce\u0301|"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_wrapped(&cases[i]);
}

// Those of f that an edit of [a, b) leaves closed, moved `by` bytes if they are behind it.
static void fold_naively(const Folds *f, size_t a, size_t b, size_t by, FoldVec *out)
{
    for (size_t i = 0; i < folds_count(f); i++) {
        Fold x = folds_get(f, i);
        size_t move = x.start >= b ? by : 0;
        if (b <= x.start || a > x.end)
            vec_push(out, ((Fold){x.start + move, x.end + move}));
    }
}

static void expect_edit_followed(Folds *f, Text *t, TextRev *rev)
{
    FoldVec want = {0};
    TextEdit e;
    size_t size = snap_size(text_now(t)), a = below(size + 1);
    size_t b = a + below(MIN(size - a, (size_t)4) + 1);
    Str with = str_n("xyz", a == b ? 1 + below(3) : below(4));
    fold_naively(f, a, b, with.n - (b - a), &want);
    text_replace(t, a, b, with);
    while (text_pull(t, rev, &e) == TEXT_EDIT_ONE)
        folds_edit(f, &e);
    assert_int_equal(folds_count(f), want.n);
    for (size_t i = 0; i < want.n; i++) {
        assert_int_equal(folds_get(f, i).start, want.p[i].start);
        assert_int_equal(folds_get(f, i).end, want.p[i].end);
    }
    vec_deinit(&want);
}

static void folds_follow_edits(void **state)
{
    (void)state;
    srand(11);
    for (int round = 0; round < 300; round++) {
        Folds f = {0};
        Text *t = text_new_from(STR("ab\ncd\nef\ngh\nij\nkl\nmn\nop\nqr\nst\nuv\n"));
        TextRev rev = text_rev(t);
        fold_at_random(&f, text_now(t));
        for (int i = 0; i < 20; i++)
            expect_edit_followed(&f, t, &rev);
        folds_deinit(&f);
        text_free(t);
    }
}

static void a_line_end_behind_a_header_opens_its_fold(void **state)
{
    (void)state;
    Text *t = text_new_from(STR("head\n  in\nout\n"));
    Folds f = {0};
    TextRev rev = text_rev(t);
    TextEdit e;
    folds_add(&f, &(Fold){4, 9}, 1, 14);
    text_replace(t, 4, 4, STR("er"));
    assert_int_equal(text_pull(t, &rev, &e), TEXT_EDIT_ONE);
    folds_edit(&f, &e);
    assert_int_equal(folds_get(&f, 0).start, 6);
    text_replace(t, 6, 6, STR("\n"));
    assert_int_equal(text_pull(t, &rev, &e), TEXT_EDIT_ONE);
    folds_edit(&f, &e);
    assert_int_equal(folds_count(&f), 0);
    folds_deinit(&f);
    text_free(t);
}

const struct CMUnitTest rows_tests[] = {
    CASE(walked_rows_are_those_of_a_naive_layout),
    CASE(lines_wrap_between_words),
    CASE(folds_follow_edits),
    CASE(a_line_end_behind_a_header_opens_its_fold),
};
const size_t rows_tests_n = ARRAY_LEN(rows_tests);
