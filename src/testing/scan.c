// What looks like a test in a source text: for marks beside lines before anything ran.
#include "base/path.h"
#include "testing/inner.h"

enum { MARKS_MAX = 5000, LEVELS = 16 };

// How a language names tests: what a line begins with, and what encloses the name.
typedef struct {
    const char *ext, *begin;
    char open;   // before the name: '"' any quote, ' ' a word
    bool suite;  // it holds tests
    bool marked; // only behind a line with a mark of a test
} Rule;

static const Rule rules[] = {
    {"py", "class Test", 'T', true, false},
    {"py", "class ", ' ', true, false},
    {"py", "def test", 't', false, false},
    {"py", "async def test", 't', false, false},
    {"go", "func Test", 'T', false, false},
    {"go", "func Example", 'E', false, false},
    {"go", "func Fuzz", 'F', false, false},
    {"rs", "mod ", ' ', true, false},
    {"rs", "fn ", ' ', false, true},
    {"rs", "async fn ", ' ', false, true},
    {"rs", "pub fn ", ' ', false, true},
    {"js", "describe(", '"', true, false},
    {"js", "suite(", '"', true, false},
    {"js", "test(", '"', false, false},
    {"js", "it(", '"', false, false},
    {"js", "test.only(", '"', false, false},
    {"js", "it.only(", '"', false, false},
    {"js", "await test(", '"', false, false},
    {"rb", "describe ", '"', true, false},
    {"rb", "RSpec.describe ", '"', true, false},
    {"rb", "context ", '"', true, false},
    {"rb", "it ", '"', false, false},
    {"rb", "specify ", '"', false, false},
    {"java", "class ", ' ', true, false},
    {"java", "public class ", ' ', true, false},
    {"java", "final class ", ' ', true, false},
    {"java", "void ", ' ', false, true},
    {"java", "public void ", ' ', false, true},
    {"php", "class ", ' ', true, false},
    {"php", "final class ", ' ', true, false},
    {"php", "public function test", 't', false, false},
    {"php", "function test", 't', false, false},
    {"bats", "@test ", '"', false, false},
};

static const char *family(Str file)
{
    static const char *const js[] = {"js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx"};
    static const char *const others[] = {"py", "go", "rs", "rb", "java", "php", "bats"};
    Str ext = path_ext(path_base(file));
    for (size_t i = 0; i < ARRAY_LEN(js); i++)
        if (str_eq_c(ext, js[i]))
            return "js";
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (str_eq_c(ext, others[i]))
            return others[i];
    return NULL;
}

static bool is_word_byte(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

// The name behind the beginning of a rule; "" if there is none.
static Str name_of(const Rule *rule, Str line)
{
    size_t at = strlen(rule->begin), end;
    if (rule->open == '"') {
        char quote = at < line.n ? line.p[at] : 0;
        if (quote != '"' && quote != '\'' && quote != '`') {
            for (end = at; end < line.n && (is_word_byte(line.p[end]) || line.p[end] == ':'); end++)
                ;
            return strcmp(rule->ext, "rb") == 0 ? str_n(line.p + at, end - at) : STR_NULL;
        }
        for (end = at + 1; end < line.n && line.p[end] != quote; end++)
            ;
        return end < line.n ? str_n(line.p + at + 1, end - at - 1) : STR_NULL;
    }
    at -= rule->open != ' ' ? strlen(strrchr(rule->begin, ' ')) - 1 : 0; // part of the name
    for (end = at; end < line.n && is_word_byte(line.p[end]); end++)
        ;
    return str_n(line.p + at, end - at);
}

typedef struct {
    const char *family;
    TestMarks *out;
    size_t indents[LEVELS];
    char *names[LEVELS]; // owned; of the suites that are open
    size_t nlevels;
    bool marked; // a line before says that a test follows
} Scan;

static void leave(Scan *s, size_t indent)
{
    while (s->nlevels && s->indents[s->nlevels - 1] >= indent)
        free(s->names[--s->nlevels]);
}

static void found(Scan *s, const Rule *rule, Str name, int row, size_t indent)
{
    AUTO(buf) Buf id = BUF_INIT;
    for (size_t i = 0; i < s->nlevels; i++)
        buf_addf(&id, "%s::", s->names[i]);
    buf_add(&id, name);
    vec_push(s->out, ((TestMark){.row = row, .id = buf_take(&id), .suite = rule->suite}));
    if (rule->suite && s->nlevels < LEVELS) {
        s->indents[s->nlevels] = indent;
        s->names[s->nlevels++] = str_dup(name);
    }
}

static void scan_line(Scan *s, Str line, int row)
{
    size_t indent = 0;
    while (indent < line.n && (line.p[indent] == ' ' || line.p[indent] == '\t'))
        indent++;
    Str text = str_from(line, indent);
    if (!text.n || text.p[0] == '}' || text.p[0] == ')' || text.p[0] == '#' || text.p[0] == '/') {
        s->marked |= str_starts(text, STR("#[")) && str_find(text, STR("test")) > 0;
        return;
    }
    leave(s, indent);
    if (text.p[0] == '@' && str_find(text, STR("Test")) > 0)
        s->marked = true;
    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        const Rule *rule = &rules[i];
        if (strcmp(rule->ext, s->family) != 0 || !str_starts(text, str_c(rule->begin)) ||
            (rule->marked && !s->marked))
            continue;
        Str name = name_of(rule, text);
        if (name.n)
            found(s, rule, name, row, indent);
        break;
    }
    s->marked = s->marked && text.p[0] == '@';
}

static bool has_kids(const TestMarks *m, size_t i)
{
    Str id = str_c(m->p[i].id);
    for (size_t k = i + 1; k < m->n && str_starts(str_c(m->p[k].id), id); k++)
        if (!m->p[k].suite)
            return true;
    return false;
}

// Classes and modules without tests are none of ours.
static void drop_empty(TestMarks *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n; i++) {
        if (m->p[i].suite && !has_kids(m, i))
            free(m->p[i].id);
        else
            m->p[kept++] = m->p[i];
    }
    m->n = kept;
}

void test_scan(Str file, Str text, TestMarks *out)
{
    Scan s = {.family = family(file), .out = out};
    Str line;
    if (!s.family)
        return;
    for (int row = 0; out->n < MARKS_MAX && str_split(&text, '\n', &line); row++)
        scan_line(&s, line, row);
    leave(&s, 0);
    drop_empty(out);
}

void test_marks_deinit(TestMarks *m)
{
    VEC_EACH (TestMark, x, m)
        free(x->id);
    vec_deinit(m);
}
