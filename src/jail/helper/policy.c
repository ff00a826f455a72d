#include "jail/helper/policy.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    Policy *out;
    size_t nenv, nargv, nhosts;
    const char *why;
} Parse;

static bool refuse(Parse *s, const char *why)
{
    s->why = why;
    return false;
}

/* Absolute, in its plainest spelling: no empty, "." or ".." part, no slash at the end. */
static bool path_is_plain(const char *path)
{
    if (path[0] != '/' || strlen(path) > POLICY_MAX_PATH)
        return false;
    for (const char *p = path; *p;) {
        p++; // the slash
        size_t n = strcspn(p, "/");
        if (n == 0 || (n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.'))
            return false;
        p += n;
    }
    return true;
}

static bool number(const char *text, int64_t min, int64_t max, int64_t *out)
{
    int64_t v = 0;
    if (!text[0] || strlen(text) > 18)
        return false;
    for (const char *p = text; *p; p++) {
        if (*p < '0' || *p > '9')
            return false;
        v = v * 10 + (*p - '0');
    }
    *out = v;
    return v >= min && v <= max;
}

/* Records that hold a number, with the bounds within which it makes sense. */
typedef struct {
    const char *key;
    size_t at; // offset of an int64_t in Numbers
    int64_t min, max;
} NumberKey;

typedef struct {
    int64_t version, parent, wall_ms, memory, output, scratch, cpu_milli, procs, rows, cols;
    int64_t inodes, files, calls, tell, writable, keep, network, tty, check, direct, warm, apart;
    int64_t first_ms, first_memory;
} Numbers;

#define NUMBER(name, min, max)                   \
    {                                            \
#name, offsetof(Numbers, name), min, max \
    }
static const NumberKey number_keys[] = {
    NUMBER(version, POLICY_VERSION, POLICY_VERSION),
    NUMBER(parent, 1, 1 << 30),
    NUMBER(wall_ms, 0, 7LL * 24 * 3600 * 1000),
    NUMBER(memory, 8LL << 20, 1LL << 50),
    NUMBER(first_ms, 0, 7LL * 24 * 3600 * 1000),
    NUMBER(first_memory, 0, 1LL << 50),
    NUMBER(output, 0, 1LL << 50),
    NUMBER(scratch, 1LL << 20, 1LL << 40),
    NUMBER(cpu_milli, 10, 4096000),
    NUMBER(procs, 1, 1 << 20),
    NUMBER(inodes, 1000, 1 << 30),
    NUMBER(rows, 0, 10000),
    NUMBER(cols, 0, 10000),
    NUMBER(files, 16, 1 << 20),
    NUMBER(calls, 0, CALLS_INSTALL),
    NUMBER(tell, 0, 1),
    NUMBER(writable, 0, 1),
    NUMBER(keep, 0, 1),
    NUMBER(network, 0, 1),
    NUMBER(tty, 0, 1),
    NUMBER(check, 0, 1),
    NUMBER(direct, 0, 1),
    NUMBER(warm, 0, 1),
    NUMBER(apart, 0, 1),
};

static bool take_path(Parse *s, const char *path, const char **out)
{
    if (!path_is_plain(path))
        return refuse(s, "a path is not absolute and plain");
    *out = path;
    return true;
}

static bool take_list(Parse *s, const char *key, const char *value)
{
    Policy *p = s->out;
    if (!strcmp(key, "arg")) {
        p->argv[s->nargv++] = value;
        return true;
    }
    if (!strcmp(key, "env")) {
        if (!strchr(value, '=') || value[0] == '=')
            return refuse(s, "an environment entry has no name");
        p->env[s->nenv++] = value;
        return true;
    }
    if (!strcmp(key, "host")) {
        p->hosts[s->nhosts++] = value;
        return true;
    }
    if (strcmp(key, "read"))
        return refuse(s, "unknown record");
    if (p->nread == POLICY_MAX_READS)
        return refuse(s, "too many paths");
    return take_path(s, value, &p->read[p->nread++]);
}

static bool take(Parse *s, Numbers *numbers, const char *key, const char *value)
{
    if (!strcmp(key, "project"))
        return take_path(s, value, &s->out->project);
    if (!strcmp(key, "cwd"))
        return take_path(s, value, &s->out->cwd);
    if (!strcmp(key, "room"))
        return take_path(s, value, &s->out->room);
    if (!strcmp(key, "gate"))
        return take_path(s, value, &s->out->gate);
    for (size_t i = 0; i < ARRAY_LEN(number_keys); i++) {
        const NumberKey *k = &number_keys[i];
        if (strcmp(key, k->key))
            continue;
        if (!number(value, k->min, k->max, (int64_t *)((char *)numbers + k->at)))
            return refuse(s, "a number is out of its bounds");
        return true;
    }
    return take_list(s, key, value);
}

static void copy_numbers(Policy *p, const Numbers *n)
{
    p->parent = (pid_t)n->parent;
    p->wall_ms = n->wall_ms;
    p->memory = n->memory;
    p->first_ms = n->first_ms;
    p->first_memory = n->first_memory;
    p->output = n->output;
    p->scratch = n->scratch;
    p->cpu_milli = (int)n->cpu_milli;
    p->procs = (int)n->procs;
    p->inodes = (int)n->inodes;
    p->files = (int)n->files;
    p->calls = n->apart ? CALLS_APART : (Calls)n->calls;
    p->apart = n->apart;
    p->rows = (int)n->rows;
    p->cols = (int)n->cols;
    p->writable = n->writable;
    p->tell = n->tell && !n->direct;
    p->keep = n->keep;
    p->network = n->network;
    p->tty = n->tty;
    p->check = n->check;
    p->direct = n->direct;
    p->warm = n->warm;
}

static size_t count_records(const char *bytes, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += !bytes[i];
    return count;
}

static bool parse_records(Parse *s, char *bytes, size_t n)
{
    Numbers numbers = {0};
    for (char *p = bytes; p < bytes + n; p += strlen(p) + 1) {
        char *eq = strchr(p, '=');
        if (!eq)
            return refuse(s, "a record has no value");
        *eq = '\0';
        if (!take(s, &numbers, p, eq + 1))
            return false;
        p = eq + 1;
    }
    copy_numbers(s->out, &numbers);
    if (!numbers.version || !numbers.memory || !numbers.procs || !numbers.scratch ||
        !numbers.inodes || !numbers.files || !numbers.cpu_milli || !numbers.parent || !s->out->cwd)
        return refuse(s, "a record is missing");
    if (!s->nhosts != !s->out->gate || (s->nhosts && numbers.network))
        return refuse(s, "hosts and the gate to them do not fit together");
    bool more = s->nhosts || numbers.network || numbers.writable || numbers.keep || numbers.warm ||
                numbers.calls;
    if (!numbers.apart != !s->out->room || (numbers.apart && more))
        return refuse(s, "without namespaces there is a room, and nothing else");
    if (!s->nargv && !numbers.check && !numbers.warm)
        return refuse(s, "there is no program to run");
    return true;
}

bool policy_parse(char *bytes, size_t n, Policy *out, const char **why)
{
    *out = (Policy){0};
    Parse s = {.out = out};
    if (n == 0 || n > POLICY_MAX_BYTES || bytes[n - 1] != '\0') {
        *why = "the records are cut off or too long";
        return false;
    }
    size_t count = count_records(bytes, n);
    out->read = calloc(POLICY_MAX_READS, sizeof *out->read);
    out->env = calloc(count + 1, sizeof *out->env);
    out->argv = calloc(count + 1, sizeof *out->argv);
    out->hosts = calloc(count + 1, sizeof *out->hosts);
    bool ok = out->read && out->env && out->argv && out->hosts ? parse_records(&s, bytes, n)
                                                               : refuse(&s, "out of memory");
    *why = s.why;
    return ok;
}

void policy_deinit(Policy *p)
{
    free(p->read);
    free(p->env);
    free(p->argv);
    free(p->hosts);
    *p = (Policy){0};
}
