#include "app/cli-grep.h"

#include "app/cli-talk.h"
#include "app/cli.h"
#include "base/mem.h"
#include "loop/loop.h"

#include <unistd.h>

static const char help[] =
    "usage: codelab grep [OPTIONS] PATTERN [PATH...]\n"
    "\n"
    "Print the lines of files that match a regular expression (PCRE2), as path:line:column:text.\n"
    "Folders are searched with all in them, but for what .gitignore, .ignore and git's\n"
    "info/exclude say, hidden files and files that are no text.  Links are not followed.\n"
    "\n"
    "  -e, --regexp PATTERN   the pattern, when it begins with '-'\n"
    "  -F, --fixed-strings    the pattern is plain text\n"
    "  -i, --ignore-case      letters match in either case\n"
    "  -S, --smart-case       the same if the pattern has no capitals\n"
    "  -w, --word-regexp      only whole words\n"
    "      --include GLOBS    only these files: 'src/**, *.c'\n"
    "      --exclude GLOBS    not these\n"
    "      --hidden           hidden files, too\n"
    "      --no-ignore        files that git ignores, too\n"
    "  -l                     only the names of files that match\n"
    "  -c                     how many lines of each match\n"
    "      --json             one JSON object a match\n"
    "      --color WHEN       auto, always or never\n"
    "\n"
    "Exit code: 0 something matched, 1 nothing did, 2 something failed.\n";

enum { FOUND = 0, NOTHING = 1, FAILED = 2, WORKERS_MOST = 4, TAKE_AT_ONCE = 256 };

typedef struct {
    GrepQuery query;
    GrepStyle style;
    Vec(const char *) paths;
} Order;

typedef struct {
    Loop *loop;
    GrepWorker *worker;
    size_t *running;
} Job;

static void work(void *arg, const atomic_bool *cancelled)
{
    Job *j = arg;
    while (grep_worker_run(j->worker, cancelled))
        loop_wake(j->loop);
}

static void done(void *arg, bool cancelled)
{
    Job *j = arg;
    (void)cancelled;
    --*j->running;
    grep_worker_free(j->worker);
    free(j);
}

static void print_news(Grep *g, const Order *o, const char *before)
{
    GrepFiles files = {0};
    bool some = false;
    do {
        vec_clear(&files);
        grep_take(g, TAKE_AT_ONCE, &files);
        VEC_EACH (GrepFile *, f, &files) {
            cli_grep_print(stdout, &o->style, before, *f);
            grep_file_free(*f);
        }
        some |= files.n > 0;
    } while (files.n);
    vec_deinit(&files);
    if (some)
        fflush(stdout); // whoever reads it may be waiting
}

static int report(Grep *g)
{
    GrepCounts n = grep_counts(g);
    AUTO(free) char *problem = grep_problem(g);
    if (n.unreadable > 1)
        fprintf(stderr, "codelab: %zu files and folders could not be read\n", n.unreadable - 1);
    if (n.unreadable) {
        fputs("codelab: ", stderr);
        cli_put(stderr, str_c(problem));
        fputc('\n', stderr);
    }
    if (n.slow)
        fprintf(stderr, "codelab: the expression is too slow on %zu files, which were left\n",
                n.slow);
    if (n.skipped)
        fprintf(stderr, "codelab: %zu files are too large to be decoded\n", n.skipped);
    return n.unreadable || n.slow || n.skipped ? FAILED : n.matches ? FOUND : NOTHING;
}

static int search(const char *path, const Order *o)
{
    AUTO(err) Err err = {0};
    size_t running = 0;
    Grep *g = grep_new(*path ? path : ".", &o->query, &err);
    if (!g)
        return cli_fail(&err), FAILED;
    Loop *l = loop_new();
    for (size_t i = 0; i < loop_job_split(WORKERS_MOST); i++) {
        Job *j = NEW(Job);
        *j = (Job){l, grep_worker_new(g), &running};
        running++;
        loop_job_new(l, work, done, j);
    }
    while (running) {
        loop_turn(l, -1);
        print_news(g, o, path);
    }
    loop_free(l);
    int code = report(g);
    grep_free(g);
    return code;
}

static bool has_capital(const char *s)
{
    for (; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            return true;
    return false;
}

static bool set_color(GrepStyle *s, const char *when, Err *err)
{
    const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
    s->tty = isatty(STDOUT_FILENO);
    if (!when || strcmp(when, "auto") == 0)
        s->color = s->tty && !(no && *no) && term && strcmp(term, "dumb") != 0;
    else if (strcmp(when, "always") == 0)
        s->color = true;
    else if (strcmp(when, "never") != 0)
        return err_set(err, "'%s' is neither auto, always nor never", when);
    s->color &= !s->json;
    return true;
}

static void take_paths(Order *o, int argc, char **argv, int from)
{
    for (int i = from; i < argc; i++)
        vec_push(&o->paths, argv[i]);
    if (o->paths.n == 0)
        vec_push(&o->paths, "");
}

static bool parse(Order *o, int argc, char **argv, Err *err)
{
    const char *pattern = NULL, *include = "", *exclude = "", *color = NULL;
    bool fixed = false, icase = false, smart = false, no_ignore = false;
    FindQuery *f = &o->query.find;
    const CliOption options[] = {
        {"-e", NULL, &pattern},
        {"--regexp", NULL, &pattern},
        {"-F", &fixed, NULL},
        {"--fixed-strings", &fixed, NULL},
        {"-i", &icase, NULL},
        {"--ignore-case", &icase, NULL},
        {"-S", &smart, NULL},
        {"--smart-case", &smart, NULL},
        {"-w", &f->whole_word, NULL},
        {"--word-regexp", &f->whole_word, NULL},
        {"--include", NULL, &include},
        {"--exclude", NULL, &exclude},
        {"-l", &o->style.names, NULL},
        {"--hidden", &o->query.hidden, NULL},
        {"-c", &o->style.counts, NULL},
        {"--no-ignore", &no_ignore, NULL},
        {"--json", &o->style.json, NULL},
        {"--color", NULL, &color},
    };
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, err))
        return false;
    int from = pattern ? 1 : 2;
    if (!pattern && argc < 2)
        return err_set(err, "grep needs a pattern");
    f->pattern = str_c(pattern ? pattern : argv[1]);
    f->regex = !fixed;
    f->ignore_case = icase || (smart && !has_capital(f->pattern.p));
    o->query.include = str_c(include);
    o->query.exclude = str_c(exclude);
    o->query.exclude_always = STR("**/.git");
    o->query.use_ignore = !no_ignore;
    o->query.line_bytes = SIZE_MAX / 2;
    if (o->style.names) {
        o->query.max_per_file = 1;
        o->query.line_bytes = 0;
    }
    take_paths(o, argc, argv, from);
    return set_color(&o->style, color, err);
}

int cli_grep(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    Order o = {0};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!parse(&o, argc, argv, &err)) {
        vec_deinit(&o.paths);
        return cli_misuse(&err, "grep");
    }
    int code = NOTHING;
    VEC_EACH (const char *, path, &o.paths) {
        int this = search(*path, &o);
        code = code == FAILED || this == FAILED ? FAILED : MIN(code, this);
    }
    vec_deinit(&o.paths);
    if (fflush(stdout) != 0 || ferror(stdout))
        return FAILED;
    return code;
}
