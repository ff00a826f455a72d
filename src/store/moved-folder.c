// A folder that was moved is known again by what the disk calls it: its inode, and when that was
// born.  Nothing is written into the folder, and a copy has an inode of its own.
#include "store/inner.h"

#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

typedef struct {
    int64_t dev, ino, born_ns; // born_ns 0: the file system does not tell
} Mark;

static bool read_mark(const char *dir, Mark *out)
{
    struct statx st;
    if (statx(AT_FDCWD, dir, 0, STATX_INO | STATX_TYPE | STATX_BTIME, &st) != 0 ||
        !S_ISDIR(st.stx_mode))
        return false;
    bool has_birth = st.stx_mask & STATX_BTIME;
    *out = (Mark){
        .dev = (int64_t)makedev(st.stx_dev_major, st.stx_dev_minor),
        .ino = (int64_t)st.stx_ino,
        .born_ns = has_birth ? st.stx_btime.tv_sec * 1000000000 + st.stx_btime.tv_nsec : 0,
    };
    return true;
}

static bool same_mark(const Mark *a, const Mark *b)
{
    // the number of a device may be another after a restart
    bool same_place = a->born_ns ? a->born_ns == b->born_ns : a->dev == b->dev && !b->born_ns;
    return a->ino == b->ino && same_place;
}

// A file that the last scan saw lies there, still that very file.
static bool holds_a_known_file(Store *s, int64_t project, const char *dir)
{
    bool found = false;
    Stmt *q = STORE_STMT(s,
                         "SELECT path, seen_ino, seen_mtime_ns FROM files WHERE project_id=?"
                         " AND present AND kind=0 AND seen_ino<>0 LIMIT 100",
                         NULL, project);
    while (q && !found && stmt_step(q, NULL)) {
        FsStat st;
        AUTO(free) char *rel = str_dup(stmt_blob(q, 0));
        AUTO(free) char *path = path_join(dir, rel);
        found = fs_lstat(path, &st, NULL) && (int64_t)st.ino == stmt_i64(q, 1) &&
                st.mtime_ns == stmt_i64(q, 2);
    }
    if (q)
        stmt_reset(q);
    return found;
}

typedef struct {
    int64_t project;
    char *dir; // owned; where it was
    Mark mark;
} Candidate;

// The one that had this inode last.
static bool find_candidate(Store *s, const Mark *m, Candidate *out, Err *err)
{
    *out = (Candidate){0};
    Stmt *q = STORE_STMT(s,
                         "SELECT project_id, dir, dev, ino, born_ns FROM marks"
                         " JOIN projects ON projects.id=project_id WHERE ino=?1"
                         " ORDER BY born_ns=?2 DESC, opened_ms DESC LIMIT 1",
                         err, m->ino, m->born_ns);
    if (q && stmt_step(q, err)) {
        out->project = stmt_i64(q, 0);
        out->dir = str_dup(stmt_blob(q, 1));
        out->mark = (Mark){stmt_i64(q, 2), stmt_i64(q, 3), stmt_i64(q, 4)};
    }
    return q && store_end(s, q);
}

static bool is_it(Store *s, const Candidate *c, const Mark *here, const char *dir)
{
    Mark old;
    if (!c->project || !same_mark(&c->mark, here))
        return false;
    if (read_mark(c->dir, &old) && same_mark(&old, here))
        return false; // one folder seen at two places: it did not move
    return here->born_ns || holds_a_known_file(s, c->project, dir);
}

bool project_find_moved(Store *s, const char *dir, int64_t *id, Err *err)
{
    Mark here;
    Candidate c;
    *id = 0;
    if (!read_mark(dir, &here))
        return true;
    if (!find_candidate(s, &here, &c, err))
        return false;
    if (is_it(s, &c, &here, dir))
        *id = c.project;
    free(c.dir);
    return true;
}

bool project_set_dir(Store *s, int64_t project, Str dir, Err *err)
{
    AUTO(free) char *old = project_dir(s, project, err);
    if (!old)
        return false;
    // a name that was chosen stays
    Stmt *q = STORE_STMT(s,
                         "UPDATE projects SET dir=?2, name=CASE WHEN name=?3 THEN ?4 ELSE name END"
                         " WHERE id=?1",
                         err, project);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, dir);
    stmt_bind_blob(q, 3, path_base(str_c(old)));
    stmt_bind_blob(q, 4, path_base(dir).n ? path_base(dir) : dir);
    return store_run(s, q, err);
}

bool project_mark(Store *s, int64_t project, const char *dir, Err *err)
{
    Mark m;
    return !read_mark(dir, &m) ||
           STORE_RUN(s, "INSERT OR REPLACE INTO marks(project_id,dev,ino,born_ns) VALUES(?,?,?,?)",
                     err, project, m.dev, m.ino, m.born_ns);
}
