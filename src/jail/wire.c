#include "jail/inner.h"

#include "jail/helper/policy.h"

#include "base/path.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

JailPolicy jail_policy_default(void)
{
    static const char *const env[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/home/user",
                                      "USER=user", "LANG=C.UTF-8", NULL};
    return (JailPolicy){
        .env = env,
        .wall_ms = 30000,
        .memory_bytes = 512LL << 20,
        .cpus = 1,
        .procs = 64,
        .output_bytes = 16LL << 20,
        .disk_bytes = 256LL << 20,
        .inodes = 40000,
        .files = 512,
        .tell_blocked = true,
    };
}

static void add(Buf *b, const char *key, const char *value)
{
    buf_addf(b, "%s=%s", key, value);
    buf_add_byte(b, '\0');
}

static void add_number(Buf *b, const char *key, int64_t value)
{
    buf_addf(b, "%s=%lld", key, (long long)value);
    buf_add_byte(b, '\0');
}

/* The helper follows no link, so links are followed here, once. */
static bool resolve(const char *path, char real[PATH_MAX], Err *err)
{
    return realpath(path, real) || err_set_errno(err, errno, "cannot open '%s'", path);
}

static bool add_project(Buf *b, const JailPolicy *p, char real[PATH_MAX], Err *err)
{
    struct stat st;
    if (!resolve(p->project, real, err))
        return false;
    if (stat(real, &st) < 0 || !S_ISDIR(st.st_mode))
        return err_set(err, "the project '%s' is no folder", p->project);
    if (!jail_may_be_project(real, err))
        return false;
    add(b, "project", real);
    return true;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, so that a folder is bound before what lies in it. */
static bool add_reads(Buf *b, const JailPolicy *p, Err *err)
{
    Vec(char *) paths = {0};
    char real[PATH_MAX];
    bool ok = true;
    for (const char *const *path = p->read_paths; ok && path && *path; path++) {
        ok = resolve(*path, real, err) &&
             (!jail_holds_home(real) ||
              err_set(err, "'%s' holds your home and is not shown to a jailed program", real));
        if (ok)
            vec_push(&paths, xstrdup(real));
    }
    if (paths.n)
        qsort(paths.p, paths.n, sizeof *paths.p, compare);
    for (size_t i = 0; i < paths.n; i++)
        if (i == 0 || strcmp(paths.p[i], paths.p[i - 1]))
            add(b, "read", paths.p[i]);
    VEC_EACH (char *, path, &paths)
        free(*path);
    vec_deinit(&paths);
    return ok;
}

static void add_numbers(Buf *b, const JailPolicy *p, WireMode mode)
{
    add_number(b, "version", POLICY_VERSION);
    add_number(b, "parent", getpid());
    add_number(b, "wall_ms", p->wall_ms);
    add_number(b, "memory", p->memory_bytes);
    add_number(b, "first_ms", p->first_wall_ms);
    add_number(b, "first_memory", p->first_memory_bytes);
    add_number(b, "output", p->output_bytes);
    add_number(b, "scratch", p->disk_bytes);
    add_number(b, "inodes", p->inodes);
    add_number(b, "files", p->files);
    add_number(b, "calls", p->calls);
    add_number(b, "tell", p->tell_blocked);
    add_number(b, "keep", p->keep_layer);
    add_number(b, "cpu_milli", (int64_t)(p->cpus * 1000 + 0.5));
    add_number(b, "procs", p->procs);
    add_number(b, "rows", p->rows);
    add_number(b, "cols", p->cols);
    add_number(b, "writable", p->project_writable);
    add_number(b, "network", p->network);
    add_number(b, "tty", p->tty);
    add_number(b, "check", mode == WIRE_CHECK);
    add_number(b, "direct", mode == WIRE_DIRECT);
    add_number(b, "warm", mode == WIRE_WARM);
    add_number(b, "apart", p->landlock_room != NULL);
}

_Static_assert((int)JAIL_CALLS_INSTALL == (int)CALLS_INSTALL, "both name the same profiles");

bool jail_wire_policy(const JailPolicy *p, const char *const *argv, WireMode mode, Buf *out,
                      Err *err)
{
    char project[PATH_MAX];
    if (p->project && !add_project(out, p, project, err))
        return false;
    if (!add_reads(out, p, err))
        return false;
    add_numbers(out, p, mode);
    add(out, "cwd", p->cwd ? p->cwd : p->project ? project : "/tmp");
    if (p->landlock_room)
        add(out, "room", p->landlock_room);
    if (!jail_wire_hosts(p, out, err))
        return false;
    for (const char *const *e = p->env; e && *e; e++)
        add(out, "env", *e);
    for (; argv && *argv; argv++)
        add(out, "arg", *argv);
    return out->n <= POLICY_MAX_BYTES || err_set(err, "the arguments are too long for one program");
}
