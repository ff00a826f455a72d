// Doing the steps.  Each looks before it acts: it goes from what was there when it was planned to
// what shall be there, or finds that done, or leaves all as it is; so they can be done again from
// the start however often the program dies.
//
// The order: what goes (the innermost first), folders that come, files, links, modes of files,
// modes of folders (the innermost first, which may lock us out).
#include "review/inner.h"

#include "base/fs-beneath.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

enum {
    MANY = 32, // more files are brought to the disk together: one flush of all is cheaper then
    TEMP_MAX = 48,
};

typedef enum { STANDS_BEFORE, STANDS_AFTER, STANDS_OTHER } Stands;

typedef struct {
    Apply *a;
    bool many;
} Doing;

static void temp_name(const ReviewStep *x, char out[TEMP_MAX])
{
    snprintf(out, TEMP_MAX, ".codelab-apply-%llx", (unsigned long long)x->id);
}

static void leave(ReviewStep *x, int code)
{
    x->state = STEP_LEFT;
    free(x->why);
    x->why = code == EEXIST || code == ENOTEMPTY
                 ? xasprintf("'%s' still holds files that stay", x->path)
                 : xasprintf("cannot write '%s': %s", x->path, err_strerror(code));
}

static void leave_changed(ReviewStep *x)
{
    x->state = STEP_LEFT;
    free(x->why);
    x->why = xasprintf("'%s' was changed on the disk at this moment", x->path);
}

// One thing goes before another comes in its place.
static bool is_replaced(const ReviewStep *x)
{
    bool was = x->before.thing != REVIEW_NOTHING, folder = x->before.thing == REVIEW_FOLDER;
    return was && x->after.thing != REVIEW_NOTHING && folder != (x->after.thing == REVIEW_FOLDER);
}

static bool goes(const ReviewStep *x)
{
    return x->after.thing == REVIEW_NOTHING || is_replaced(x);
}

static bool keeps_bytes(const ReviewStep *x)
{
    return x->before.thing == x->after.thing && review_same_content(&x->before, &x->after);
}

static bool is_of_file(const ReviewStep *x)
{
    return x->after.thing == REVIEW_FILE && !keeps_bytes(x);
}

static Stands compare(const Doing *d, const ReviewStep *x)
{
    ReviewSide now;
    AUTO(buf) Buf bytes = BUF_INIT;
    Stands out = STANDS_OTHER;
    if (!review_look(d->a->root, x->path, &now, NULL, NULL))
        return STANDS_OTHER;
    if (x->before.ino && review_is_untouched(&x->before, &now)) {
        review_side_deinit(&now);
        return STANDS_BEFORE;
    }
    if (now.thing == REVIEW_FILE) {
        review_side_deinit(&now);
        if (!review_look(d->a->root, x->path, &now, &bytes, NULL))
            return STANDS_OTHER;
    }
    if (review_same_content(&x->after, &now))
        out = STANDS_AFTER;
    else if (review_same_content(&x->before, &now) ||
             (now.thing == REVIEW_NOTHING && is_replaced(x)))
        out = STANDS_BEFORE;
    review_side_deinit(&now);
    return out;
}

// The folder a step works in, made with those above it if they are gone; -errno.
static int open_parent(const Doing *d, const char *path, const char **name)
{
    int dir = fs_beneath_parent(d->a->root, path, name);
    if (dir != -ENOENT || *name == path)
        return dir;
    const char *inner;
    AUTO(free) char *above = str_dup(str_n(path, (size_t)(*name - path) - 1));
    AUTO(fd) int at = open_parent(d, above, &inner);
    if (at < 0)
        return at;
    int failed = fs_beneath_mkdir(at, inner, 0755);
    if (failed && failed != -EEXIST)
        return failed;
    return fs_beneath_parent(d->a->root, path, name);
}

// Something was done in the folder.
static int settle_dir(const Doing *d, int dir, int failed)
{
    return failed || d->many ? failed : fs_fd_sync(dir, false);
}

static void remove_one(const Doing *d, ReviewStep *x)
{
    const char *name;
    Stands stands = compare(d, x);
    if (stands == STANDS_AFTER)
        return;
    if (stands == STANDS_OTHER) {
        leave_changed(x);
        return;
    }
    AUTO(fd) int dir = fs_beneath_parent(d->a->root, x->path, &name);
    int failed =
        dir < 0
            ? dir
            : settle_dir(d, dir, fs_beneath_unlink(dir, name, x->before.thing == REVIEW_FOLDER));
    if (failed && failed != -ENOENT)
        leave(x, -failed);
}

static void make_folder(const Doing *d, ReviewStep *x)
{
    const char *name;
    AUTO(fd) int dir = open_parent(d, x->path, &name);
    // what is put in it needs the rights that its mode may take away at the end
    int failed = dir < 0 ? dir : fs_beneath_mkdir(dir, name, x->after.mode | 0700);
    FsStat st;
    if (failed == -EEXIST && fs_beneath_stat(dir, name, &st) == 0 && S_ISDIR(st.mode))
        failed = 0;
    failed = dir < 0 ? failed : settle_dir(d, dir, failed);
    if (failed)
        leave(x, -failed);
}

// The new file, under a name that nobody looks at.
static bool stage(const Doing *d, ReviewStep *x)
{
    const char *name;
    char temp[TEMP_MAX];
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(err) Err err = {0};
    Stands stands = compare(d, x);
    temp_name(x, temp);
    AUTO(fd) int dir = open_parent(d, x->path, &name);
    if (stands != STANDS_BEFORE && dir >= 0)
        (void)fs_beneath_unlink(dir, temp, false); // it is there only if somebody died
    if (stands == STANDS_AFTER)
        return false;
    if (stands == STANDS_OTHER) {
        leave_changed(x);
        return false;
    }
    if (x->after.nbytes &&
        !store_review_content(d->a->s, x->after.blob, x->after.hash, &bytes, &err)) {
        x->state = STEP_LEFT;
        x->why = xasprintf("cannot write '%s': %s", x->path, err_text(&err));
        return false;
    }
    FsBeneathFile f = {.temp = temp,
                       .like = x->before.thing == REVIEW_FILE ? name : NULL,
                       .bytes = buf_str(&bytes),
                       .mode = x->after.mode,
                       .sync = !d->many};
    int failed = dir < 0 ? dir : fs_beneath_stage(dir, &f);
    if (failed)
        leave(x, -failed);
    return !failed;
}

static void unstage(const Doing *d, ReviewStep *x, int code)
{
    const char *name;
    char temp[TEMP_MAX];
    temp_name(x, temp);
    AUTO(fd) int dir = fs_beneath_parent(d->a->root, x->path, &name);
    if (dir >= 0)
        (void)fs_beneath_unlink(dir, temp, false); // the failure is what is told
    leave(x, code);
}

static bool is_new(const ReviewStep *x)
{
    return x->before.thing == REVIEW_NOTHING;
}

// What appeared there since it was looked at is somebody's.
static void leave_failed(ReviewStep *x, int failed)
{
    if (failed == -EEXIST)
        leave_changed(x);
    else if (failed)
        leave(x, -failed);
}

static void put(const Doing *d, ReviewStep *x)
{
    const char *name;
    char temp[TEMP_MAX];
    temp_name(x, temp);
    AUTO(fd) int dir = fs_beneath_parent(d->a->root, x->path, &name);
    if (dir >= 0 && compare(d, x) != STANDS_BEFORE) { // since it was staged
        (void)fs_beneath_unlink(dir, temp, false);
        leave_changed(x);
        return;
    }
    int failed = dir < 0 ? dir : settle_dir(d, dir, fs_beneath_put(dir, temp, name, is_new(x)));
    leave_failed(x, failed);
}

static void put_link(const Doing *d, ReviewStep *x)
{
    const char *name;
    char temp[TEMP_MAX];
    Stands stands = compare(d, x);
    if (stands == STANDS_AFTER)
        return;
    temp_name(x, temp);
    AUTO(fd) int dir = open_parent(d, x->path, &name);
    if (stands == STANDS_OTHER) {
        leave_changed(x);
        return;
    }
    int failed = dir < 0 ? dir : fs_beneath_stage_link(dir, temp, x->after.target);
    if (!failed)
        failed = settle_dir(d, dir, fs_beneath_put(dir, temp, name, is_new(x)));
    leave_failed(x, failed);
}

static void set_mode(const Doing *d, ReviewStep *x)
{
    const char *name;
    AUTO(fd) int dir = fs_beneath_parent(d->a->root, x->path, &name);
    int failed = dir < 0 ? dir : settle_dir(d, dir, fs_beneath_mode(dir, name, x->after.mode));
    if (failed)
        leave(x, -failed);
}

static bool is_folder_mode(const ReviewStep *x)
{
    return x->before.thing == REVIEW_FOLDER && x->after.thing == REVIEW_FOLDER;
}

// A folder that goes and locks its owner out of what goes with it.
static bool is_sealed(const ReviewStep *x)
{
    return x->before.thing == REVIEW_FOLDER && goes(x) && (x->before.mode & 0700) != 0700;
}

static void set_folder_mode(const Doing *d, const ReviewStep *x, uint32_t mode)
{
    const char *name;
    AUTO(fd) int dir = fs_beneath_parent(d->a->root, x->path, &name);
    if (dir >= 0)
        (void)fs_beneath_mode(dir, name, mode); // what needs it will tell
}

// Folders whose mode changes, or that go, open up before what is in them is touched.
static void loosen(const Doing *d)
{
    VEC_EACH (const ReviewStep, x, &d->a->steps)
        if (is_folder_mode(x))
            set_folder_mode(d, x, x->after.mode | 0700);
        else if (is_sealed(x))
            set_folder_mode(d, x, x->before.mode | 0700);
}

static void remove_all(const Doing *d)
{
    ReviewSteps *v = &d->a->steps;
    for (size_t i = v->n; i-- > 0;) {
        if (goes(&v->p[i]))
            remove_one(d, &v->p[i]);
        if (v->p[i].state == STEP_LEFT && is_sealed(&v->p[i]))
            set_folder_mode(d, &v->p[i], v->p[i].before.mode);
    }
}

static void do_files(const Doing *d)
{
    ReviewSteps *v = &d->a->steps;
    AUTO(free) bool *staged = xcalloc(v->n + 1, sizeof *staged);
    for (size_t i = 0; i < v->n; i++)
        staged[i] = is_of_file(&v->p[i]) && v->p[i].state == STEP_PLANNED && stage(d, &v->p[i]);
    // the bytes are on the disk before their names are; a failure is told but once
    int failed = d->many ? fs_fd_sync(d->a->root, true) : 0;
    for (size_t i = 0; i < v->n; i++)
        if (staged[i] && failed)
            unstage(d, &v->p[i], -failed);
        else if (staged[i])
            put(d, &v->p[i]);
}

static void do_modes(const Doing *d)
{
    ReviewSteps *v = &d->a->steps;
    VEC_EACH (ReviewStep, x, v)
        if (x->state == STEP_PLANNED && x->after.thing == REVIEW_FILE && keeps_bytes(x))
            set_mode(d, x);
    for (size_t i = v->n; i-- > 0;)
        if (v->p[i].state == STEP_PLANNED && v->p[i].after.thing == REVIEW_FOLDER)
            set_mode(d, &v->p[i]);
}

bool review_do_steps(Apply *a, Err *err)
{
    ReviewSteps *v = &a->steps;
    size_t nfiles = 0;
    VEC_EACH (ReviewStep, x, v) {
        x->state = STEP_PLANNED;
        nfiles += is_of_file(x) || goes(x);
    }
    Doing d = {a, nfiles > MANY};
    loosen(&d);
    remove_all(&d);
    VEC_EACH (ReviewStep, x, v)
        if (x->state == STEP_PLANNED && x->after.thing == REVIEW_FOLDER && !is_folder_mode(x))
            make_folder(&d, x);
    do_files(&d);
    VEC_EACH (ReviewStep, x, v)
        if (x->state == STEP_PLANNED && x->after.thing == REVIEW_LINK)
            put_link(&d, x);
    do_modes(&d);
    int failed = d.many ? fs_fd_sync(a->root, true) : 0;
    VEC_EACH (ReviewStep, x, v)
        x->state = x->state == STEP_PLANNED ? STEP_DONE : x->state;
    return !failed || err_set_errno(err, -failed, "cannot bring what was applied to the disk");
}
