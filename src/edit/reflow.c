// Paragraphs filled anew.
#include "base/width.h"
#include "edit/inner.h"

typedef Vec(Str) Lines;

static size_t count_of(Str s, const char *set)
{
    size_t n = 0;
    while (n < s.n && strchr(set, s.p[n]))
        n++;
    return n;
}

// What stands before the text of a line: its indent, the mark of a comment or a quotation, blanks.
static size_t prefix_len(Str line, Str comment)
{
    size_t n = count_of(line, " \t");
    for (;;) {
        Str rest = str_from(line, n);
        size_t mark = 0;
        if (comment.n && str_starts(rest, comment))
            mark = comment.n;
        else if (str_starts(rest, STR(">")) || (str_starts(rest, STR("* ")) && n > 0))
            mark = 1;
        if (!mark)
            return n;
        n += mark;
        n += count_of(str_from(line, n), " \t");
    }
}

// "- ", "* ", "12. ": the bytes of a list's mark, 0 without one.
static size_t bullet_len(Str text)
{
    size_t n = count_of(text, "0123456789");
    bool number = n > 0 && n < text.n && (text.p[n] == '.' || text.p[n] == ')');
    if (number)
        n++;
    else if (text.n && strchr("-*+", text.p[0]))
        n = 1;
    else
        return 0;
    size_t blanks = count_of(str_from(text, n), " ");
    return blanks ? n + blanks : 0;
}

static bool is_blank_line(Str line, Str comment)
{
    return prefix_len(line, comment) >= line.n;
}

// One paragraph being filled.
typedef struct {
    const ReflowRules *rules;
    Buf *out;
    Buf prefix; // of the lines after the first
    int col;
    bool fresh; // nothing but the prefix is in the line
} Filling;

static int cols_of(Str s, int col, const ReflowRules *rules)
{
    int from = col;
    for (size_t i = 0; i < s.n;) {
        size_t tab = 0;
        while (i + tab < s.n && s.p[i + tab] != '\t')
            tab++;
        col += width_text(str_n(s.p + i, tab), 1);
        i += tab;
        if (i < s.n) {
            col += rules->tab_size - col % rules->tab_size;
            i++;
        }
    }
    return col - from;
}

static void put_word(Filling *f, Str word)
{
    int cols = cols_of(word, 0, f->rules);
    if (!f->fresh && f->col + 1 + cols > f->rules->columns) {
        buf_add(f->out, f->rules->eol);
        buf_add(f->out, buf_str(&f->prefix));
        f->col = cols_of(buf_str(&f->prefix), 0, f->rules);
        f->fresh = true;
    }
    if (!f->fresh) {
        buf_add_byte(f->out, ' ');
        f->col++;
    }
    buf_add(f->out, word);
    f->col += cols;
    f->fresh = false;
}

static void put_words(Filling *f, Str text)
{
    for (size_t at = 0; at < text.n;) {
        at += count_of(str_from(text, at), " \t");
        size_t end = at;
        while (end < text.n && text.p[end] != ' ' && text.p[end] != '\t')
            end++;
        if (end > at)
            put_word(f, str_n(text.p + at, end - at));
        at = end;
    }
}

// Lines [from, to), which have text.
static void fill(const Lines *lines, size_t from, size_t to, const ReflowRules *rules, Buf *out)
{
    Str first = lines->p[from];
    size_t prefix = prefix_len(first, rules->comment);
    size_t bullet = bullet_len(str_from(first, prefix));
    Filling f = {.rules = rules, .out = out, .fresh = true};
    buf_add(&f.prefix, str_upto(first, prefix));
    buf_add_fill(&f.prefix, ' ', bullet);
    buf_add(out, str_upto(first, prefix + bullet));
    f.col = cols_of(str_upto(first, prefix + bullet), 0, rules);
    put_words(&f, str_from(first, prefix + bullet));
    for (size_t i = from + 1; i < to; i++)
        put_words(&f, str_from(lines->p[i], prefix_len(lines->p[i], rules->comment)));
    buf_deinit(&f.prefix);
}

// Where the paragraph of line `i` ends: before a line without text, with another prefix, or that
// begins an item of a list.
static size_t paragraph_end(const Lines *lines, size_t i, Str comment)
{
    Str first = str_upto(lines->p[i], prefix_len(lines->p[i], comment));
    for (size_t k = i + 1; k < lines->n; k++) {
        size_t n = prefix_len(lines->p[k], comment);
        bool same = str_eq(str_trim(first), str_trim(str_upto(lines->p[k], n)));
        if (n >= lines->p[k].n || !same || bullet_len(str_from(lines->p[k], n)))
            return k;
    }
    return lines->n;
}

static void reflow_lines(const Lines *lines, const ReflowRules *rules, Buf *out)
{
    for (size_t i = 0; i < lines->n;) {
        size_t end = i + 1;
        if (i > 0)
            buf_add(out, rules->eol);
        if (is_blank_line(lines->p[i], rules->comment)) {
            buf_add(out, lines->p[i]);
        } else {
            end = paragraph_end(lines, i, rules->comment);
            fill(lines, i, end, rules, out);
        }
        i = end;
    }
}

enum { NEAR_LINES = 2000 };

static bool has_text(const Snap *s, size_t line, Str comment)
{
    char bytes[256];
    size_t end = MIN(edit_content_end(s, line), line + sizeof bytes);
    return !is_blank_line(str_n(bytes, snap_read(s, line, bytes, end - line)), comment);
}

// A cursor means the paragraph it stands in: the lines with text around it.
static void widen(const Snap *s, LineBlock *b, Str comment)
{
    for (int i = 0; i < NEAR_LINES && b->start > 0; i++) {
        size_t line = snap_line_start(s, b->start - 1, SIZE_MAX);
        if (!has_text(s, line, comment))
            break;
        b->start = line;
    }
    for (int i = 0; i < NEAR_LINES && b->end < snap_size(s); i++) {
        size_t line = snap_next_line(s, b->end);
        if (!has_text(s, line, comment))
            break;
        b->end = edit_content_end(s, line);
    }
}

void edit_reflow(const Snap *s, const Selections *sel, const ReflowRules *rules, Change *c)
{
    LineBlocks blocks = {0};
    size_t done = 0;
    bool near = selections_all_empty(sel);
    edit_blocks(s, sel, &blocks);
    VEC_EACH (LineBlock, b, &blocks) {
        Arena text = {0};
        Lines lines = {0};
        AUTO(buf) Buf now = BUF_INIT;
        if (near && has_text(s, b->start, rules->comment))
            widen(s, b, rules->comment);
        for (size_t line = b->start;; line = snap_next_line(s, line)) {
            size_t end = edit_content_end(s, line);
            vec_push(&lines, edit_read(s, line, end, &text));
            if (end >= b->end)
                break;
        }
        reflow_lines(&lines, rules, &now);
        Str was = edit_read(s, b->start, b->end, &text);
        if (b->start >= done && !str_eq(was, buf_str(&now)))
            change_add(c, b->start, b->end, buf_str(&now));
        done = MAX(done, b->end);
        vec_deinit(&lines);
        arena_deinit(&text);
    }
    change_keep(c, sel);
    vec_deinit(&blocks);
}
