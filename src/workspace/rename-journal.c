// What stepped aside for a renaming of many entries, noted while it is under way: if codelab is
// killed between, the next one that opens the folder puts it where it belongs.
#include "base/hash.h"
#include "base/path.h"
#include "loop/loop.h"
#include "store/store.h"
#include "workspace/fileops-inner.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { JOURNAL_MAX = 64 << 20 };

static bool is_aside(const char *path)
{
    return path && str_starts(path_base(str_c(path)), STR(RENAME_ASIDE));
}

// Names of its files begin so: of this folder, by all processes.
static char *prefix_of(const char *root)
{
    uint8_t sum[HASH_NBYTES];
    char hex[HASH_HEX_MAX];
    hash_sha256(str_c(root), sum);
    hash_hex(sum, hex);
    return xasprintf("%s-", hex);
}

static char *folder(Err *err)
{
    AUTO(free) char *dir = store_dir(err);
    return dir ? path_join(dir, "renames") : NULL;
}

// The three names of each entry, with a NUL behind each: aside, from, to.  Nothing if none is.
static void list_asides(const FileSteps *s, Buf *out)
{
    Map from = {0};
    VEC_EACH (FileStep, x, s)
        if (x->kind == FILE_MOVE && is_aside(x->to))
            map_set(&from, str_c(x->to), x->from);
    VEC_EACH (FileStep, x, s) {
        const char *was =
            x->kind == FILE_MOVE && is_aside(x->from) ? map_find(&from, str_c(x->from)) : NULL;
        const char *names[] = {x->from, was, x->to};
        for (size_t i = 0; was && i < ARRAY_LEN(names); i++)
            buf_add(out, str_n(names[i], strlen(names[i]) + 1));
    }
    map_deinit(&from);
}

bool rename_journal_begin(const char *root, const FileSteps *s, char **path, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    *path = NULL;
    list_asides(s, &text);
    if (!text.n)
        return true;
    AUTO(free) char *dir = folder(err), *prefix = prefix_of(root);
    AUTO(free) char *file = dir ? xasprintf("%s/%s%d", dir, prefix, (int)getpid()) : NULL;
    if (!file || !fs_mkdirs(dir, err) || !fs_write(file, buf_str(&text), err))
        return false;
    *path = steal(&file);
    return true;
}

void rename_journal_end(char *path, bool ok)
{
    if (path && ok)
        (void)unlink(path); // one that stays finds nothing to do
    free(path);
}

static bool is_free(const char *path)
{
    FsStat st;
    AUTO(err) Err err = {0};
    return !fs_lstat(path, &st, &err) && err.code == ENOENT;
}

typedef struct {
    size_t mended, left;
} Repair;

// Back where it was, or on to where it was to go if that is free alone.
static void put_back(const char *root, const char *aside, const char *from, const char *to,
                     Repair *r)
{
    if (!is_aside(aside) || !path_within(root, aside) || is_free(aside))
        return;
    bool ok =
        (is_free(from) && fs_move(aside, from, NULL)) || (is_free(to) && fs_move(aside, to, NULL));
    r->mended += ok;
    r->left += !ok;
}

static bool take_name(Str *rest, const char **out)
{
    const char *end = memchr(rest->p, 0, rest->n);
    if (!end)
        return false;
    *out = rest->p;
    *rest = str_from(*rest, (size_t)(end - rest->p) + 1);
    return true;
}

static void repair_file(const char *root, const char *file, Repair *r)
{
    AUTO(buf) Buf text = BUF_INIT;
    const char *aside, *from, *to;
    size_t left = r->left;
    if (!fs_read(file, JOURNAL_MAX, &text, NULL))
        return;
    for (Str rest = buf_str(&text);
         rest.n && take_name(&rest, &aside) && take_name(&rest, &from) && take_name(&rest, &to);)
        put_back(root, aside, from, to, r);
    if (r->left == left)
        (void)unlink(file); // else the next opening tries again
}

static bool is_at_work(const char *name, size_t prefix)
{
    long pid = strtol(name + prefix, NULL, 10);
    return pid > 0 && (kill((pid_t)pid, 0) == 0 || errno == EPERM);
}

static void repair(const char *root, size_t *mended, size_t *left)
{
    AUTO(free) char *dir = folder(NULL), *prefix = prefix_of(root);
    FsList list = {0};
    Repair r = {0};
    if (dir && fs_list(dir, &list, NULL))
        VEC_EACH (FsEntry, e, &list) {
            AUTO(free) char *file = path_join(dir, e->name);
            if (str_starts(str_c(e->name), str_c(prefix)) && !is_at_work(e->name, strlen(prefix)))
                repair_file(root, file, &r);
        }
    fs_list_deinit(&list);
    *mended = r.mended;
    *left = r.left;
}

typedef struct {
    Workspace *ws;
    char *root; // owned
    size_t mended, left;
} RepairJob;

static void work(void *arg, const atomic_bool *cancelled)
{
    RepairJob *j = arg;
    (void)cancelled;
    repair(j->root, &j->mended, &j->left);
}

static void done(void *arg, bool cancelled)
{
    RepairJob *j = arg;
    if (!cancelled && j->mended)
        message_say(j->ws, MESSAGE_INFO,
                    "A renaming was cut off: %zu %s that had stepped aside %s put back", j->mended,
                    j->mended == 1 ? "entry" : "entries", j->mended == 1 ? "was" : "were");
    if (!cancelled && j->left)
        message_say(j->ws, MESSAGE_WARNING,
                    "A renaming was cut off: %zu %s still called " RENAME_ASIDE
                    "\xE2\x80\xA6, since both of their names are taken",
                    j->left, j->left == 1 ? "entry is" : "entries are");
    free(j->root);
    free(j);
}

void rename_journal_start(Workspace *ws)
{
    RepairJob *j = NEW(RepairJob);
    *j = (RepairJob){.ws = ws, .root = xstrdup(ws->root)};
    loop_job_new(ws->loop, work, done, j);
}
