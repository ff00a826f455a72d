// What runs some tests, or all.
#include "base/path.h"
#include "testing/inner.h"

void test_command_deinit(TestCommand *c)
{
    test_words_deinit(&c->argv);
    test_words_deinit(&c->env);
}

static void add_once(TestWords *w, char *word)
{
    VEC_EACH (char *, x, w)
        if (strcmp(*x, word) == 0) {
            free(word);
            return;
        }
    vec_push(w, word);
}

static bool is_fit(Str file)
{
    Str rest = file, part;
    if (!file.n || file.p[0] == '/' || file.p[0] == '-' || memchr(file.p, '\n', file.n))
        return false;
    while (str_split(&rest, '/', &part))
        if (str_eq_c(part, ".."))
            return false;
    return true;
}

// For a regular expression, every byte as it is.
static void add_quoted(Str name, Buf *out)
{
    for (size_t i = 0; i < name.n; i++) {
        if (strchr("\\^$.|?*+()[]{}/", name.p[i]))
            buf_add_byte(out, '\\');
        buf_add_byte(out, name.p[i]);
    }
}

// The names of a target as its kit joins them; of a pattern, quoted.
static char *join(const TestKit *k, Str names, bool quoted)
{
    AUTO(buf) Buf out = BUF_INIT;
    while (names.n) {
        ptrdiff_t at = str_find(names, STR("::"));
        Str one = at < 0 ? names : str_upto(names, (size_t)at);
        if (quoted)
            add_quoted(one, &out);
        else
            buf_add(&out, one);
        names = at < 0 ? STR_NULL : str_from(names, (size_t)at + 2);
        if (names.n)
            buf_add_c(&out, k->joint);
    }
    return buf_take(&out);
}

typedef struct {
    const TestKit *kit;
    TestWords files, names;
} Picked;

static void add_names(Picked *p, Str names)
{
    const TestKit *k = p->kit;
    ptrdiff_t at;
    add_once(&p->names, join(k, names, k->pass != PASS_NAMES));
    if (strcmp(k->id, "node") != 0)
        return;
    while ((at = str_find(names, STR("::"))) >= 0) // before Node 22 each name is matched alone
        names = str_from(names, (size_t)at + 2);
    add_once(&p->names, join(k, names, true));
}

// Of a target that is a file, a folder, or names in one.
static void pick(Picked *p, Str file, Str names)
{
    const TestKit *k = p->kit;
    if (k->pass == PASS_IDS) {
        add_once(&p->files, xasprintf(STR_FMT "%s" STR_FMT, STR_ARG(file), names.n ? "::" : "",
                                      STR_ARG(names)));
        return;
    }
    if (k->pass == PASS_FOLDERS) {
        Str dir = path_ext(file).n ? path_dir(file) : file;
        add_once(&p->files,
                 str_eq_c(dir, ".") ? xstrdup(".") : xasprintf("./" STR_FMT, STR_ARG(dir)));
    } else if (k->speech != SPEAKS_CTEST &&
               !(k->pass == PASS_NAMES && names.n && k->joint[0] != ' ')) {
        add_once(&p->files, str_dup(file));
    }
    if (names.n)
        add_names(p, names);
}

static bool pick_all(Picked *p, const char *const *targets, Err *err)
{
    for (; targets && *targets; targets++) {
        Str file = str_c(*targets), names = STR_NULL;
        ptrdiff_t at = str_find(file, STR("::"));
        if (at >= 0) {
            names = str_from(file, (size_t)at + 2);
            file = str_upto(file, (size_t)at);
        }
        while (str_starts(file, STR("./")))
            file = str_from(file, 2);
        if (str_eq_c(file, ".") && !names.n)
            continue;
        if (!is_fit(file))
            return err_set(err, "'%s' is no test: write PATH or PATH::NAME, below the project",
                           *targets);
        pick(p, file, names);
    }
    return true;
}

static void add_pattern(const Picked *p, TestCommand *out)
{
    AUTO(buf) Buf env = BUF_INIT;
    buf_add_c(&env, "CODELAB_PATTERN=");
    if (p->names.n && p->kit->pass != PASS_NAMES) {
        buf_add_c(&env, "^(");
        VEC_EACH (char *, n, &p->names)
            buf_addf(&env, "%s%s", n == p->names.p ? "" : "|", *n);
        buf_add_byte(&env, ')');
        // PHPUnit adds the name of a data set.
        buf_add_c(&env, p->kit->speech == SPEAKS_TEAMCITY ? "( .*)?$" : "$");
    }
    vec_push(&out->env, buf_take(&env));
}

// What go matches level by level: "^A$/^b$".  Several names: their first level.
static void add_levels(const Picked *p, TestCommand *out)
{
    AUTO(buf) Buf env = BUF_INIT;
    buf_add_c(&env, "CODELAB_PATTERN=");
    bool one = p->names.n == 1;
    VEC_EACH (char *, n, &p->names) {
        Str rest = str_c(*n), part;
        for (bool first = true; str_split(&rest, '/', &part) && (first || one); first = false) {
            buf_addf(&env, "%s^" STR_FMT "$", first ? n == p->names.p ? "" : "|" : "/",
                     STR_ARG(part));
        }
    }
    vec_push(&out->env, buf_take(&env));
}

static void fill(const TestAsk *ask, Picked *p, TestCommand *out)
{
    const TestKit *k = ask->kit;
    out->tool = k->tool;
    out->reads = strcmp(k->tool, "php") == 0 ? "/etc/php" : NULL; // which modules it has
    vec_push(&out->argv, xstrdup("sh"));
    vec_push(&out->argv, xstrdup("-c"));
    vec_push(&out->argv, xstrdup(k->script));
    vec_push(&out->argv, xstrdup("codelab-test"));
    vec_push(&out->argv, xstrdup(k->helper));
    VEC_EACH (char *, f, &p->files)
        vec_push(&out->argv, steal(f));
    if (k->pass == PASS_NAMES && p->files.n + p->names.n)
        vec_push(&out->argv, xstrdup("--"));
    if (k->pass == PASS_NAMES)
        VEC_EACH (char *, n, &p->names)
            vec_push(&out->argv, steal(n));
    vec_push(&out->env, xasprintf("CODELAB_COVERAGE=%s", ask->coverage ? "1" : ""));
    if (k->needs) {
        vec_push(&out->env, xasprintf("CODELAB_NEEDS=%s", k->needs));
        vec_push(&out->env, xasprintf("CODELAB_INSTALL=%s", k->install));
    }
    if (k->pass == PASS_FOLDERS)
        add_levels(p, out);
    else
        add_pattern(p, out);
}

bool test_command(const TestAsk *ask, TestCommand *out, Err *err)
{
    Picked p = {.kit = ask->kit};
    *out = (TestCommand){0};
    bool ok = pick_all(&p, ask->targets, err);
    if (ok)
        fill(ask, &p, out);
    VEC_EACH (char *, f, &p.files)
        free(*f);
    VEC_EACH (char *, n, &p.names)
        free(*n);
    vec_deinit(&p.files);
    vec_deinit(&p.names);
    return ok;
}
