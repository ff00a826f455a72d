// Upper and lower case, and the ways to write names of several words.
#include "base/utf8.h"
#include "edit/inner.h"

typedef enum { KIND_OTHER, KIND_DIGIT, KIND_LOWER, KIND_UPPER } Kind;

static Kind kind_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return KIND_DIGIT;
    if (utf8_lower(c) != c)
        return KIND_UPPER;
    return utf8_upper(c) != c || c >= 0x80 ? KIND_LOWER : KIND_OTHER;
}

// Reads code points; broken bytes are given as they are.
typedef struct {
    Str rest, bytes; // bytes: of the last one
    uint32_t c;
    bool valid;
} Reader;

static bool read_next(Reader *r)
{
    size_t n;
    if (r->rest.n == 0)
        return false;
    r->c = utf8_decode(r->rest, &n, &r->valid);
    r->bytes = str_upto(r->rest, n);
    r->rest = str_from(r->rest, n);
    return true;
}

static void add_as(const Reader *r, bool upper, Buf *out)
{
    if (r->valid)
        utf8_add(out, upper ? utf8_upper(r->c) : utf8_lower(r->c));
    else
        buf_add(out, r->bytes);
}

static void add_simple(Str text, TextCase to, Buf *out)
{
    Reader r = {.rest = text};
    bool inside = false; // of a word, for titles
    while (read_next(&r)) {
        bool letter = r.valid && kind_of(r.c) != KIND_OTHER;
        add_as(&r, to == CASE_UPPER || (to == CASE_TITLE && !inside), out);
        inside = letter || (inside && r.c == '\'');
    }
}

// Does a word begin with this one: behind something else, at the hump of camelCase, or before the
// last capital of HTTPServer?
static bool begins_word(Kind before, Kind here, const Reader *r)
{
    Reader next = *r;
    if (before == KIND_OTHER || (here == KIND_UPPER && before != KIND_UPPER))
        return true;
    return here == KIND_UPPER && read_next(&next) && kind_of(next.c) == KIND_LOWER;
}

// One name written anew: words apart by `separator` (0: none), each with a capital or not.
static void add_name(Str name, TextCase to, Buf *out)
{
    char separator = to == CASE_SNAKE || to == CASE_CONSTANT ? '_' : to == CASE_KEBAB ? '-' : 0;
    Reader r = {.rest = name};
    Kind before = KIND_OTHER;
    bool first = true;
    while (read_next(&r)) {
        Kind here = kind_of(r.c);
        if (here != KIND_OTHER) {
            bool begins = begins_word(before, here, &r),
                 humps = to == CASE_CAMEL || to == CASE_PASCAL;
            if (begins && !first && separator)
                buf_add_byte(out, separator);
            add_as(&r, to == CASE_CONSTANT || (humps && begins && !(first && to == CASE_CAMEL)),
                   out);
            first = false;
        }
        before = here;
    }
}

static bool is_name_byte(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' ||
           c == '-' || (signed char)c < 0;
}

// Every name in the text; what stands between them stays.
static void add_names(Str text, TextCase to, Buf *out)
{
    for (size_t at = 0; at < text.n;) {
        size_t end = at;
        while (end < text.n && is_name_byte(text.p[end]))
            end++;
        // leading and trailing marks are no part of the name
        size_t from = at, till = end;
        while (from < till && (text.p[from] == '_' || text.p[from] == '-'))
            from++;
        while (till > from && (text.p[till - 1] == '_' || text.p[till - 1] == '-'))
            till--;
        buf_add(out, str_n(text.p + at, from - at));
        add_name(str_n(text.p + from, till - from), to, out);
        buf_add(out, str_n(text.p + till, end - till));
        if (end < text.n)
            buf_add_byte(out, text.p[end++]);
        at = end;
    }
}

void edit_add_case(Str text, TextCase to, Buf *out)
{
    if (to == CASE_UPPER || to == CASE_LOWER || to == CASE_TITLE)
        add_simple(text, to, out);
    else
        add_names(text, to, out);
}

void edit_change_case(const Snap *s, const Selections *sel, TextCase to, Change *c)
{
    Arena text = {0};
    size_t done = 0;
    VEC_EACH (const Selection, x, &sel->v) {
        size_t start = selection_start(x), end = selection_end(x);
        if (start == end)
            snap_word_at(s, start, &start, &end);
        if (start < done)
            continue; // two cursors in one word
        AUTO(buf) Buf now = BUF_INIT;
        Str was = edit_read(s, start, end, &text);
        edit_add_case(was, to, &now);
        if (!str_eq(was, buf_str(&now)))
            change_add(c, start, end, buf_str(&now));
        done = end;
    }
    change_keep(c, sel);
    arena_deinit(&text);
}
