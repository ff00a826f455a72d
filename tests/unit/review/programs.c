// Random programs over files: applied, the review of a run makes what the plain run made.
#include "suite.h"

#include "base/clock.h"
#include "base/fs-dir.h"
#include "base/fs-tree.h"
#include "base/fs.h"
#include "base/path.h"

#include <errno.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>

// A mount costs more than many programs: those of a batch run in folders of one.
enum { BATCHES = 20, BATCH = 50, STEPS = 12, SKIPPED = 77 };

/* A path of a few names, so that they meet. */
static void random_path(uint32_t *seed, char out[16])
{
    size_t n = 0;
    int depth = 1 + (int)(world_random(seed) % 3);
    for (int i = 0; i < depth; i++) {
        out[n++] = (char)('a' + world_random(seed) % 4);
        out[n++] = '/';
    }
    out[n - 1] = '\0';
}

static void random_bytes(uint32_t *seed, Buf *out)
{
    size_t lines = world_random(seed) % 40;
    if (world_random(seed) % 8 == 0)
        buf_add_byte(out, '\0');
    for (size_t i = 0; i < lines; i++)
        buf_addf(out, "line %u\n", world_random(seed) % 10);
    if (world_random(seed) % 4 == 0)
        buf_addf(out, "no end");
}

static void write_bytes(int dir, const char *path, int flags, Str bytes)
{
    AUTO(fd) int fd = openat(dir, path, O_WRONLY | O_CLOEXEC | flags, 0644);
    if (fd >= 0)
        test_must(fs_write_fd(fd, bytes, NULL), path);
}

/* What mv does where a rename is refused: overlayfs cannot rename folders that lie below it. */
static void move(int dir, const char *from, const char *to)
{
    AUTO(free) char *at = xasprintf("/proc/self/fd/%d", dir);
    AUTO(free) char *source = path_join(at, from), *target = path_join(at, to);
    if (renameat(dir, from, dir, to) == 0 || errno != EXDEV)
        return;
    (void)unlinkat(dir, to, AT_REMOVEDIR); // an empty folder is replaced
    if (fs_copy_tree(source, target, NULL, NULL))
        test_must(fs_remove_tree(source, NULL), source);
}

static void replace_by_file(int dir, const char *path, Str bytes)
{
    AUTO(free) char *full = xasprintf("/proc/self/fd/%d/%s", dir, path);
    (void)fs_remove_tree(full, NULL);
    write_bytes(dir, path, O_CREAT, bytes);
}

static void replace_by_folder(int dir, const char *path, const char *inside, Str bytes)
{
    AUTO(free) char *full = xasprintf("/proc/self/fd/%d/%s", dir, path);
    (void)fs_remove_tree(full, NULL);
    AUTO(free) char *in = xasprintf("%s/%c", path, inside[0]);
    if (mkdirat(dir, path, 0755) == 0 && bytes.n % 2)
        write_bytes(dir, in, O_CREAT, bytes);
}

/* One step of a program; what it cannot do it leaves.  Names of one file that were linked before
 * the run are told apart by overlayfs, so `links` are made by the run alone. */
static void step(int dir, uint32_t *seed, bool links)
{
    static const uint32_t modes[] = {0644, 0600, 0755, 0444, 0700, 0000};
    char path[16], other[16];
    AUTO(buf) Buf bytes = BUF_INIT;
    uint32_t what = world_random(seed) % 14, mode = modes[world_random(seed) % 6];
    random_path(seed, path);
    random_path(seed, other);
    random_bytes(seed, &bytes);
    switch (what) {
    case 0:
    case 1:
        write_bytes(dir, path, O_CREAT | O_TRUNC, buf_str(&bytes));
        break;
    case 2:
        write_bytes(dir, path, O_APPEND, buf_str(&bytes));
        break;
    case 3:
        write_bytes(dir, path, 0, str_upto(buf_str(&bytes), 9));
        break;
    case 4:
        move(dir, path, other);
        break;
    case 5:
        (void)unlinkat(dir, path, 0);
        break;
    case 6:
        (void)mkdirat(dir, path, 0755);
        break;
    case 7:
        (void)unlinkat(dir, path, AT_REMOVEDIR);
        break;
    case 8:
        (void)symlinkat(path_base(str_c(other)).p, dir, path);
        break;
    case 9:
        (void)fchmodat(dir, path, mode, 0);
        break;
    case 10:
        replace_by_file(dir, path, buf_str(&bytes));
        break;
    case 11:
        replace_by_folder(dir, path, other, buf_str(&bytes));
        break;
    case 12:
        if (links)
            (void)linkat(dir, path, dir, other, 0);
        break;
    default: {
        AUTO(fd) int fd = openat(dir, path, O_WRONLY | O_CLOEXEC);
        if (fd >= 0)
            test_must(ftruncate(fd, world_random(seed) % 50) == 0, path);
    }
    }
}

static void run(const char *top, uint32_t seed, int nsteps, bool links)
{
    AUTO(fd) int dir = open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    test_must(dir >= 0, top);
    for (int i = 0; i < nsteps; i++)
        step(dir, &seed, links);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const FsEntry *)a)->name, ((const FsEntry *)b)->name);
}

/* All that is below, as a text. */
static void describe(const char *dir, const char *path, Buf *out)
{
    FsList list = {0};
    AUTO(free) char *full = path_join(dir, path);
    test_must(fs_list(full, &list, NULL), full);
    if (list.n)
        qsort(list.p, list.n, sizeof *list.p, by_name);
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *inner = path_join(path, e->name);
        AUTO(free) char *at = path_join(dir, inner);
        FsStat st;
        test_must(fs_lstat(at, &st, NULL), at);
        buf_addf(out, "%s %o ", inner, S_ISLNK(st.mode) ? S_IFLNK : st.mode);
        if (S_ISLNK(st.mode))
            test_must(fs_link_read(at, out, NULL), at);
        else if (S_ISREG(st.mode))
            test_must(fs_read(at, 0, out, NULL), at);
        buf_add_byte(out, '\n');
        if (S_ISDIR(st.mode))
            describe(dir, inner, out);
    }
    fs_list_deinit(&list);
}

static char *place(const char *top, int i)
{
    AUTO(free) char *name = xasprintf("%d", i);
    return path_join(top, name);
}

static void make_trees(const char *top, uint32_t seed)
{
    test_must(mkdir(top, 0755) == 0, top);
    for (int i = 0; i < BATCH; i++) {
        AUTO(free) char *dir = place(top, i);
        test_must(mkdir(dir, 0755) == 0, dir);
        run(dir, seed + (uint32_t)i, 2 * STEPS, false);
    }
}

static void run_all(const char *top, uint32_t seed)
{
    for (int i = 0; i < BATCH; i++) {
        AUTO(free) char *dir = place(top, i);
        run(dir, seed + (uint32_t)i, STEPS, true);
    }
}

static void overlay_run(const World *w, uint32_t seed)
{
    AUTO(free) char *merged = path_join(w->dir, "merged"), *work = path_join(w->dir, "work");
    AUTO(free)
    char *options =
        xasprintf("userxattr,lowerdir=%s,upperdir=%s,workdir=%s", w->tree, w->layer, work);
    test_must(mkdir(merged, 0755) == 0 && mkdir(work, 0755) == 0 && mkdir(w->layer, 0755) == 0,
              work);
    test_must(mount("overlay", merged, "overlay", 0, options) == 0, options);
    run_all(merged, seed);
    test_must(umount(merged) == 0, merged);
    test_must(fs_remove_tree(work, NULL) && rmdir(merged) == 0, work);
}

/* We are a process of our own, which the framework knows nothing of. */
#define CHILD_MUST(expr)                                        \
    do {                                                        \
        AUTO(err) Err err = {0};                                \
        if (!(expr)) {                                          \
            fprintf(stderr, "%s: %s\n", #expr, err_text(&err)); \
            _exit(1);                                           \
        }                                                       \
    } while (0)

_Noreturn static void end_badly(uint32_t seed, const Buf *want, const Buf *have)
{
    fprintf(stderr, "program %u: want\n%s\nhave\n%s\n", seed, buf_c(want), buf_c(have));
    _exit(1);
}

static bool apply_all(World *w, int64_t review)
{
    ReviewOutcome out = {0};
    Review *r = review_open(w->store, review, NULL);
    for (size_t i = 0; i < r->entries.n; i++)
        review_decide(r, i, REVIEW_ACCEPTED);
    CHILD_MUST(review_save(r, w->store, &err));
    CHILD_MUST(review_apply(w->store, review, &out, &err));
    VEC_EACH (ReviewApplied, x, &out.all)
        if (x->why)
            fprintf(stderr, "%s\n", x->why);
    bool all = out.nconflicts + out.nfailed == 0;
    review_outcome_deinit(&out);
    review_free(r);
    return all;
}

/* True: something was applied. */
static bool take_and_apply(World *w, int i)
{
    AUTO(free) char *dir = place(w->tree, i), *layer = place(w->layer, i);
    AUTO(free) char *folder = xasprintf("%d", i);
    AUTO(fd) int upper = open(layer, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ReviewHead head = {
        .project = w->project, .run = 1, .folder = folder, .time_ms = clock_wall_ms() + 1000};
    if (upper < 0)
        return false;
    CHILD_MUST(review_take(w->store, &head, dir, upper, &err));
    if (head.id && !apply_all(w, head.id))
        _exit(1);
    return head.id != 0;
}

static int one_batch(World *w, uint32_t seed)
{
    AUTO(free) char *plain = path_join(w->dir, "plain");
    int applied = 0;
    make_trees(plain, seed);
    make_trees(w->tree, seed);
    overlay_run(w, seed + BATCH);
    run_all(plain, seed + BATCH);
    for (int i = 0; i < BATCH; i++) {
        AUTO(buf) Buf want = BUF_INIT, have = BUF_INIT;
        AUTO(free) char *p = place(plain, i), *t = place(w->tree, i);
        applied += take_and_apply(w, i);
        describe(p, "", &want);
        describe(t, "", &have);
        if (!str_eq(buf_str(&want), buf_str(&have)))
            end_badly(seed + (uint32_t)i, &want, &have);
    }
    test_must(fs_remove_tree(plain, NULL) && fs_remove_tree(w->tree, NULL) &&
                  fs_remove_tree(w->layer, NULL),
              plain);
    return applied;
}

static bool write_map(const char *path, const char *text)
{
    AUTO(fd) int fd = open(path, O_WRONLY | O_CLOEXEC);
    return fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
}

/* A mount namespace of our own, in which the folder is memory. */
static bool enter(const char *dir)
{
    AUTO(free) char *users = xasprintf("0 %u 1", getuid()), *groups = xasprintf("0 %u 1", getgid());
    return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_map("/proc/self/setgroups", "deny") &&
           write_map("/proc/self/uid_map", users) && write_map("/proc/self/gid_map", groups) &&
           mount("none", dir, "tmpfs", 0, "size=256m") == 0;
}

static int all_programs(void)
{
    World w = {.dir = temp_dir_new()};
    if (!enter(w.dir))
        return SKIPPED;
    AUTO(free) char *db = path_join(w.dir, "data/codelab.db");
    w.tree = path_join(w.dir, "tree");
    w.layer = path_join(w.dir, "layer");
    test_must(mkdir(w.tree, 0755) == 0, w.tree);
    CHILD_MUST(w.store = store_open(db, &err));
    CHILD_MUST(w.project = store_project_open(w.store, w.tree, &err));
    test_must(rmdir(w.tree) == 0, w.tree);
    int applied = 0;
    for (uint32_t i = 0; i < BATCHES; i++)
        applied += one_batch(&w, i * 2 * BATCH);
    store_close(w.store);
    // most programs do something
    return applied > BATCHES * BATCH * 3 / 4 ? 0 : 1;
}

static void applied_reviews_are_what_plain_runs_make(void **state)
{
    int status;
    (void)state;
    pid_t child = fork();
    test_must(child >= 0, "fork");
    if (child == 0)
        _exit(all_programs());
    test_must(waitpid(child, &status, 0) == child, "waitpid");
    if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED) {
        print_message("# SKIP no overlay can be mounted here\n");
        return;
    }
    assert_int_equal(status, 0);
}

const struct CMUnitTest programs_tests[] = {
    cmocka_unit_test(applied_reviews_are_what_plain_runs_make),
};
const size_t programs_tests_n = ARRAY_LEN(programs_tests);
