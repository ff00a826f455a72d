// V8's own coverage: ranges of UTF-16 offsets with counts, the inner ones count within the outer.
#include "base/fs.h"
#include "testing/inner.h"

typedef struct {
    int64_t start, end, count;
    size_t order; // as they came
} Range;
typedef Vec(Range) Ranges;

// The outer ones first, so that the inner ones overwrite them.
static int by_size(const void *a, const void *b)
{
    const Range *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

static void read_ranges(const Json *script, Ranges *out)
{
    for (const Json *f = json_first(json_get(script, "functions")); f; f = json_next(f))
        for (const Json *x = json_first(json_get(f, "ranges")); x; x = json_next(x)) {
            Range r = {json_int_or(json_get(x, "startOffset"), 0),
                       json_int_or(json_get(x, "endOffset"), 0),
                       json_int_or(json_get(x, "count"), 0), out->n};
            if (r.start >= 0 && r.end > r.start)
                vec_push(out, r);
        }
    if (out->n)
        qsort(out->p, out->n, sizeof *out->p, by_size);
}

// UTF-16 units of a UTF-8 lead byte, 0 of what follows it.
static int units(unsigned char c)
{
    return (c & 0xc0) == 0x80 ? 0 : c >= 0xf0 ? 2 : 1;
}

// Ranges that are open at an offset: a stack, since they nest.
typedef struct {
    const Ranges *all;
    size_t next;
    Vec(size_t) open;
} Cursor;

static int64_t count_at(Cursor *k, int64_t off)
{
    while (k->next < k->all->n && k->all->p[k->next].start <= off)
        vec_push(&k->open, k->next++);
    while (k->open.n && k->all->p[vec_last(&k->open)].end <= off)
        k->open.n--;
    return k->open.n ? k->all->p[vec_last(&k->open)].count : 1;
}

typedef struct {
    bool code, comment; // something to run was seen; a comment is open
    int64_t least;
} LineLook;

// A line ran as often as the least of what stands on it; blanks, comments and closing brackets
// count for nothing.
static void look(LineLook *l, Str rest, int64_t count)
{
    char c = rest.p[0];
    if (l->comment || strchr(" \t\r{}()[];,", c))
        return;
    l->least = l->code ? MIN(l->least, count) : count;
    l->code = true;
}

static void read_source(CoverFile *f, Str text, const Ranges *ranges)
{
    Cursor k = {.all = ranges};
    LineLook l = {0};
    int64_t off = 0, line = 1;
    bool rest_is_comment = false;
    for (size_t i = 0; i <= text.n; i++) {
        if (i == text.n || text.p[i] == '\n') {
            if (l.code)
                cover_line(f, line, l.least);
            l = (LineLook){.comment = l.comment};
            rest_is_comment = false;
            line++;
            off++;
            continue;
        }
        Str rest = str_from(text, i);
        int64_t count = count_at(&k, off);
        if (str_starts(rest, STR("/*")))
            l.comment = true;
        if (!l.code && str_starts(rest, STR("//")))
            rest_is_comment = true;
        if (!rest_is_comment && !(l.comment && i && text.p[i] == '/' && text.p[i - 1] == '*'))
            look(&l, rest, count);
        if (l.comment && i && text.p[i] == '/' && text.p[i - 1] == '*')
            l.comment = false;
        off += units((unsigned char)text.p[i]);
    }
    vec_deinit(&k.open);
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// "file:///a%20b.js" -> "/a b.js"
static void add_path(Str url, Buf *out)
{
    url = str_from(url, 7);
    for (size_t i = 0; i < url.n; i++) {
        bool coded =
            url.p[i] == '%' && i + 2 < url.n && hex(url.p[i + 1]) >= 0 && hex(url.p[i + 2]) >= 0;
        buf_add_byte(out, coded ? (char)(hex(url.p[i + 1]) * 16 + hex(url.p[i + 2])) : url.p[i]);
        i += coded ? 2 : 0;
    }
}

static void read_script(Cover *c, const Json *script)
{
    Str url = json_str_or(json_get(script, "url"), STR_NULL);
    AUTO(buf) Buf path = BUF_INIT;
    AUTO(buf) Buf text = BUF_INIT;
    if (!str_starts(url, STR("file:///")))
        return;
    add_path(url, &path);
    Str shown = short_path(str_c(c->root), buf_str(&path));
    if (shown.p[0] == '/' || !fs_read(buf_c(&path), 16 << 20, &text, NULL))
        return; // of node itself, or gone since
    CoverFile *f = cover_put(c, buf_str(&path));
    Ranges ranges = {0};
    read_ranges(script, &ranges);
    if (f)
        read_source(f, buf_str(&text), &ranges);
    vec_deinit(&ranges);
}

bool cover_v8(Cover *c, Str text, Err *err)
{
    JsonDoc *doc = json_parse(text, err);
    if (!doc)
        return err_wrap(err, "cannot read the coverage of V8");
    for (const Json *s = json_first(json_get(json_root(doc), "result")); s; s = json_next(s))
        read_script(c, s);
    json_free(doc);
    return true;
}
