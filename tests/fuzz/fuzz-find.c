// Searches in a text of many pieces, against a plain search and against PCRE2 on all bytes at once.
#include "base/bug.h"
#include "base/mem.h"
#include "text/text.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>

enum { MATCHES_MAX = 50 };

typedef struct {
    const FindQuery *query;
    Str bytes;
    pcre2_code *code; // NULL for a literal
    pcre2_match_data *match;
    pcre2_match_context *context;
} Plain;

static char fold(const Plain *x, char c)
{
    return x->query->ignore_case && c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_at(const Plain *x, size_t at)
{
    Str want = x->query->pattern;
    for (size_t i = 0; i < want.n; i++)
        if (fold(x, x->bytes.p[at + i]) != fold(x, want.p[i]))
            return false;
    return true;
}

// First match from `from` on; 1 found, 0 none, -1 cannot tell.
static int plain_next(const Plain *x, size_t from, size_t *start, size_t *end)
{
    if (x->code) {
        while (from < x->bytes.n && ((unsigned char)x->bytes.p[from] & 0xC0) == 0x80)
            from++;
        int rc =
            pcre2_match(x->code, (PCRE2_SPTR)x->bytes.p, x->bytes.n, from, 0, x->match, x->context);
        const PCRE2_SIZE *v = pcre2_get_ovector_pointer(x->match);
        *start = v[0];
        *end = MAX(v[0], v[1]);
        return rc >= 0 ? 1 : rc == PCRE2_ERROR_NOMATCH ? 0 : -1;
    }
    size_t n = x->query->pattern.n;
    for (size_t i = from; i + n <= x->bytes.n; i++)
        if (is_at(x, i)) {
            *start = i;
            *end = i + n;
            return 1;
        }
    return 0;
}

static pcre2_code *compile(Str pattern, bool ignore_case)
{
    int code;
    PCRE2_SIZE off;
    uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE |
                       PCRE2_NEVER_BACKSLASH_C | (ignore_case ? PCRE2_CASELESS : 0);
    pcre2_compile_context *how = pcre2_compile_context_create(NULL);
    pcre2_set_newline(how, PCRE2_NEWLINE_ANYCRLF);
    pcre2_code *re = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n, options, &code, &off, how);
    pcre2_compile_context_free(how);
    // the interpreter sees some ends of lines otherwise than JIT does, at broken UTF-8
    if (re)
        (void)pcre2_jit_compile(re, PCRE2_JIT_COMPLETE); // neither side has it then
    return re;
}

// \G and \K tell where a search started; verbs and recursion cost too much time here.
static bool is_fair(Str pattern)
{
    return str_find(pattern, STR("\\G")) < 0 && str_find(pattern, STR("\\K")) < 0 &&
           str_find(pattern, STR("(*")) < 0 && str_find(pattern, STR("(?R")) < 0;
}

static void compare(Finder *f, const Snap *s, const Plain *x)
{
    size_t from = 0, start, end, a, b, last = SIZE_MAX;
    for (int i = 0; i < MATCHES_MAX && from <= x->bytes.n; i++) {
        bool is = finder_next(f, s, from, x->bytes.n, NULL, &start, &end);
        if (finder_problem(f)[0])
            return;
        int want = plain_next(x, from, &a, &b);
        if (want < 0)
            return;
        BUG_ON(is != want);
        if (!is)
            return;
        BUG_ON(a != start || b != end);
        is = finder_prev(f, s, 0, start, NULL, &a, &b);
        if (!x->code)
            BUG_ON(is != (last != SIZE_MAX) || (is && a != last));
        last = start;
        from = start + 1;
    }
}

// The same bytes, in pieces of the given size as far as they go.
static Text *in_pieces(Str bytes, size_t size)
{
    Text *t = text_new_from(bytes);
    for (size_t off = 0; off < bytes.n && off < size * 200; off += size) {
        text_replace(t, off, off, STR("##"));
        text_replace(t, off, off + 2, STR(""));
    }
    return t;
}

// Two parts of the input, far apart.
static void fill(Buf *out, Str in, size_t filler, char with)
{
    size_t half = in.n / 2;
    buf_add(out, str_upto(in, half));
    buf_add_fill(out, with, filler);
    buf_add(out, str_from(in, half));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool is_ascii(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((signed char)s.p[i] < 0)
            return false;
    return true;
}

static void run(const FindQuery *q, Str bytes, size_t piece_size)
{
    AUTO(err) Err err = {0};
    Finder *f = finder_new(q, &err);
    Plain x = {.query = q, .bytes = bytes};
    x.code = q->regex ? compile(q->pattern, q->ignore_case) : NULL;
    BUG_ON(q->regex && (x.code != NULL) != (f != NULL));
    BUG_ON(!f && !err.msg);
    if (x.code) {
        x.match = pcre2_match_data_create_from_pattern(x.code, NULL);
        x.context = pcre2_match_context_create(NULL);
        pcre2_set_match_limit(x.context, 100000);
    }
    if (f) {
        Text *t = in_pieces(bytes, piece_size);
        compare(f, text_now(t), &x);
        text_free(t);
    }
    finder_free(f);
    pcre2_match_context_free(x.context);
    pcre2_match_data_free(x.match);
    pcre2_code_free(x.code);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    enum { HEAD = 6 };
    if (n <= HEAD)
        return 0;
    size_t filler = (data[0] & 4 ? (size_t)data[1] << 8 | data[2] : data[1]) % 9000;
    Str rest = str_from(str_n((const char *)data, n), HEAD);
    FindQuery q = {
        .pattern = str_upto(rest, data[5] % 32 + 1u),
        .regex = data[0] & 1,
        .ignore_case = data[0] & 2,
    };
    // a plain search knows no cases beyond ASCII
    if (!is_fair(q.pattern) || (q.ignore_case && !q.regex && !is_ascii(q.pattern)))
        return 0;
    AUTO(buf) Buf bytes = BUF_INIT;
    fill(&bytes, str_from(rest, q.pattern.n), filler, "x\n a"[data[3] % 4]);
    buf_reserve(&bytes, 0);
    run(&q, buf_str(&bytes), 1 + data[4] * 2u);
    return 0;
}
