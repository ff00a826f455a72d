// What came of a run, in words: what ended it, what it took of its limits.
#include "base/name.h"
#include "workspace/inner.h"

static bool was_not_started(const RunResult *res)
{
    return strcmp(res->status, "failed") == 0 && res->message;
}

// What ended it, with the limit that did.
static char *end_words(const RunItem *r, const RunResult *res)
{
    if (strcmp(res->status, "memory") == 0)
        return xasprintf("killed: memory %lld MB", (long long)(r->memory_bytes >> 20));
    if (strcmp(res->status, "timeout") == 0)
        return xasprintf("killed: wall time %.3g s", (double)r->wall_ms / 1000);
    if (strcmp(res->status, "output") == 0)
        return xasprintf("killed: output %lld MB", (long long)(r->output_bytes >> 20));
    return res->message ? xstrdup(res->message) : xasprintf("exit %d", res->returncode);
}

static char *summary_of(const RunItem *r, const RunResult *res)
{
    if (was_not_started(res))
        return xstrdup("not run");
    AUTO(free) char *words = end_words(r, res);
    return xasprintf("%s \xC2\xB7 %.2f s", words, (double)res->wall_ms / 1000);
}

static void add_bytes(int64_t n, Buf *out)
{
    if (n < 1024)
        buf_addf(out, "%lld B", (long long)n);
    else if (n < 1 << 20)
        buf_addf(out, "%.1f KB", (double)n / 1024);
    else
        buf_addf(out, "%.1f MB", (double)n / (1 << 20));
}

// "wall 0.84/30 s": of what has no limit, only what it took.
static void add_wall(const RunItem *r, const RunResult *res, Buf *out)
{
    buf_addf(out, " \xC2\xB7 wall %.2f", (double)res->wall_ms / 1000);
    if (r->wall_ms)
        buf_addf(out, "/%.3g", (double)r->wall_ms / 1000);
    buf_add_c(out, " s");
}

static char *usage_of(const RunItem *r, const RunResult *res)
{
    AUTO(buf) Buf out = BUF_INIT;
    buf_addf(&out, "%scpu %.2f s", r->open ? "outside the jail \xC2\xB7 " : "",
             (double)res->cpu_ms / 1000);
    if (!r->open)
        buf_addf(&out, " \xC2\xB7 rss %lld/%lld MB", (long long)(res->peak_bytes >> 20),
                 (long long)(r->memory_bytes >> 20));
    add_wall(r, res, &out);
    if (!r->open && res->peak_procs >= 0)
        buf_addf(&out, " \xC2\xB7 pids %d/%d", res->peak_procs, r->procs);
    buf_add_c(&out, " \xC2\xB7 out ");
    add_bytes(res->output_bytes, &out);
    return buf_take(&out);
}

static char *lines_of(const Strings *all)
{
    AUTO(buf) Buf out = BUF_INIT;
    VEC_EACH (char *const, b, all) {
        buf_add_c(&out, out.n ? "\n" : "");
        name_show(str_c(*b), &out); // the program chose what it says
    }
    return out.n ? buf_take(&out) : NULL;
}

// "connect" of "connect 10.0.0.7:443".
static Str kind_of(Str line)
{
    Str word = STR_NULL;
    str_split(&line, ' ', &word);
    return word;
}

// "blocked 2 connects (10.0.0.7:443, …)"
static void add_kind(const char *tried, const char *kind, Buf *out)
{
    size_t n = 0;
    Str first = STR_NULL, line;
    for (Str rest = str_c(tried); str_split(&rest, '\n', &line);)
        if (str_eq_c(kind_of(line), kind) && n++ == 0)
            first = str_from(line, MIN(line.n, strlen(kind) + 1));
    if (!n)
        return;
    buf_add_c(out, out->n ? ", " : "blocked ");
    buf_addf(out, "%zu %s%s (" STR_FMT "%s)", n, kind, n == 1 ? "" : "s", STR_ARG(first),
             n == 1 ? "" : ", \xE2\x80\xA6");
}

void run_words_blocked(RunItem *r)
{
    static const char *const kinds[] = {"connect", "lookup", "write"};
    AUTO(buf) Buf out = BUF_INIT;
    if (!r->tried)
        return;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        add_kind(r->tried, kinds[i], &out);
    bool net = str_find(str_c(r->tried), STR("connect ")) >= 0 ||
               str_find(str_c(r->tried), STR("lookup ")) >= 0;
    r->blocked =
        xasprintf("%s%s", net && !r->network ? "network is off for this run; " : "", buf_c(&out));
}

void run_words_end(RunItem *r)
{
    const RunResult *res = run_result(r->run);
    r->refused = was_not_started(res);
    r->ok = strcmp(res->status, "success") == 0;
    r->summary = summary_of(r, res);
    r->tried = lines_of(&res->blocked);
    run_words_blocked(r);
    r->usage = r->refused ? NULL : usage_of(r, res);
}
