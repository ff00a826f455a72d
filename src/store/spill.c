#include "store/spill.h"
#include "store/inner.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/places.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct JournalSpill {
    char *dir;  // owned
    char *file; // owned; in it
    int fd;     // owned; of the folder, locked
};

enum { PLACES = 2, FILE_MAX = 1 << 30 };

// Beside the database, and for the user who runs: gone after a restart of the machine, but there
// where the disk is full or may only be read.
static void find_places(char *out[PLACES])
{
    const char *run = getenv("XDG_RUNTIME_DIR");
    AUTO(free) char *data = store_dir(NULL);
    out[0] = data ? path_join(data, "unsaved") : NULL;
    out[1] = run && *run == '/' ? path_join(run, "codelab-unsaved")
                                : xasprintf("/tmp/codelab-unsaved-%lld", (long long)getuid());
}

static void free_places(char *places[PLACES])
{
    for (int i = 0; i < PLACES; i++)
        free(places[i]);
}

// Nobody else may look into it, or have made it for us.
static bool is_ours(const char *dir)
{
    struct stat st;
    return lstat(dir, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
           (st.st_mode & 077) == 0;
}

static int lock_folder(const char *path)
{
    AUTO(fd) int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0)
        return -1;
    return steal_fd(&fd);
}

static JournalSpill *make_in(const char *place, Err *err)
{
    if (!fs_mkdirs_mode(place, 0700, err))
        return NULL;
    AUTO(free) char *dir = path_join(place, "s-XXXXXX");
    if (!is_ours(place) && !err_set(err, "'%s' is not its user's alone", place))
        return NULL;
    if (!mkdtemp(dir)) {
        err_set_errno(err, errno, "cannot make a folder in '%s'", place);
        return NULL;
    }
    JournalSpill *s = NEW(JournalSpill);
    *s = (JournalSpill){.fd = lock_folder(dir), .file = path_join(dir, "edits")};
    s->dir = steal(&dir);
    return s;
}

static JournalSpill *make(int first, Err *err)
{
    char *places[PLACES];
    JournalSpill *s = NULL;
    find_places(places);
    for (int i = first; i < PLACES && !s; i++) {
        err_deinit(err);
        s = places[i] ? make_in(places[i], err) : NULL;
    }
    free_places(places);
    return s;
}

JournalSpill *journal_spill_new(Err *err)
{
    AUTO(err) Err why = {0};
    JournalSpill *s = make(0, &why);
    if (!s)
        err_set(err, "cannot keep unsaved edits in a file: %s", err_text(&why));
    return s;
}

static void deinit(JournalSpill *s)
{
    AUTO(free) char *place = str_dup(path_dir(str_c(s->dir)));
    (void)(rmdir(s->dir) == 0 && rmdir(place)); // what holds something stays
    auto_fd(&s->fd);
    free(s->dir);
    free(s->file);
}

void journal_spill_free(JournalSpill *s)
{
    if (!s)
        return;
    deinit(s);
    free(s);
}

static bool write_to(const JournalSpill *s, Str bytes, Err *err)
{
    return fs_write(s->file, bytes, err) || err_wrap(err, "cannot keep unsaved edits in a file");
}

bool journal_spill_write(JournalSpill *s, const char *root, const JournalBatch *b, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(err) Err why = {0};
    spill_pack(root, b, &bytes);
    if (write_to(s, buf_str(&bytes), &why))
        return true;
    AUTO(err) Err ignored = {0};
    JournalSpill *other = make(1, &ignored); // there may be room
    if (!other || !write_to(other, buf_str(&bytes), &ignored)) {
        journal_spill_free(other);
        return err_set(err, "%s", err_text(&why));
    }
    journal_spill_clear(s);
    deinit(s);
    *s = *other;
    free(other);
    return true;
}

void journal_spill_clear(JournalSpill *s)
{
    (void)unlink(s->file); // where that fails it is found to be in the database
}

// What the dead left ---------------------------------------------------------------------------

typedef struct {
    const char *dir;
    Spilled spilled;
} Left;

typedef bool OnLeft(void *arg, Left *l, Err *err);

// What cannot be read is left alone: it is all there is.
static bool visit_folder(const char *dir, OnLeft *visit, void *arg, Err *err)
{
    AUTO(fd) int fd = lock_folder(dir);
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(free) char *file = path_join(dir, "edits");
    Left l = {.dir = dir};
    if (fd < 0)
        return true; // its process lives
    bool ok = true;
    if (!fs_exists(file))
        (void)rmdir(dir);
    else if (fs_read(file, FILE_MAX, &bytes, NULL) && spill_unpack(buf_str(&bytes), &l.spilled))
        ok = visit(arg, &l, err);
    spilled_deinit(&l.spilled);
    return ok;
}

static bool visit_all(OnLeft *visit, void *arg, Err *err)
{
    char *places[PLACES];
    bool ok = true;
    find_places(places);
    for (int i = 0; i < PLACES; i++) {
        FsList list = {0};
        bool there = places[i] && is_ours(places[i]) && fs_list(places[i], &list, NULL);
        VEC_EACH (FsEntry, e, &list) {
            AUTO(free) char *dir = path_join(places[i], e->name);
            if (there && ok && str_starts(str_c(e->name), STR("s-")))
                ok = visit_folder(dir, visit, arg, err);
        }
        fs_list_deinit(&list);
    }
    free_places(places);
    return ok;
}

static bool count(void *arg, Left *l, Err *err)
{
    (void)err;
    VEC_EACH (const JournalEntry, e, &l->spilled.entries)
        *(size_t *)arg += !e->drop;
    return true;
}

size_t journal_spills_waiting(void)
{
    size_t n = 0;
    (void)visit_all(count, &n, NULL);
    return n;
}

typedef struct {
    Store *s;
    int64_t project, owner;
    const char *root;
} Taking;

// Bytes of the log that the database has of a document; -1: it does not know it, -2: it failed.
static int64_t kept_of(Store *s, int64_t doc, Err *err)
{
    int64_t n = -1;
    Stmt *q = STORE_STMT(s,
                         "SELECT coalesce((SELECT max(off+length(data)) FROM journal_rows WHERE"
                         " doc_id=?1), 0) FROM journal_docs WHERE id=?1",
                         err, doc);
    if (q && stmt_step(q, err))
        n = stmt_i64(q, 0);
    return q && store_end(s, q) ? n : -2;
}

// A batch may have been written after it was spilled: what is there is not put there again.
static bool drop_written(Store *s, JournalEntries *v, Err *err)
{
    for (size_t i = v->n; i-- > 0;) {
        JournalEntry *e = &v->p[i];
        int64_t kept = e->doc ? kept_of(s, e->doc, err) : 0;
        if (kept == -2)
            return false;
        if (e->drop || kept == (e->doc ? e->off : 0))
            continue;
        JournalEntries one = {0};
        vec_push(&one, *e);
        journal_entries_deinit(&one);
        vec_remove(v, i, 1);
    }
    return true;
}

static bool take(void *arg, Left *l, Err *err)
{
    Taking *t = arg;
    Spilled *sp = &l->spilled;
    if (!str_eq(buf_str(&sp->root), str_c(t->root)))
        return true;
    if (!drop_written(t->s, &sp->entries, err))
        return false;
    JournalBatch b = {.project = t->project,
                      .owner = t->owner,
                      .entries = sp->entries.p,
                      .n = sp->entries.n,
                      .time_ms = sp->time_ms,
                      .durable = true};
    if (!store_journal_write(t->s, &b, err))
        return false;
    (void)fs_remove_tree(l->dir, NULL); // else it is found to be written, another time
    return true;
}

bool journal_spill_take(Store *s, int64_t project, const char *root, int64_t owner, Err *err)
{
    return visit_all(take, &(Taking){s, project, owner, root}, err);
}
