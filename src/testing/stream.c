// What a runner prints, cut into lines, records and sections.
#include "testing/inner.h"

enum { RECORD = 0x1e };

TestReader *test_reader_new(const TestKit *k, const char *root, TestTree *into, Cover *cover)
{
    TestReader *r = NEW(TestReader);
    *r = (TestReader){.kit = k, .root = root, .tree = into, .cover = cover};
    return r;
}

void test_words_deinit(TestWords *w)
{
    VEC_EACH (char *, x, w)
        free(*x);
    vec_deinit(w);
}

void test_reader_free(TestReader *r)
{
    if (!r)
        return;
    buf_deinit(&r->line);
    buf_deinit(&r->body);
    free(r->section);
    free(r->within);
    free(r->now);
    free(r->file);
    places_deinit(&r->places);
    test_words_deinit(&r->suites);
    free(r);
}

TestNode *reader_put(TestReader *r, Str file, Str path, const char *sep, TestState s, double ms)
{
    enum { DEPTH = 64 };
    Str names[DEPTH];
    size_t n = 0;
    while (path.n && n < DEPTH) {
        ptrdiff_t at = n + 1 < DEPTH ? str_find(path, str_c(sep)) : -1;
        names[n++] = at < 0 ? path : str_upto(path, (size_t)at);
        path = at < 0 ? STR_NULL : str_from(path, (size_t)at + strlen(sep));
    }
    TestNode *node = test_tree_put(r->tree, file, names, n);
    if (!node)
        return NULL;
    test_tree_set(r->tree, node, s);
    if (ms >= 0)
        node->ms = ms;
    return node;
}

static void say(TestReader *r, const char *sentence)
{
    free(r->tree->note);
    r->tree->note = xstrdup(sentence);
}

static void end_section(TestReader *r)
{
    AUTO(free) char *name = steal(&r->section);
    AUTO(err) Err err = {0};
    Str format = str_c(name), body = buf_str(&r->body);
    if (str_ends(format, STR("-tests")))
        places_read(&r->places, format, body);
    else if (str_eq_c(format, "junit") ? !junit_read(r, body, &err)
                                       : r->cover && !cover_read(r->cover, format, body, &err))
        say(r, err_text(&err));
    buf_deinit(&r->body);
}

static void begin_section(TestReader *r, Str name)
{
    if (r->section)
        end_section(r);
    r->section = name.n ? str_dup(name) : NULL;
}

// What a record says that is not of a test; false if it is one of a test.
static bool take_control(TestReader *r, const Json *o, Buf *text)
{
    Str s;
    if (json_str(json_get(o, "section"), &s)) {
        begin_section(r, s);
    } else if (json_str(json_get(o, "note"), &s)) {
        AUTO(free) char *sentence = str_dup(s);
        say(r, sentence);
        buf_add(text, s);
        buf_add_byte(text, '\n');
    } else if (json_str(json_get(o, "within"), &s)) {
        if (r->kit->speech == SPEAKS_TAP)
            (void)tap_line(r, STR_NULL, NULL); // the file ends
        free(r->within);
        r->within = s.n ? str_dup(s) : NULL;
    } else {
        return false;
    }
    return true;
}

static void take_record(TestReader *r, Str json, Buf *text)
{
    AUTO(err) Err err = {0};
    JsonDoc *doc = json_parse(json, &err);
    if (doc && !take_control(r, json_root(doc), text))
        record_read(r, json_root(doc));
    json_free(doc);
}

static bool is_section_end(Str line)
{
    return line.n && line.p[0] == RECORD && str_find(line, STR("\"section\"")) > 0;
}

static bool take_speech(TestReader *r, Str line, Buf *text)
{
    switch (r->kit->speech) {
    case SPEAKS_RECORDS:
        return false;
    case SPEAKS_GO:
        return go_line(r, line, text);
    case SPEAKS_CARGO:
        return cargo_line(r, line, text);
    case SPEAKS_CTEST:
        return ctest_line(r, line, text);
    case SPEAKS_TAP:
        return tap_line(r, line, text);
    case SPEAKS_TEAMCITY:
        return teamcity_line(r, line, text);
    }
    return false;
}

// A line without its end.
static void take_line(TestReader *r, Str line, Buf *text)
{
    if (r->section && !is_section_end(line)) {
        if (r->body.n + line.n < SECTION_MAX) {
            buf_add(&r->body, line);
            buf_add_byte(&r->body, '\n');
        }
        return;
    }
    ptrdiff_t at = str_find_byte(line, RECORD);
    Str plain = at < 0 ? line : str_upto(line, (size_t)at);
    if ((at < 0 || plain.n) && !take_speech(r, plain, text)) {
        buf_add(text, plain);
        buf_add_byte(text, '\n');
    }
    if (at >= 0)
        take_record(r, str_from(line, (size_t)at + 1), text);
}

void test_reader_feed(TestReader *r, Str bytes, Buf *text)
{
    while (bytes.n) {
        ptrdiff_t end = str_find_byte(bytes, '\n');
        Str piece = end < 0 ? bytes : str_upto(bytes, (size_t)end);
        if (r->line.n + piece.n <= LINE_MAX_BYTES)
            buf_add(&r->line, piece); // what is longer loses its end
        bytes = str_from(bytes, piece.n + (end >= 0));
        if (end < 0)
            return;
        Str line = buf_str(&r->line);
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        take_line(r, line, text);
        buf_clear(&r->line);
    }
}

void test_reader_end(TestReader *r, Buf *text)
{
    if (r->line.n)
        take_line(r, buf_str(&r->line), text);
    buf_clear(&r->line);
    if (r->section)
        end_section(r);
    if (r->kit->speech == SPEAKS_TAP)
        (void)tap_line(r, STR_NULL, NULL);
    test_tree_settle(r->tree);
}
