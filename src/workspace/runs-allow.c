// What a run may do: the settings, what the user allows one run, and what trust adds.
#include "base/path.h"
#include "base/places.h"
#include "workspace/inner.h"

#include <ctype.h>

bool runs_may_be_open(const Workspace *ws)
{
    return ws->options.run_jail != RUN_JAIL_ALWAYS && trust_is_trusted(ws);
}

static int or_else(int wish, int setting)
{
    return wish ? wish : setting;
}

RunLimits runs_limits(const Workspace *ws, const RunAllow *allow)
{
    const Options *o = &ws->options;
    RunLimits l = run_limits_default();
    l.wall_ms = (int64_t)or_else(allow->timeout_s, o->run_timeout_s) * 1000;
    l.memory_bytes = (int64_t)or_else(allow->memory_mb, o->run_memory_mb) << 20;
    l.output_bytes = (int64_t)or_else(allow->output_mb, o->run_output_mb) << 20;
    l.procs = or_else(allow->procs, o->run_procs);
    l.cpus = allow->cpus ? allow->cpus : o->run_cpus_percent / 100.0;
    l.landlock = o->run_isolation == RUN_ISOLATION_LANDLOCK;
    l.network = allow->network || (o->run_network == RUN_NETWORK_ON && trust_is_trusted(ws));
    l.network = l.network && !l.landlock;
    l.open = runs_may_be_open(ws) && !allow->jailed;
    return l;
}

// A name that says that what it holds is for nobody else.
static bool sounds_secret(const char *name)
{
    static const char *const parts[] = {"KEY", "TOKEN", "SECRET", "PASS", "AUTH", "CREDENTIAL"};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (strstr(name, parts[i]))
            return true;
    return strncmp(name, "SSH_", 4) == 0 || strncmp(name, "DBUS_", 5) == 0;
}

// Those that the jail makes itself stay as it makes them.
static bool is_own(const char *name)
{
    static const char *const own[] = {"PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TERM", "LANG"};
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        if (strcmp(name, own[i]) == 0)
            return true;
    return false;
}

static bool is_listed(const Texts *names, const char *name)
{
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->p[i], name) == 0)
            return true;
    return false;
}

// A program need not be told of languages and terminals; without PATH it would find nothing.
static void drop_unlisted(const Texts *names, Strings *env)
{
    static const char *const spare[] = {"LANG", "TERM"};
    for (size_t i = 0; i < ARRAY_LEN(spare); i++)
        for (size_t k = is_listed(names, spare[i]) ? 0 : env->n; k-- > 0;) {
            size_t n = strlen(spare[i]);
            if (strncmp(env->p[k], spare[i], n) != 0 || env->p[k][n] != '=')
                continue;
            free(env->p[k]);
            vec_remove(env, k, 1);
        }
}

// Where it may connect to by the proxy.
static void add_hosts(const Options *o, Strings *hosts)
{
    static const char *const here[] = {"localhost", "127.0.0.1", "::1"};
    for (size_t i = 0; o->run_network == RUN_NETWORK_LOCAL && i < ARRAY_LEN(here); i++)
        vec_push(hosts, xstrdup(here[i]));
    for (size_t i = 0; o->run_network == RUN_NETWORK_HOSTS && i < o->run_hosts.n; i++)
        vec_push(hosts, xstrdup(o->run_hosts.p[i]));
}

void runs_widen(const Workspace *ws, RunPlan *p)
{
    const Options *o = &ws->options;
    if (!p->limits.open)
        drop_unlisted(&o->run_env, &p->env);
    if (!trust_is_trusted(ws) || p->limits.open)
        return;
    for (size_t i = 0; i < o->run_env.n; i++) {
        const char *name = o->run_env.p[i], *value = getenv(name);
        if (value && !sounds_secret(name) && !is_own(name))
            vec_push(&p->env, xasprintf("%s=%s", name, value));
    }
    for (size_t i = 0; i < o->run_read_paths.n; i++) {
        const char *path = o->run_read_paths.p[i], *home = place_home();
        AUTO(free)
        char *whole = strncmp(path, "~/", 2) == 0 && home ? path_join(home, path + 2)
                                                          : path_normal(ws->root, path);
        if (fs_exists(whole))
            vec_push(&p->read_paths, steal(&whole));
    }
    add_hosts(o, &p->hosts);
}

static bool take_number(Str text, int *out)
{
    enum { MOST = 1 << 20 };
    long n = 0;
    for (size_t i = 0; i < text.n && n < MOST; i++) {
        if (!isdigit((unsigned char)text.p[i]))
            return false;
        n = n * 10 + (text.p[i] - '0');
    }
    *out = (int)n;
    return n > 0 && n < MOST;
}

static bool take_word(Str word, RunAllow *a)
{
    const struct {
        const char *name;
        bool *flag;
        int *number;
    } words[] = {
        {"network", &a->network, NULL},   {"writes", &a->writes, NULL},
        {"time", &a->no_limit, NULL},     {"jail", &a->jailed, NULL},
        {"timeout", NULL, &a->timeout_s}, {"memory", NULL, &a->memory_mb},
        {"pids", NULL, &a->procs},        {"cpus", NULL, &a->cpus},
        {"output", NULL, &a->output_mb},
    };
    Str value = word, name = STR_NULL;
    str_split(&value, '=', &name);
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (!str_eq_c(name, words[i].name))
            continue;
        if (words[i].number)
            return take_number(value, words[i].number);
        return name.n == word.n && (*words[i].flag = true);
    }
    return false;
}

bool run_allow_parse(Str text, RunAllow *out, Err *err)
{
    Str part, word;
    *out = (RunAllow){0};
    while (str_split(&text, ',', &part))
        for (Str rest = part; str_split(&rest, ' ', &word);)
            if (word.n && !take_word(word, out))
                return err_set(err,
                               "'" STR_FMT
                               "' is nothing that a run can be allowed: network, writes, "
                               "time, jail, timeout=SECONDS, memory=MB, pids=N, cpus=N, output=MB",
                               STR_ARG(word));
    return true;
}
