// What can be said of an expression by reading it, so that PCRE2 sees less of the text.  Whatever
// is not understood here only makes the search slower.
#include "base/mem.h"
#include "text/find.h"

enum {
    NEEDLE_LEAST = 2, // bytes; less stands everywhere
    NEEDLE_MOST = 64, // more tells no better
};

typedef struct {
    Str all, rest; // the pattern, and what was not read yet
    size_t depth;  // open groups
    bool fold;     // letters match in either case
    bool unknown;  // there is something this does not understand
    bool has_eol;  // may match a line end
    bool branches; // has alternatives outside of groups
    Buf run;       // bytes that stand together in every match
    size_t last;   // how many of them a quantifier here would mean; 0: it means something else
    Buf best;      // the longest run so far
    bool best_is_first;
} PatternScan;

static void end_run(PatternScan *x)
{
    if (x->run.n > x->best.n) {
        x->best_is_first = str_eq(buf_str(&x->run), str_upto(x->all, x->run.n));
        Buf best = x->best;
        x->best = x->run;
        x->run = best;
    }
    buf_clear(&x->run);
    x->last = 0;
}

// Beyond ASCII, and for k and s, other cases than the two of ASCII match too.
static bool has_other_cases(Str c)
{
    return c.n > 1 || (c.p[0] | 0x20) == 'k' || (c.p[0] | 0x20) == 's';
}

static void put_char(PatternScan *x, Str c)
{
    if (c.p[0] == '\n' || c.p[0] == '\r')
        x->has_eol = true;
    x->last = 0;
    if (x->depth)
        return;
    if (x->fold && has_other_cases(c)) {
        end_run(x);
        return;
    }
    buf_add(&x->run, c);
    x->last = c.n;
}

static Str take(PatternScan *x, size_t n)
{
    Str out = str_upto(x->rest, n);
    x->rest = str_from(x->rest, n);
    return out;
}

// A whole character of the pattern, which is UTF-8.
static Str take_char(PatternScan *x)
{
    size_t n = 1;
    while (n < x->rest.n && ((unsigned char)x->rest.p[n] & 0xC0) == 0x80)
        n++;
    return take(x, n);
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

static bool is_letter_or_digit(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

// Behind a backslash.
static void scan_escape(PatternScan *x)
{
    if (x->rest.n == 0) {
        x->unknown = true;
        return;
    }
    if (!is_letter_or_digit(x->rest.p[0])) {
        put_char(x, take_char(x));
        return;
    }
    end_run(x);
    char c = take(x, 1).p[0];
    x->has_eol |= is_one_of(c, "nrsRDWHX");
    bool is_group = c >= '1' && c <= '9' && !(x->rest.n && is_letter_or_digit(x->rest.p[0]));
    x->unknown |= !is_group && !is_one_of(c, "nrsRDWHXdwbBShtNKV");
}

// Behind the '[' of a class.  Where it is not plain that there is no line end in it, it counts as
// though it had one.
static void scan_class(PatternScan *x)
{
    end_run(x);
    x->has_eol |= str_starts(x->rest, STR("^"));
    take(x, str_starts(x->rest, STR("^")));
    take(x, str_starts(x->rest, STR("]")));
    while (x->rest.n && x->rest.p[0] != ']') {
        char c = take(x, 1).p[0];
        bool is_posix = c == '[' && x->rest.n && is_one_of(x->rest.p[0], ":.=");
        bool is_escape = c == '\\' && x->rest.n;
        if (is_escape) {
            c = take(x, 1).p[0];
            x->has_eol |= is_one_of(c, "nrsRDWHX");
            x->unknown |= is_letter_or_digit(c) && !is_one_of(c, "nrsRDWHXdwSht");
        }
        bool is_low = is_escape || (unsigned char)c < ' ';
        x->has_eol |= c == '\n' || c == '\r' || (is_low && str_starts(x->rest, STR("-")));
        x->unknown |= is_posix;
    }
    x->unknown |= x->rest.n == 0;
    take(x, 1);
}

// Behind the '(' of a group.  Options, comments, conditions and verbs are left to PCRE2.
static void scan_group(PatternScan *x)
{
    end_run(x);
    x->depth++;
    x->unknown |= str_starts(x->rest, STR("*"));
    if (!str_starts(x->rest, STR("?")))
        return;
    take(x, 1);
    char c = x->rest.n ? take(x, 1).p[0] : '\0';
    x->unknown |= !is_one_of(c, ":=!<>|'P&R") && !(c >= '0' && c <= '9');
}

// A quantifier that allows for none takes what it means out of the run.
static void scan_quantifier(PatternScan *x, char c)
{
    if (c == '{')
        take(x, MIN((size_t)(str_find_byte(x->rest, '}') + 1), x->rest.n));
    if (c != '+')
        x->run.n -= x->last;
    end_run(x);
}

static bool is_count(Str s)
{
    return s.n && ((s.p[0] >= '0' && s.p[0] <= '9') || s.p[0] == ',' || s.p[0] == ' ');
}

static void scan_next(PatternScan *x)
{
    Str c = take_char(x);
    if (c.p[0] == '\\') {
        scan_escape(x);
    } else if (c.p[0] == '[') {
        scan_class(x);
    } else if (c.p[0] == '(') {
        scan_group(x);
    } else if (c.p[0] == ')') {
        end_run(x);
        x->unknown |= x->depth-- == 0;
    } else if (c.p[0] == '|') {
        end_run(x);
        x->branches |= x->depth == 0;
    } else if (is_one_of(c.p[0], "*+?") || (c.p[0] == '{' && is_count(x->rest))) {
        scan_quantifier(x, c.p[0]);
    } else if (is_one_of(c.p[0], ".^$")) {
        end_run(x);
    } else {
        put_char(x, c);
    }
}

static void take_needle(PatternScan *x, Literal *needle)
{
    if (x->unknown || x->branches || x->best.n < NEEDLE_LEAST)
        return;
    // PCRE2 knows how to look for what a match starts with
    if (x->best_is_first && !x->fold)
        return;
    needle->fold = x->fold;
    buf_add(&needle->bytes, str_upto(buf_str(&x->best), NEEDLE_MOST));
    literal_fold(needle);
}

FindTraits find_traits(const FindQuery *q)
{
    PatternScan x = {.all = q->pattern, .rest = q->pattern, .fold = q->ignore_case};
    while (x.rest.n && !x.unknown) {
        if (q->regex)
            scan_next(&x);
        else
            put_char(&x, take_char(&x));
    }
    end_run(&x);
    FindTraits out = {.in_line = !x.unknown && !x.has_eol};
    take_needle(&x, &out.needle);
    buf_deinit(&x.run);
    buf_deinit(&x.best);
    return out;
}
