#include "base/mem.h"
#include "syntax/follow.h"
#include "syntax/indent.h"

enum {
    LINE_MAX = 1024,   // longer lines are not written by hand
    LINES_BACK = 2000, // how far the begin of a block is looked for
};

/* A line above: where it starts, how far it is indented and what it says. */
typedef struct {
    size_t start;
    size_t indent; // blanks
    Line line;     // borrows from `text`
    Buf text;      // owned
} Above;

static bool read_above(const Language *l, const Snap *s, size_t start, Above *out)
{
    size_t end = snap_line_end(s, start, LINE_MAX);
    out->start = start;
    buf_clear(&out->text);
    snap_add_to(s, start, end, &out->text);
    out->line = indent_read_line(l, buf_str(&out->text));
    out->indent = 0;
    while (out->indent < out->text.n && strchr(" \t", out->text.p[out->indent]))
        out->indent++;
    return out->line.code.n > 0;
}

/* To the nearest line with code before out->start; false if there is none. */
static bool go_up(const Language *l, const Snap *s, Above *a)
{
    while (a->start > 0)
        if (read_above(l, s, snap_line_start(s, a->start - 1, LINE_MAX), a))
            return true;
    return false;
}

/* What the line does to the count of blocks: 1 begins one, -1 ends one. */
static int block_step(const Language *l, Str code)
{
    Str first = indent_first_word(code);
    if (language_list_has(l->middle_words, first))
        return 0;
    return language_list_has(l->end_words, first) ? -1 : indent_begins_block(l, code);
}

/* The line that begins the block which the word at `start` ends or goes on with. */
static bool find_block(const Language *l, const Snap *s, size_t start, size_t *like)
{
    Above a = {.start = start};
    bool found = false;
    size_t depth = 0;
    for (int i = 0; i < LINES_BACK && !found && go_up(l, s, &a); i++) {
        int step = block_step(l, a.line.code);
        found = step > 0 && depth == 0;
        depth += step < 0;
        depth -= step > 0 && depth > 0;
    }
    *like = a.start;
    buf_deinit(&a.text);
    return found;
}

/* The same where blocks end with their indentation: a line less deep that a middle word may follow.
 */
static bool find_indented(const Language *l, const Snap *s, const Above *here, size_t *like)
{
    Above a = {.start = here->start};
    bool found = false, first = true;
    for (int i = 0; i < LINES_BACK && !found && go_up(l, s, &a); i++) {
        if (first && a.indent < here->indent)
            break; // nothing stands before it in its block
        first = false;
        Str word = indent_first_word(a.line.code);
        found = a.indent < here->indent && (language_list_has(l->block_words, word) ||
                                            language_list_has(l->middle_words, word));
        if (!found && a.indent == 0)
            break;
    }
    *like = a.start;
    buf_deinit(&a.text);
    return found;
}

/* The label before `start` in the same block, so that all stand alike. */
static bool find_label(const Language *l, const Snap *s, size_t start, size_t *like)
{
    Above a = {.start = start};
    bool found = false;
    size_t depth = 0;
    for (int i = 0; i < LINES_BACK && !found && go_up(l, s, &a); i++) {
        bool closes = a.line.code.p[0] == '}', opens = a.line.open && !closes;
        if (depth == 0 && opens) // the block begins here
            break;
        depth -= opens;
        found = depth == 0 && language_list_has(l->label_words, indent_first_word(a.line.code));
        depth += closes && !a.line.open;
    }
    *like = a.start;
    buf_deinit(&a.text);
    return found;
}

/* The line where the element begins that `code`, "</name>", ends. */
static bool find_element(const Language *l, const Snap *s, size_t start, Str code, size_t *like)
{
    Above a = {.start = start};
    AUTO(buf) Buf open = BUF_INIT;
    AUTO(buf) Buf close = BUF_INIT;
    Str name = indent_first_word(str_from(code, 2));
    bool found = false;
    size_t depth = 0;
    buf_addf(&open, "<" STR_FMT, STR_ARG(name));
    buf_addf(&close, "</" STR_FMT ">", STR_ARG(name));
    for (int i = 0; i < LINES_BACK && !found && go_up(l, s, &a); i++) {
        bool opens = str_find(buf_str(&a.text), buf_str(&open)) >= 0;
        bool closes = str_find(buf_str(&a.text), buf_str(&close)) >= 0;
        found = opens && !closes && depth == 0;
        depth += closes && !opens;
        depth -= opens && !closes && depth > 0;
    }
    *like = a.start;
    buf_deinit(&a.text);
    return found;
}

static bool find_bracket(Syntax *x, const Text *t, size_t closer, size_t *like)
{
    size_t other;
    if (!syntax_match_bracket(x, t, closer, &other) || other > closer)
        return false;
    *like = snap_line_start(text_now(t), other, SIZE_MAX);
    return true;
}

static bool is_closing_tag(Str code)
{
    return str_starts(code, STR("</")) && code.p[code.n - 1] == '>';
}

bool syntax_reindent(Syntax *x, const Text *t, size_t off, size_t *like)
{
    const Language *l = x->language;
    const Snap *s = text_now(t);
    size_t start = snap_line_start(s, off, LINE_MAX);
    if (!l || off == start || off - start >= LINE_MAX || indent_starts_inside(x, t, start))
        return false;
    AUTO(buf) Buf text = BUF_INIT;
    snap_add_to(s, start, off, &text);
    Str code = str_trim(buf_str(&text)), word = indent_first_word(code);
    char last = code.n ? code.p[code.n - 1] : '\0';
    bool only_word = code.n && word.n == code.n;
    Above here = {.start = start, .indent = (size_t)(code.p - text.p)};
    if (code.n == 1 && strchr(")]}", last))
        return find_bracket(x, t, off - 1, like);
    if (l->tags && is_closing_tag(code))
        return find_element(l, s, start, code, like);
    if (last == ':' && language_list_has(l->label_words, word))
        return find_label(l, s, start, like);
    if (last == ':' && language_list_has(l->middle_words, word) && !l->end_words)
        return find_indented(l, s, &here, like);
    bool ends = language_list_has(l->end_words, word) || language_list_has(l->middle_words, word);
    return only_word && ends && l->end_words && find_block(l, s, start, like);
}
