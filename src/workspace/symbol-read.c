// What one file defines.
#include "workspace/symbol-inner.h"
#include "base/path.h"

enum { FILE_MAX = 512 * 1024, NAME_MAX_BYTES = 120 };

SymbolRun *symbol_run_new(void)
{
    SymbolRun *r = NEW(SymbolRun);
    r->names = finder_paths_new();
    return r;
}

void symbol_run_free(SymbolRun *r)
{
    finder_paths_free(r->names);
    vec_deinit(&r->places);
    VEC_EACH (char *, f, &r->files)
        free(*f);
    vec_deinit(&r->files);
    free(r);
}

bool symbol_run_is_full(const SymbolRun *r)
{
    return finder_paths_count(r->names) >= FINDER_PATHS_MAX;
}

// Those that have nothing to be called or made an instance of.
static bool is_code(const Language *l)
{
    static const char *const data[] = {"json", "jsonc", "yaml", "toml", "markdown", "html",
                                       "xml",  "css",   "scss", "csv",  "plaintext"};
    for (size_t i = 0; l && i < ARRAY_LEN(data); i++)
        if (strcmp(language_id(l), data[i]) == 0)
            return false;
    return l != NULL;
}

static bool is_wanted(SymbolKind k)
{
    return k != SYMBOL_KEY && k != SYMBOL_TAG && k != SYMBOL_HEADING && k != SYMBOL_FIELD &&
           k != SYMBOL_MEMBER && k != SYMBOL_RULE && k != SYMBOL_VARIABLE;
}

static void add(SymbolRun *r, const Text *t, const SyntaxSymbol *s)
{
    const Snap *snap = text_now(t);
    AUTO(buf) Buf name = BUF_INIT;
    snap_add_to(snap, s->name_start, MIN(s->name_end, s->name_start + NAME_MAX_BYTES), &name);
    if (!name.n || memchr(name.p, '\n', name.n) || !finder_paths_add(r->names, buf_str(&name)))
        return;
    size_t row = snap_row_at(snap, s->name_start).n;
    vec_push(&r->places, ((SymbolPlace){(uint32_t)r->files.n, (uint32_t)row, s->kind}));
}

static void parse(Syntax *x, const Text *t)
{
    static const atomic_bool never = false;
    enum { JOBS_MAX = 8 }; // the screen first, then all of it
    SyntaxJob *j;
    for (int i = 0; i < JOBS_MAX && (j = syntax_job_new(x, t)); i++) {
        syntax_job_run(j, &never);
        syntax_job_done(x, j);
    }
}

static void read_symbols(SymbolRun *r, const Language *l, Buf *bytes)
{
    Text *t = text_new_take(bytes);
    Syntax *x = syntax_new(l);
    snap_count_lines(text_now(t), SIZE_MAX);
    parse(x, t);
    size_t n = syntax_symbol_count(x, t);
    for (size_t i = 0; i < n; i++) {
        SyntaxSymbol s = syntax_symbol(x, t, i);
        if (is_wanted(s.kind))
            add(r, t, &s);
    }
    syntax_free(x);
    text_free(t);
}

void symbol_run_read(SymbolRun *r, const char *root, Str path)
{
    const Language *l = language_for(path, STR_NULL);
    AUTO(free) char *rel = str_dup(path);
    AUTO(free) char *full = path_join(root, rel);
    Buf bytes = BUF_INIT;
    size_t before = r->places.n;
    if (!is_code(l))
        return;
    if (fs_read(full, FILE_MAX, &bytes, NULL) && !memchr(bytes.p, '\0', bytes.n))
        read_symbols(r, l, &bytes);
    buf_deinit(&bytes);
    if (r->places.n > before)
        vec_push(&r->files, steal(&rel));
}
