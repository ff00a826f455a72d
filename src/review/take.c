// What a layer does to the folder below it, in the format of overlayfs: a character device 0:0 in
// the place of what was deleted, a mark on folders that hide what the folder below them holds.
#include "review/inner.h"

#include "base/diff.h"
#include "base/fs-beneath.h"
#include "base/fs-dir.h"
#include "base/ignore.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>

enum {
    BATCH_ENTRIES = 500, // one transaction
    BATCH_BYTES = 8 << 20,
    MAX_NOTES = 50,
    MAX_PATH = 4000,       // what the disk takes
    MAX_DELETED = 1 << 20, // larger files that are gone are not read
};

typedef struct {
    Store *s;
    ReviewHead *head;
    Ignore *ignore; // owned
    ReviewNews batch;
    size_t batch_nbytes, nentries;
    Buf notes;
    size_t nnotes;
    Err *err;
} Take;

/* A folder of the layer and the one below it. */
typedef struct {
    int upper, lower; // -1: there is none
    const char *path; // "" at the top
    size_t group_n;   // of what is in it
    int depth;
    bool is_new; // nothing was there before
} Place;

static void note(Take *t, const char *path, const char *why)
{
    if (t->nnotes++ >= MAX_NOTES)
        return;
    buf_add_byte(&t->notes, '\'');
    for (const char *c = path; *c; c++) // a note is a line
        if (*c == '\n')
            buf_add_c(&t->notes, "\\x0a");
        else
            buf_add_byte(&t->notes, *c);
    buf_addf(&t->notes, "' %s\n", why);
}

static bool flush(Take *t)
{
    ReviewHead *h = t->head;
    if (!t->batch.n)
        return true;
    bool ok = (h->id || store_review_begin(t->s, h, t->err)) &&
              store_review_add(t->s, h->id, &t->batch, t->err);
    review_news_deinit(&t->batch);
    t->batch_nbytes = 0;
    return ok;
}

// Takes n.
static bool add(Take *t, ReviewNew *n)
{
    if (t->nentries++ >= REVIEW_MAX_ENTRIES) {
        ReviewNews rest = {0};
        vec_push(&rest, *n);
        review_news_deinit(&rest);
        return true;
    }
    t->batch_nbytes += n->before.n + n->after.n;
    vec_push(&t->batch, *n);
    return (t->batch.n < BATCH_ENTRIES && t->batch_nbytes < BATCH_BYTES) || flush(t);
}

static bool is_ignored(Take *t, const Place *p, const char *full, bool is_dir)
{
    return p->group_n || ignore_match(t->ignore, full, is_dir);
}

static size_t count_lines(Str text)
{
    size_t n = text.n && text.p[text.n - 1] != '\n';
    for (const char *c = text.p; (c = memchr(c, '\n', (size_t)(text.p + text.n - c))); c++)
        n++;
    return n;
}

static void count_changes(ReviewNew *n)
{
    DiffLines old_lines = {0}, new_lines = {0};
    DiffHunks hunks = {0};
    diff_split(buf_str(&n->before), &old_lines);
    diff_split(buf_str(&n->after), &new_lines);
    diff_lines(&old_lines, &new_lines, &hunks);
    VEC_EACH (DiffHunk, h, &hunks) {
        n->e.nadded += h->new_n;
        n->e.nremoved += h->old_n;
    }
    vec_deinit(&old_lines);
    vec_deinit(&new_lines);
    vec_deinit(&hunks);
}

static void count(ReviewNew *n)
{
    bool old_file = n->e.before.thing == REVIEW_FILE, new_file = n->e.after.thing == REVIEW_FILE;
    Str before = buf_str(&n->before), after = buf_str(&n->after);
    if ((n->e.flags & (REVIEW_LARGE | REVIEW_FINAL)) || (old_file && !review_is_text(before)) ||
        (new_file && !review_is_text(after)))
        n->e.flags |= REVIEW_BINARY;
    else if (n->e.change == REVIEW_CHANGED && old_file && new_file)
        count_changes(n);
    else if (n->e.change != REVIEW_MODE) {
        n->e.nremoved = before.n ? count_lines(before) : 0;
        n->e.nadded = after.n ? count_lines(after) : 0;
    }
}

// What both sides say about the entry; then it is added.
static bool finish(Take *t, const Place *p, ReviewNew *n)
{
    ReviewEntry *e = &n->e;
    ReviewSide *b = &e->before, *a = &e->after;
    bool secret;
    e->flags |= review_path_flags(e->path);
    secret = e->flags & REVIEW_SECRET;
    if (a->thing == REVIEW_LINK && review_link_leaves(e->path, a->target))
        e->flags |= REVIEW_LEAVES;
    if (a->thing == REVIEW_FILE && !a->has_hash && e->change != REVIEW_MODE)
        e->flags |= REVIEW_LARGE;
    if (b->thing == REVIEW_FILE && b->nbytes > REVIEW_MAX_FILE && e->change != REVIEW_MODE)
        e->flags |= REVIEW_FINAL;
    if (b->thing != REVIEW_NOTHING && b->thing != REVIEW_FOLDER &&
        b->ctime_ns >= t->head->time_ms * 1000000)
        e->flags |= REVIEW_MOVED;
    if (is_ignored(t, p, e->path, a->thing == REVIEW_FOLDER))
        e->flags |= REVIEW_IGNORED;
    e->group_n = p->group_n;
    count(n);
    bool replaced = b->has_hash && (e->change == REVIEW_CHANGED || e->change == REVIEW_RETYPED);
    n->keep_before = replaced && !secret;
    n->keep_after = a->has_hash && e->change != REVIEW_MODE;
    return add(t, n);
}

static bool take_deleted(Take *t, const Place *p, const char *name);

// All that a folder held which is no longer there, then the folder.
static bool take_deleted_folder(Take *t, const Place *p, const char *full, const char *name,
                                bool *held)
{
    FsNames names = {0};
    AUTO(fd) int dir = fs_beneath_dir(p->lower, str_c(name));
    Place inner = {-1, dir, full, p->group_n, p->depth + 1, false};
    bool ok = true;
    *held = false;
    if (dir < 0 || inner.depth > REVIEW_MAX_DEPTH || fs_dir_names(dir, &names) != 0) {
        note(t, full, "could not be read and stays as it is");
        *held = true;
        return true;
    }
    if (!inner.group_n && (is_ignored(t, p, full, true) || review_is_generated(full, false)))
        inner.group_n = strlen(full) + 1;
    VEC_EACH (FsName, n, &names.all) {
        *held = true;
        ok = ok && take_deleted(t, &inner, fs_name(&names, n));
    }
    fs_names_deinit(&names);
    return ok;
}

static bool look_at_lower(Take *t, const Place *p, const char *full, const char *name,
                          ReviewSide *out, Buf *bytes)
{
    AUTO(err) Err err = {0};
    *out = (ReviewSide){0};
    if (p->lower < 0 || review_look(p->lower, name, out, bytes, &err))
        return true;
    note(t, full,
         err.code == ENOTSUP ? "is a device, a pipe or a socket and stays as it is"
                             : "could not be read and stays as it is");
    return false;
}

static bool take_deleted(Take *t, const Place *p, const char *name)
{
    AUTO(free) char *full = path_join(p->path, name);
    ReviewNew n = {.e = {.change = REVIEW_DELETED}};
    ReviewSide *b = &n.e.before;
    bool held = false;
    if (!look_at_lower(t, p, full, name, b, NULL) || b->thing == REVIEW_NOTHING)
        return true;
    if (b->thing == REVIEW_FOLDER && !take_deleted_folder(t, p, full, name, &held))
        return false;
    if (b->thing == REVIEW_FILE && b->nbytes <= MAX_DELETED && !p->group_n) {
        review_side_deinit(b);
        if (!look_at_lower(t, p, full, name, b, &n.before))
            return true;
    }
    n.e.flags = held ? REVIEW_IMPLIED : 0;
    n.e.path = steal(&full);
    return finish(t, p, &n);
}

// The whole of what the folder below held is hidden, but for what the layer has of the same name.
static bool take_hidden(Take *t, const Place *p, const FsNames *names)
{
    FsNames lower = {0};
    Map kept = {0};
    bool ok = true;
    VEC_EACH (const FsName, n, &names->all)
        map_set(&kept, str_c(fs_name(names, n)), NULL);
    if (fs_dir_names(p->lower, &lower) != 0)
        note(t, p->path, "could not be read");
    VEC_EACH (FsName, n, &lower.all)
        if (ok && !map_has(&kept, str_c(fs_name(&lower, n))))
            ok = take_deleted(t, p, fs_name(&lower, n));
    map_deinit(&kept);
    fs_names_deinit(&lower);
    return ok;
}

static bool is_opaque(int dir)
{
    char value[2] = {0};
    return (fgetxattr(dir, "user.overlay.opaque", value, sizeof value) == 1 && *value == 'y') ||
           (fgetxattr(dir, "trusted.overlay.opaque", value, sizeof value) == 1 && *value == 'y');
}

static bool take_names(Take *t, const Place *p, bool hides);

typedef struct {
    bool hides;  // what stood below it is not seen through it
    bool filled; // something of it was taken
} Folder;

static bool take_inside(Take *t, const Place *p, const char *full, const char *name, Folder *f,
                        bool was_folder)
{
    AUTO(fd) int upper = fs_beneath_dir(p->upper, str_c(name));
    AUTO(fd) int lower = was_folder ? fs_beneath_dir(p->lower, str_c(name)) : -1;
    Place inner = {upper, lower, full, p->group_n, p->depth + 1, !was_folder};
    size_t before = t->nentries;
    if (upper < 0 || inner.depth > REVIEW_MAX_DEPTH) {
        note(t, full, "could not be read: it lies too deep");
        return true;
    }
    if (!inner.group_n && (is_ignored(t, p, full, true) || review_is_generated(full, !was_folder)))
        inner.group_n = strlen(full) + 1;
    bool ok = take_names(t, &inner, f->hides || is_opaque(upper));
    f->filled = t->nentries > before;
    return ok;
}

static bool take_folder(Take *t, const Place *p, const char *name, uint32_t mode, bool hides)
{
    AUTO(free) char *full = path_join(p->path, name);
    ReviewNew n = {.e = {.after = {.thing = REVIEW_FOLDER, .mode = mode & 0777}}};
    Folder f = {.hides = hides};
    ReviewSide *b = &n.e.before;
    if (!look_at_lower(t, p, full, name, b, NULL))
        return true;
    bool was_folder = b->thing == REVIEW_FOLDER;
    if (b->thing == REVIEW_FILE) {
        review_side_deinit(b);
        if (!look_at_lower(t, p, full, name, b, &n.before))
            return true;
    }
    bool ok = take_inside(t, p, full, name, &f, was_folder);
    n.e.change = was_folder                   ? REVIEW_MODE
                 : b->thing == REVIEW_NOTHING ? REVIEW_ADDED
                                              : REVIEW_RETYPED;
    if (!ok || (was_folder && b->mode == n.e.after.mode)) {
        review_side_deinit(b);
        buf_deinit(&n.before);
        return ok;
    }
    n.e.flags = n.e.change == REVIEW_ADDED && f.filled ? REVIEW_IMPLIED : 0;
    n.e.path = steal(&full);
    return finish(t, p, &n);
}

// Its content and hash; of one that is too large neither.
static bool read_upper(Take *t, const Place *p, const char *full, const char *name, ReviewNew *n)
{
    AUTO(err) Err err = {0};
    if (review_look(p->upper, name, &n->e.after, &n->after, &err))
        return true;
    note(t, full, "could not be read and is not taken");
    return false;
}

static void drop(ReviewNew *n)
{
    ReviewNews v = {0};
    vec_push(&v, *n);
    review_news_deinit(&v);
}

static ReviewChange change_of(const ReviewSide *b, const ReviewSide *a)
{
    if (b->thing == REVIEW_NOTHING)
        return REVIEW_ADDED;
    if (b->thing != a->thing)
        return REVIEW_RETYPED;
    return review_same_content(b, a) ? REVIEW_MODE : REVIEW_CHANGED;
}

// The program may have locked us out of what it wrote.
static void unlock(const Place *p, const char *name, uint32_t mode)
{
    uint32_t need = S_ISDIR(mode) ? 0700 : 0400;
    if (!S_ISLNK(mode) && (mode & need) != need)
        (void)fs_beneath_mode(p->upper, name, (mode & 0777) | need); // reading it will tell
}

static bool take_file(Take *t, const Place *p, const char *name, uint32_t mode)
{
    AUTO(free) char *full = path_join(p->path, name);
    ReviewNew n = {0};
    ReviewSide *b = &n.e.before, *a = &n.e.after;
    unlock(p, name, mode);
    if (!look_at_lower(t, p, full, name, b, &n.before) || !read_upper(t, p, full, name, &n)) {
        drop(&n);
        return true;
    }
    if (a->thing == REVIEW_FILE)
        a->mode = mode & 0777;
    if (mode & (S_ISUID | S_ISGID | S_ISVTX))
        note(t, full, "loses its set-id bits");
    bool was_folder = b->thing == REVIEW_FOLDER, held;
    n.e.change = change_of(b, a);
    if ((n.e.change == REVIEW_MODE && b->mode == a->mode) ||
        (was_folder && !take_deleted_folder(t, p, full, name, &held))) {
        drop(&n);
        return !was_folder;
    }
    n.e.path = steal(&full);
    return finish(t, p, &n);
}

static bool take_name(Take *t, const Place *p, const char *name, bool hides)
{
    AUTO(free) char *full = path_join(p->path, name);
    struct stat st;
    if (strlen(full) > MAX_PATH || fstatat(p->upper, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        note(t, full, "could not be read and is not taken");
        return true;
    }
    switch (st.st_mode & S_IFMT) {
    case S_IFDIR:
        unlock(p, name, st.st_mode);
        return take_folder(t, p, name, st.st_mode, hides);
    case S_IFREG:
    case S_IFLNK:
        return take_file(t, p, name, st.st_mode);
    case S_IFCHR:
        if (st.st_rdev == makedev(0, 0))
            return take_deleted(t, p, name);
        // fall through
    default:
        note(t, full, "is a device, a pipe or a socket and is not taken");
        return true;
    }
}

static bool take_names(Take *t, const Place *p, bool hides)
{
    FsNames names = {0};
    bool ok = true;
    if (fs_dir_names(p->upper, &names) != 0) {
        note(t, p->path, "could not be read");
        hides = false; // names that were not read are not gone
    }
    VEC_EACH (FsName, n, &names.all)
        ok = ok && take_name(t, p, fs_name(&names, n), hides);
    ok = ok && (!hides || p->lower < 0 || take_hidden(t, p, &names));
    fs_names_deinit(&names);
    return ok;
}

static void tell_limits(Take *t)
{
    if (t->nentries > REVIEW_MAX_ENTRIES)
        buf_addf(&t->notes, "%zu changes beyond the first %d are not taken\n",
                 t->nentries - REVIEW_MAX_ENTRIES, REVIEW_MAX_ENTRIES);
    if (t->nnotes > MAX_NOTES)
        buf_addf(&t->notes, "and so it is with %zu more\n", t->nnotes - MAX_NOTES);
}

bool review_take(Store *s, ReviewHead *head, const char *dir, int upper, Err *err)
{
    Take t = {.s = s, .head = head, .err = err};
    AUTO(fd) int lower = fs_beneath_root(dir);
    head->id = 0;
    if (lower < 0)
        return err_set_errno(err, -lower, "cannot open '%s'", dir);
    t.ignore = ignore_new(dir);
    Place top = {.upper = upper, .lower = lower, .path = ""};
    bool ok = take_names(&t, &top, is_opaque(upper)) && flush(&t);
    tell_limits(&t);
    // what could not be taken is worth telling even where nothing else was
    if (ok && !head->id && t.notes.n)
        ok = store_review_begin(s, head, err);
    if (ok && head->id)
        ok = store_review_ready(s, head->id, buf_str(&t.notes), err);
    if (head->id)
        store_review_unlock(s, head->id);
    if (!ok && head->id) {
        (void)store_review_forget(s, head->id, NULL); // what failed first is told
        head->id = 0;
    }
    ignore_free(t.ignore);
    review_news_deinit(&t.batch);
    buf_deinit(&t.notes);
    return ok;
}
