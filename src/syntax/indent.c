#include "syntax/indent.h"
#include "base/mem.h"
#include "syntax/follow.h"

enum { LINE_BYTES_MAX = 4096 }; // longer lines are not written by hand

static bool is_any_of(const char *list, char c)
{
    return list && c && strchr(list, c);
}

static const char *pair_place(const Language *l, char c)
{
    return l->pairs && c ? strchr(l->pairs, c) : NULL;
}

static bool is_opener(const Language *l, char c)
{
    const char *p = pair_place(l, c);
    return p && (p - l->pairs) % 2 == 0;
}

static bool is_closer(const Language *l, char c)
{
    const char *p = pair_place(l, c);
    return p && (p - l->pairs) % 2 == 1;
}

/* Bytes of the string or comment that starts the text, 0 if none does; *comment says which. */
static size_t skipped(const Language *l, Str text, bool *comment)
{
    *comment = true;
    if (l->line_comment && str_starts(text, str_c(l->line_comment)))
        return text.n;
    if (l->block_open && str_starts(text, str_c(l->block_open))) {
        size_t open = strlen(l->block_open);
        ptrdiff_t end = str_find(str_from(text, open), str_c(l->block_close));
        return end < 0 ? text.n : open + (size_t)end + strlen(l->block_close);
    }
    *comment = false;
    if (!is_any_of(l->quotes, text.p[0]))
        return 0;
    size_t i = 1;
    while (i < text.n && text.p[i] != text.p[0])
        i += text.p[i] == '\\' ? 2 : 1;
    return MIN(i + 1, text.n);
}

static void take_byte(const Language *l, Line *line, char c)
{
    if (is_opener(l, c))
        line->open++;
    else if (is_closer(l, c) && line->open)
        line->open--;
    else if (is_closer(l, c) && !line->only_blanks)
        line->strays++;
    bool blank = c == ' ' || c == '\t';
    line->only_blanks &= blank || is_closer(l, c);
}

Line indent_read_line(const Language *l, Str text)
{
    Line line = {.only_blanks = true};
    size_t end = 0; // of the code
    for (size_t i = 0; i < text.n;) {
        bool comment;
        size_t skip = skipped(l, str_from(text, i), &comment);
        if (!skip)
            take_byte(l, &line, text.p[i]);
        line.only_blanks &= !skip || comment;
        i += MAX(skip, 1u);
        end = comment ? end : i;
    }
    line.code = str_trim(str_upto(text, end));
    return line;
}

Str indent_first_word(Str code)
{
    size_t n = 0;
    while (n < code.n && is_word_byte(code.p[n]))
        n++;
    return str_upto(code, n);
}

/* The last word, or the last byte if it is none. */
static Str last_word(Str code)
{
    size_t n = 0;
    while (n < code.n && is_word_byte(code.p[code.n - 1 - n]))
        n++;
    return str_from(code, code.n - MIN(code.n, MAX(n, 1u)));
}

bool indent_begins_block(const Language *l, Str code)
{
    Str first = indent_first_word(code), last = last_word(code);
    if (language_list_has(l->end_words, last))
        return false; // "if a then b end"
    if (language_list_has(l->block_words, first))
        return true;
    return language_list_has(l->end_words, STR("end")) &&
           (str_eq(last, STR("do")) || str_find(code, STR(" do |")) >= 0 ||
            (language_list_has(l->block_words, STR("function")) &&
             str_find(code, STR("function")) >= 0 && str_find(code, STR(" end")) < 0));
}

/* Where "end" ends blocks, their first words are enough to begin them. */
static bool goes_deeper(const Language *l, Str code)
{
    if (!language_list_has(l->end_words, STR("end")))
        return false;
    return language_list_has(l->middle_words, indent_first_word(code)) ||
           indent_begins_block(l, code);
}

/* 1 after the pattern of a shell's case, -1 after the end of what belongs to it. */
static int case_step(const Language *l, const Line *line)
{
    if (!language_list_has(l->end_words, STR("esac")))
        return 0;
    if (str_ends(line->code, STR(";;")))
        return -1;
    return line->strays == 1 && str_ends(line->code, STR(")"));
}

/* "if (a)", "else", "for (…)": one statement follows. */
static bool is_head(const Language *l, const Line *line)
{
    Str code = line->code;
    while (code.n && (code.p[0] == '}' || code.p[0] == ' '))
        code = str_from(code, 1);
    Str first = indent_first_word(code);
    return language_list_has(l->head_words, first) && !line->open &&
           (code.n == first.n || code.p[code.n - 1] == ')');
}

static int step_after(const Language *l, Str text)
{
    Line line = indent_read_line(l, text);
    if (!line.code.n)
        return 0;
    if (line.open)
        return line.strays ? 0 : 1;
    int in_case = case_step(l, &line);
    if (in_case)
        return in_case;
    Str first = indent_first_word(line.code), last = last_word(line.code);
    if (language_list_has(l->deeper_after, last) || goes_deeper(l, line.code) ||
        is_head(l, &line) || (l->tags && indent_opens_element(line.code)) ||
        (str_eq(last, STR(":")) && language_list_has(l->label_words, first)))
        return 1;
    bool ends =
        language_list_has(l->shallower_for, first) && !language_list_has(l->end_words, last);
    return (line.strays && !l->tags) || ends ? -1 : 0;
}

/* Is the line of `start` the one statement behind a head, so that the next goes back? */
static bool follows_head(const Language *l, const Snap *s, size_t start, const Line *line)
{
    bool statement = line->code.n && line->code.p[line->code.n - 1] == ';';
    if (!l->head_words || !statement || start == 0)
        return false;
    size_t before = snap_line_start(s, start - 1, LINE_BYTES_MAX);
    AUTO(buf) Buf text = BUF_INIT;
    snap_add_to(s, before, start - 1, &text);
    Line head = indent_read_line(l, buf_str(&text));
    return is_head(l, &head);
}

/* Is the line's start within a string or comment that began before it? */
bool indent_starts_inside(Syntax *x, const Text *t, size_t line)
{
    SyntaxSpans spans = {0};
    bool inside = false;
    if (line > 0)
        syntax_highlight(x, t, line - 1, line + 1, &spans);
    VEC_EACH (SyntaxSpan, s, &spans) {
        Str name = str_c(syntax_capture_name(s->capture));
        bool skip = str_starts(name, STR("string")) || str_starts(name, STR("comment"));
        inside |= skip && s->start < line && s->end > line;
    }
    vec_deinit(&spans);
    return inside;
}

/* The first byte behind `off` in its line that is no blank, 0 if there is none. */
static char next_in_line(const Snap *s, size_t off)
{
    char bytes[256];
    Str rest = str_n(bytes, snap_read(s, off, bytes, sizeof bytes));
    size_t i = 0;
    while (i < rest.n && (rest.p[i] == ' ' || rest.p[i] == '\t'))
        i++;
    return i < rest.n && rest.p[i] != '\n' && rest.p[i] != '\r' ? rest.p[i] : '\0';
}

/* Does `next`, behind the cursor, end the block that the line began, so that it stands below it? An
 * end of a list that goes on does not: it came by itself, and what is typed next goes before it. */
static bool ends_block(const Language *l, const Line *line, char next)
{
    bool list = line->open && line->code.n && !is_opener(l, line->code.p[line->code.n - 1]);
    return is_closer(l, next) && (next == '}' || !list);
}

int syntax_indent_after(Syntax *x, const Text *t, size_t off)
{
    const Language *l = x->language;
    const Snap *now = text_now(t);
    size_t start = snap_line_start(now, off, LINE_BYTES_MAX);
    if (!l || off - start >= LINE_BYTES_MAX || indent_starts_inside(x, t, start))
        return 0;
    AUTO(buf) Buf text = BUF_INIT;
    snap_add_to(now, start, off, &text);
    Line line = indent_read_line(l, buf_str(&text));
    int step = step_after(l, buf_str(&text)) - ends_block(l, &line, next_in_line(now, off));
    step -= step == 0 && follows_head(l, now, start, &line);
    return CLAMP(step, -1, 1);
}

bool syntax_between_brackets(const Syntax *x, const Text *t, size_t off)
{
    const Language *l = x->language;
    char before;
    if (!l || off == 0 || snap_read(text_now(t), off - 1, &before, 1) != 1)
        return false;
    if (l->tags && before == '>' && next_in_line(text_now(t), off) == '<')
        return indent_between_tags(text_now(t), off);
    const char *open = pair_place(l, before);
    return open && is_opener(l, before) && next_in_line(text_now(t), off) == open[1];
}
