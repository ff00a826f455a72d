#include "app/cli-run.h"

#include "base/mem.h"
#include "jail/jail.h"
#include "review/review.h"

typedef struct {
    const char *name;
    bool (*take)(CliRun *r, const char *value, Err *err);
    bool has_value;
} RunOption;

typedef struct {
    const char *unit;
    double factor;
} Unit;

/* A number, perhaps with a fraction, and one of the units. */
static bool parse_amount(const char *word, const Unit *units, double *out)
{
    char *end;
    double n = word[0] >= '0' && word[0] <= '9' ? strtod(word, &end) : -1;
    for (; n >= 0 && n < 1e15 && units->unit; units++)
        if (strcmp(end, units->unit) == 0) {
            *out = n * units->factor;
            return true;
        }
    return false;
}

bool cli_parse_time(const char *word, int64_t *ms, Err *err)
{
    static const Unit units[] = {{"", 1000}, {"s", 1000}, {"ms", 1}, {"m", 60000}, {NULL, 0}};
    double n;
    if (!parse_amount(word, units, &n) || n > 7 * 24 * 3600e3)
        return err_set(err, "'%s' is no time: write 30, 30s, 500ms or 2m, a week at most", word);
    *ms = (int64_t)(n + 0.5);
    return true;
}

bool cli_parse_size(const char *word, int64_t *nbytes, Err *err)
{
    static const Unit units[] = {{"", 1},         {"K", 1 << 10}, {"KB", 1 << 10}, {"M", 1 << 20},
                                 {"MB", 1 << 20}, {"G", 1 << 30}, {"GB", 1 << 30}, {NULL, 0}};
    double n;
    if (!parse_amount(word, units, &n) || n > 1e15)
        return err_set(err, "'%s' is no size: write 512M or 2G", word);
    *nbytes = (int64_t)n;
    return true;
}

static bool take_timeout(CliRun *r, const char *value, Err *err)
{
    r->timed = true;
    return cli_parse_time(value, &r->limits.wall_ms, err);
}

static bool take_memory(CliRun *r, const char *value, Err *err)
{
    return cli_parse_size(value, &r->limits.memory_bytes, err) &&
           (r->limits.memory_bytes >= 8 << 20 || err_set(err, "--memory is 8M at least"));
}

static bool take_output(CliRun *r, const char *value, Err *err)
{
    return cli_parse_size(value, &r->limits.output_bytes, err);
}

static bool take_cpus(CliRun *r, const char *value, Err *err)
{
    char *end;
    r->limits.cpus = strtod(value, &end);
    return (end != value && !*end && r->limits.cpus >= 0.01 && r->limits.cpus <= 4096) ||
           err_set(err, "'%s' is no number of CPUs", value);
}

static bool take_procs(CliRun *r, const char *value, Err *err)
{
    long long n;
    if (!str_to_i64(str_c(value), &n) || n < 1 || n > 1 << 20)
        return err_set(err, "'%s' is no number of processes", value);
    r->limits.procs = (int)n;
    return true;
}

static void drop_hosts(CliRun *r)
{
    VEC_EACH (char *, host, &r->hosts)
        free(*host);
    vec_deinit(&r->hosts);
}

static bool take_net(CliRun *r, const char *value, Err *err)
{
    Str rest = str_c(value), word;
    drop_hosts(r);
    r->limits.network = strcmp(value, "full") == 0;
    if (r->limits.network || strcmp(value, "none") == 0)
        return true;
    while (str_split(&rest, ',', &word)) {
        vec_push(&r->hosts, str_dup(word));
        if (!jail_host_check(vec_last(&r->hosts), err))
            return false;
        if (str_find_byte(word, '.') < 0 && str_find_byte(word, ':') < 0 &&
            !str_eq_c(word, "localhost"))
            return err_set(err,
                           "--net is none, full or hosts, not '" STR_FMT
                           "'; a host with so short a name wants a port: gitlab:443",
                           STR_ARG(word));
    }
    return r->hosts.n > 0 || err_set(err, "--net is none, full or a list of hosts");
}

static bool take_isolation(CliRun *r, const char *value, Err *err)
{
    r->limits.landlock = strcmp(value, "landlock-only") == 0;
    return r->limits.landlock || strcmp(value, "full") == 0 ||
           err_set(err, "--isolation is full or landlock-only, not '%s'", value);
}

bool cli_run_lang(CliRun *r, const char *value, Err *err)
{
    Str rest = str_c(value), name = STR_NULL;
    str_split(&rest, '@', &name);
    r->lang = lang_named(name);
    r->version = rest.n ? rest.p : NULL;
    return r->lang ||
           err_set(err, "there is no language '" STR_FMT "'; codelab languages lists them",
                   STR_ARG(name));
}

static bool take_stdin(CliRun *r, const char *value, Err *err)
{
    (void)err;
    r->stdin_path = value;
    return true;
}

// The last one counts.
static bool take_calls(CliRun *r, const char *name, Err *err)
{
    (void)err;
    r->limits.calls = strcmp(name, "--strict") == 0 ? RUN_CALLS_STRICT : RUN_CALLS_DEBUG;
    return true;
}

static bool take_env(CliRun *r, const char *value, Err *err)
{
    const char *eq = strchr(value, '=');
    if (!eq || eq == value)
        return err_set(err, "--env wants NAME=VALUE, not '%s'", value);
    vec_push(&r->env, value);
    return true;
}

static bool take_flag(CliRun *r, const char *name, Err *err)
{
    (void)err;
    r->quiet |= strcmp(name, "--quiet") == 0;
    r->batch |= strcmp(name, "--batch") == 0;
    r->json |= r->batch || strcmp(name, "--json") == 0;
    r->help |= strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0;
    if (strcmp(name, "--tty") == 0 || strcmp(name, "--no-tty") == 0)
        r->tty = strcmp(name, "--tty") == 0;
    return true;
}

// The last one counts.
static bool take_writes(CliRun *r, const char *name, Err *err)
{
    (void)err;
    r->apply = strcmp(name, "--apply") == 0;
    r->direct = strcmp(name, "--direct") == 0;
    r->discard = strcmp(name, "--discard") == 0;
    r->review = strcmp(name, "--review") == 0;
    r->keep = r->review || r->apply || strcmp(name, "--overlay") == 0;
    return true;
}

static bool take_with(CliRun *r, const char *value, Err *err)
{
    return review_own_parse(str_c(value), &r->with, err);
}

static const RunOption options[] = {
    {"--timeout", take_timeout, true},
    {"--memory", take_memory, true},
    {"--cpus", take_cpus, true},
    {"--procs", take_procs, true},
    {"--isolation", take_isolation, true},
    {"--output", take_output, true},
    {"--net", take_net, true},
    {"--lang", cli_run_lang, true},
    {"--stdin", take_stdin, true},
    {"--env", take_env, true},
    {"--batch", take_flag, false},
    {"--quiet", take_flag, false},
    {"--json", take_flag, false},
    {"--tty", take_flag, false},
    {"--no-tty", take_flag, false},
    {"--overlay", take_writes, false},
    {"--apply", take_writes, false},
    {"--direct", take_writes, false},
    {"--with", take_with, true},
    {"--discard", take_writes, false},
    {"--review", take_writes, false},
    {"--help", take_flag, false},
    {"--strict", take_calls, false},
    {"--debug", take_calls, false},
    {"-h", take_flag, false},
};

/* The option in argv[*i]; *i moves over a value in a word of its own. */
static bool take_option(CliRun *r, int *i, char **argv, Err *err)
{
    Str word = str_c(argv[*i]);
    ptrdiff_t eq = str_find_byte(word, '=');
    Str name = eq < 0 ? word : str_upto(word, (size_t)eq);
    for (size_t o = 0; o < ARRAY_LEN(options); o++) {
        if (!str_eq_c(name, options[o].name))
            continue;
        if (!options[o].has_value)
            return eq < 0 ? options[o].take(r, options[o].name, err)
                          : err_set(err, "%s takes no value", options[o].name);
        const char *value = eq < 0 ? argv[*i + 1] : argv[*i] + eq + 1;
        *i += eq < 0;
        return value ? options[o].take(r, value, err)
                     : err_set(err, "%s wants a value", options[o].name);
    }
    return err_set(err, "there is no option '" STR_FMT "'", STR_ARG(name));
}

/* What cannot be had together with what. */
static bool fits(const CliRun *r, Err *err)
{
    bool network = r->limits.network || r->hosts.n;
    if (r->json && r->review)
        return err_set(err, "--json and --review exclude each other; --overlay keeps it for later");
    if (r->limits.calls == RUN_CALLS_STRICT && network)
        return err_set(err, "--strict leaves no sockets: it and --net exclude each other");
    if (r->with && !r->apply)
        return err_set(err, "--with goes with --apply");
    if (r->limits.landlock && (r->direct || r->keep))
        return err_set(err,
                       "--isolation landlock-only cannot hold back what is written, so the "
                       "folder is read-only: leave out --apply, --direct, --overlay, --review");
    if (r->limits.landlock && (network || r->limits.calls != RUN_CALLS_DEFAULT))
        return err_set(err, "--isolation landlock-only leaves no sockets and one set of system "
                            "calls: it excludes --net, --strict and --debug");
    return !r->json || r->tty != 1 || err_set(err, "--json and --tty exclude each other");
}

static bool parse_repl(CliRun *r, Err *err)
{
    if (!r->words[0] || r->words[1] || r->is_command)
        return err_set(err, "it wants one language to talk to");
    if (r->json || r->review)
        return err_set(err, "there is no --json and no --review of a talk");
    return cli_run_lang(r, r->words[0], err);
}

bool cli_run_parse(CliRun *r, int argc, char **argv, Err *err)
{
    int i = 1;
    *r = (CliRun){.limits = run_limits_default(), .tty = -1};
    // Options end at the first other word: what follows is the program's.
    for (; i < argc && argv[i][0] == '-' && argv[i][1] && strcmp(argv[i], "--"); i++)
        if (!take_option(r, &i, argv, err))
            return false;
    r->is_command = i < argc && strcmp(argv[i], "--") == 0;
    r->words = argv + i + r->is_command;
    r->repl = strcmp(argv[0], "repl") == 0;
    if (r->help)
        return true;
    if (r->repl)
        return parse_repl(r, err);
    if (r->batch && (r->words[0] || r->lang || r->stdin_path || r->direct))
        return err_set(err, "with --batch the lines of the standard input tell what is run; "
                            "--lang, --stdin and --direct are not for it");
    if (!r->words[0] && !r->batch)
        return err_set(err, "there is nothing to run");
    if (r->is_command && r->lang)
        return err_set(err, "--lang is for a file, not for a command");
    if (!r->batch && !r->is_command && strcmp(r->words[0], "-") == 0 && !r->lang)
        return err_set(err, "a program from the standard input wants --lang NAME");
    return fits(r, err);
}

void cli_run_deinit(CliRun *r)
{
    vec_deinit(&r->env);
    drop_hosts(r);
}
