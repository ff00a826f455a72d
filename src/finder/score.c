// How well a word matches a path: the best alignment of its letters with the path's.
#include "finder/inner.h"
#include "base/mem.h"

enum {
    MATCH = 16,       // a letter that matches
    GAP_OPEN = 3,     // the first letter left out between two
    GAP_MORE = 1,     // each further one
    SLASH_BONUS = 10, // the letter begins a name
    WORD_BONUS = 8,   // ... a word after a sign
    CAMEL_BONUS = 7,  // ... a word within a name
    RUN_BONUS = 4,    // it follows the letter before it
    NAME_BONUS = 2,   // it stands in the file's name, not in its folders
    WHOLE_BONUS = 40, // the word is the whole name, or all of it before the last dot
    FIRST_TIMES = 2,  // the bonus of the first letter counts so often
    NONE = -1000000,  // no score: the letter is not there
};

// What is aligned: columns 0 .. n-1 are the last bytes of the path.
typedef struct {
    const Term *t;
    const unsigned char *p;
    size_t n, cut;           // bytes looked at; bytes before them
    size_t name;             // where the file's name begins
    uint16_t from[TERM_MAX]; // first column that a letter of the word can have
    uint16_t to[TERM_MAX];   // last one
} Align;

static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

static bool is_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static int bonus_at(const Align *a, size_t i)
{
    unsigned char c = a->p[i], before = i + a->cut == 0 ? '/' : i ? a->p[i - 1] : 'x';
    int bonus = i >= a->name ? NAME_BONUS : 0;
    if (before == '/')
        return bonus + SLASH_BONUS;
    if (is_word(c) && !is_word(before))
        return bonus + WORD_BONUS;
    if (is_upper(c) && !is_upper(before))
        return bonus + CAMEL_BONUS;
    return bonus;
}

// The columns that each letter can have; false if the letters are not there in order.
static bool narrow(Align *a)
{
    size_t at = 0;
    for (size_t i = 0; i < a->t->n; i++, at++) {
        while (at < a->n && fold(a->p[at]) != a->t->p[i])
            at++;
        if (at == a->n)
            return false;
        a->from[i] = (uint16_t)at;
    }
    at = a->n;
    for (size_t i = a->t->n; i-- > 0;) {
        do
            at--;
        while (fold(a->p[at]) != a->t->p[i]);
        a->to[i] = (uint16_t)at;
    }
    return true;
}

static void cut_text(const Term *t, Str text, Align *a)
{
    size_t cut = text.n > TEXT_MAX ? text.n - TEXT_MAX : 0;
    *a = (Align){.t = t, .p = (const unsigned char *)text.p + cut, .n = text.n - cut, .cut = cut};
}

// Only what matches is worth looking for it.
static void find_name(Align *a)
{
    a->name = a->n;
    while (a->name && a->p[a->name - 1] != '/')
        a->name--;
}

/* One row of the table: the best score with letter i at a column (`at`), or at it or before with
 * the gap paid (`best`), and how long the run of letters that ends there is. */
typedef struct {
    int at[TEXT_MAX], best[TEXT_MAX];
    uint16_t run[TEXT_MAX];
} Line;

static int score_letter(const Align *a, const Line *up, size_t i, size_t j, uint16_t *run)
{
    int bonus = bonus_at(a, j);
    *run = 1;
    if (i == 0)
        return MATCH + bonus * FIRST_TIMES;
    int alone = up->best[j - 1] + MATCH + bonus, joined = NONE;
    if (up->at[j - 1] != NONE) {
        // a run is worth what its first letter is
        size_t first = j - up->run[j - 1];
        joined = up->at[j - 1] + MATCH + MAX(MAX(bonus, RUN_BONUS), bonus_at(a, first));
    }
    if (joined >= alone)
        *run = (uint16_t)(up->run[j - 1] + 1);
    return MAX(joined, alone);
}

// Columns outside of what a letter can have are never read but for those beside it.
static void fill_row(const Align *a, const Line *up, Line *row, size_t i)
{
    size_t from = a->from[i], to = a->to[i], end = i + 1 < a->t->n ? a->to[i + 1] : to + 1;
    int best = NONE, gap = GAP_OPEN;
    for (size_t j = from; j < end; j++) {
        row->at[j] = NONE;
        best -= gap;
        gap = GAP_MORE;
        if (j <= to && fold(a->p[j]) == a->t->p[i]) {
            row->at[j] = score_letter(a, up, i, j, &row->run[j]);
            if (row->at[j] >= best) {
                best = row->at[j];
                gap = GAP_OPEN;
            }
        }
        row->best[j] = best;
    }
}

static int whole_bonus(const Align *a)
{
    size_t n = a->n - a->name, stem = n;
    for (size_t i = 1; i < n; i++)
        if (a->p[a->name + i] == '.')
            stem = i;
    bool all = a->t->n == n || a->t->n == stem;
    for (size_t i = 0; all && i < a->t->n; i++)
        all = fold(a->p[a->name + i]) == a->t->p[i];
    return all ? WHOLE_BONUS : 0;
}

// The columns of the best alignment, from its last letter back.
static void trace(const Align *a, const Line *rows, size_t last, FinderOffsets *hits)
{
    size_t base = hits->n, j = last;
    for (size_t i = 0; i < a->t->n; i++)
        vec_push(hits, 0);
    for (size_t i = a->t->n; i-- > 0;) {
        hits->p[base + i] = (int)(j + a->cut);
        if (i == 0)
            return;
        if (rows[i].run[j] > 1) {
            j--;
            continue;
        }
        int want = rows[i - 1].best[j - 1], paid = 0;
        for (j--; rows[i - 1].at[j] == NONE || rows[i - 1].at[j] - paid != want; j--)
            paid += paid ? GAP_MORE : GAP_OPEN;
    }
}

static size_t best_column(const Align *a, const Line *row)
{
    size_t i = a->t->n - 1, best = a->to[i];
    for (size_t j = a->from[i]; j <= a->to[i]; j++)
        if (row->at[j] > row->at[best])
            best = j;
    return best;
}

static int score_two_rows(const Align *a)
{
    Line rows[2];
    for (size_t i = 0; i < a->t->n; i++)
        fill_row(a, &rows[(i + 1) % 2], &rows[i % 2], i);
    const Line *last = &rows[(a->t->n - 1) % 2];
    return last->at[best_column(a, last)];
}

static int score_all_rows(const Align *a, FinderOffsets *hits)
{
    Line *rows = NEW_ARRAY(Line, a->t->n);
    for (size_t i = 0; i < a->t->n; i++)
        fill_row(a, i ? &rows[i - 1] : NULL, &rows[i], i);
    size_t column = best_column(a, &rows[a->t->n - 1]);
    int score = rows[a->t->n - 1].at[column];
    trace(a, rows, column, hits);
    free(rows);
    return score;
}

int term_score(const Term *t, Str text, FinderOffsets *hits)
{
    Align a;
    cut_text(t, text, &a);
    if (!narrow(&a))
        return 0;
    find_name(&a);
    int score = hits ? score_all_rows(&a, hits) : score_two_rows(&a);
    return MAX(score + whole_bonus(&a), 1);
}

// What a word must reach with a letter amiss: its letters stand together, or it is chance.
static int loose_least(const Term *t)
{
    return (int)t->n * (MATCH + RUN_BONUS) - MATCH - 2 * GAP_OPEN;
}

// How far the letters go from either end of the path.
typedef struct {
    size_t head, tail;              // letters of the word found from its start, from its end
    ptrdiff_t ends[TERM_MAX];       // column of the last of the first i + 1 letters
    ptrdiff_t starts[TERM_MAX + 1]; // column of letter i when it and all behind it come last
} Reach;

static void find_reach(const Align *a, Reach *r)
{
    size_t n = a->t->n, at = 0;
    for (r->head = 0; r->head < n; r->head++) {
        while (at < a->n && fold(a->p[at]) != a->t->p[r->head])
            at++;
        if (at == a->n)
            break;
        r->ends[r->head] = (ptrdiff_t)at++;
    }
    r->starts[n] = (ptrdiff_t)a->n;
    at = a->n;
    for (r->tail = 0; r->tail < n; r->tail++) {
        while (at > 0 && fold(a->p[at - 1]) != a->t->p[n - 1 - r->tail])
            at--;
        if (at == 0)
            break;
        r->starts[n - 1 - r->tail] = (ptrdiff_t)--at;
    }
}

// Do the first i letters and those from k on fit, with `room` columns between?
static bool fits(const Reach *r, size_t n, size_t i, size_t k, ptrdiff_t room)
{
    if (i > r->head || n - k > r->tail)
        return false;
    return (i ? r->ends[i - 1] : -1) + room < r->starts[k];
}

static Term without(const Term *t, size_t i)
{
    Term x = *t;
    memmove(x.p + i, x.p + i + 1, t->n - i - 1);
    x.n--;
    return x;
}

static Term swapped(const Term *t, size_t i)
{
    Term x = *t;
    unsigned char c = x.p[i];
    x.p[i] = x.p[i + 1];
    x.p[i + 1] = c;
    return x;
}

enum { LOOSE_LEAST = 4, AMISS = 12 }; // letters of a word; what a wrong one costs

int term_score_loose(const Term *t, Str text, FinderOffsets *hits)
{
    Term best = {.n = 0};
    Align a;
    Reach r;
    int score = 0;
    if (t->n < LOOSE_LEAST)
        return 0;
    cut_text(t, text, &a);
    find_reach(&a, &r);
    for (size_t i = 0; i < 2 * t->n - 1; i++) {
        bool drop = i < t->n;
        size_t at = drop ? i : i - t->n;
        if (!fits(&r, t->n, at, at + (drop ? 1 : 2), drop ? 0 : 2))
            continue;
        Term x = drop ? without(t, at) : swapped(t, at);
        int s = term_score(&x, text, NULL);
        if (s > score && s >= loose_least(&x)) {
            score = s;
            best = x;
        }
    }
    if (score && hits)
        term_score(&best, text, hits);
    return MAX(score - AMISS, 0);
}
