// Which lines a command of the line editor is for, and where they are.
#include "app/plain.h"
#include "base/mem.h"

#include <ctype.h>

size_t plain_lines(const Plain *p)
{
    const Snap *s = text_now(p->text);
    size_t rows = snap_line_count(s).n;
    return snap_row_start(s, rows - 1) == snap_size(s) ? rows - 1 : rows;
}

TextSplice plain_span(const Plain *p, size_t first, size_t last)
{
    const Snap *s = text_now(p->text);
    size_t start = snap_row_start(s, first ? first - 1 : 0);
    return (TextSplice){.start = start, .end = MAX(start, snap_row_start(s, last))};
}

// The next line that holds what stands before `end`, from the current one on and around.
static bool look_for(const Plain *p, Str pattern, size_t *line, Err *err)
{
    const Snap *s = text_now(p->text);
    FindQuery q = {.pattern = pattern, .regex = true};
    Finder *f = finder_new(&q, err);
    size_t start, end, from = plain_span(p, p->line + 1, p->line).start;
    if (!f)
        return false;
    bool found = finder_next(f, s, from, snap_size(s), NULL, &start, &end) ||
                 finder_next(f, s, 0, snap_size(s), NULL, &start, &end);
    finder_free(f);
    if (!found)
        return err_set(err, "no line has '" STR_FMT "'", STR_ARG(pattern));
    *line = MIN(snap_row_at(s, start).n + 1, plain_lines(p));
    return true;
}

static bool take_number(Str *rest, size_t *out)
{
    size_t n = 0, i = 0;
    for (; i < rest->n && isdigit((unsigned char)rest->p[i]); i++)
        n = MIN(n * 10 + (size_t)(rest->p[i] - '0'), SIZE_MAX / 100);
    *rest = str_from(*rest, i);
    *out = n;
    return i > 0;
}

// "+3", "-", "-2" behind a line.
static void take_steps(Str *rest, size_t *line)
{
    while (rest->n && (rest->p[0] == '+' || rest->p[0] == '-')) {
        bool back = rest->p[0] == '-';
        size_t by = 1;
        *rest = str_from(*rest, 1);
        if (!take_number(rest, &by))
            by = 1;
        *line = back ? *line - MIN(*line, by) : *line + by;
    }
}

// *given: there is one.
static bool take_line(const Plain *p, Str *rest, bool *given, size_t *line, Err *err)
{
    char c = rest->n ? rest->p[0] : '\0';
    *given = true;
    *line = p->line;
    if (c == '/') {
        *rest = str_from(*rest, 1);
        ptrdiff_t end = str_find_byte(*rest, '/');
        Str pattern = end < 0 ? *rest : str_upto(*rest, (size_t)end);
        *rest = str_from(*rest, pattern.n + (end >= 0));
        if (!look_for(p, pattern, line, err))
            return false;
    } else if (c == '.' || c == '$') {
        *line = c == '.' ? p->line : plain_lines(p);
        *rest = str_from(*rest, 1);
    } else if (!take_number(rest, line)) {
        *line = p->line;
        *given = c == '+' || c == '-';
    }
    take_steps(rest, line);
    return *line <= plain_lines(p) || err_set(err, "there are %zu lines", plain_lines(p));
}

bool plain_range(const Plain *p, Str *rest, PlainRange *out, Err *err)
{
    bool first, last;
    *out = (PlainRange){p->line, p->line, 0};
    *rest = str_trim(*rest);
    if (rest->n && rest->p[0] == '%') {
        *rest = str_from(*rest, 1);
        *out = (PlainRange){1, plain_lines(p), 2};
        return true;
    }
    if (!take_line(p, rest, &first, &out->first, err))
        return false;
    out->last = out->first;
    out->n = first;
    *rest = str_trim(*rest);
    if (!rest->n || rest->p[0] != ',')
        return true;
    *rest = str_trim(str_from(*rest, 1));
    if (!first)
        out->first = 1;
    if (!take_line(p, rest, &last, &out->last, err))
        return false;
    if (!last)
        out->last = plain_lines(p);
    out->n = 2;
    return out->first <= out->last ||
           err_set(err, "line %zu is behind line %zu", out->first, out->last);
}
