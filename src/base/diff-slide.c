// Which of the places that a hunk could stand at reads best.
#include "base/diff.h"

enum {
    TAB_COLS = 8,
    INDENT_COST = 10, // of a column of indent at an edge
    EMPTY_GAIN = 15,  // an empty line before an edge
    EMPTY_COST = 5,   // an edge just before an empty line
    MAX_STEPS = 1000, // further than this nobody looks
};

static bool is_empty(Str line)
{
    return str_trim(line).n == 0;
}

static int indent_of(Str line)
{
    int cols = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] == ' ')
            cols++;
        else if (line.p[i] == '\t')
            cols += TAB_COLS - cols % TAB_COLS;
        else
            break;
    }
    return cols;
}

// How badly an edge stands before line `row`.
static int cost_of_edge(const DiffLines *lines, size_t row)
{
    int cost = 0;
    size_t text = row;
    while (text < lines->n && is_empty(lines->p[text]))
        text++;
    if (text < lines->n)
        cost += INDENT_COST * indent_of(lines->p[text]);
    if (row > 0 && is_empty(lines->p[row - 1]))
        cost -= EMPTY_GAIN;
    if (row < text)
        cost += EMPTY_COST;
    return cost;
}

// Slide n lines from `row` on by as much as equal lines allow, within [low, high); returns the best
// place, the last one of equals.
static size_t best_place(const DiffLines *lines, size_t row, size_t n, size_t low, size_t high)
{
    size_t at = row;
    while (at > low && row - at < MAX_STEPS && str_eq(lines->p[at - 1], lines->p[at + n - 1]))
        at--;
    size_t best = at;
    int cost = cost_of_edge(lines, at) + cost_of_edge(lines, at + n);
    while (at + n < high && at < row + MAX_STEPS && str_eq(lines->p[at], lines->p[at + n])) {
        at++;
        int here = cost_of_edge(lines, at) + cost_of_edge(lines, at + n);
        if (here <= cost) {
            best = at;
            cost = here;
        }
    }
    return best;
}

void diff_slide(const DiffLines *old_lines, const DiffLines *new_lines, DiffHunks *hunks)
{
    for (size_t i = 0; i < hunks->n; i++) {
        DiffHunk *h = &hunks->p[i];
        if (h->old_n && h->new_n)
            continue;
        // an equal line stays between any two hunks
        const DiffHunk *before = i > 0 ? h - 1 : NULL, *after = i + 1 < hunks->n ? h + 1 : NULL;
        const DiffLines *lines = h->old_n ? old_lines : new_lines;
        size_t row = h->old_n ? h->old_row : h->new_row, low = 0, high = lines->n;
        if (before)
            low =
                (h->old_n ? before->old_row + before->old_n : before->new_row + before->new_n) + 1;
        if (after)
            high = (h->old_n ? after->old_row : after->new_row) - 1;
        size_t to = best_place(lines, row, h->old_n + h->new_n, low, high);
        h->old_row += to - row; // wraps round if it goes up
        h->new_row += to - row;
    }
}
