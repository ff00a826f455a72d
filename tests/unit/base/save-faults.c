// Saves that go wrong: full disks, missing rights, sudden death.  Each runs in a child, which may
// give up rights, mount and die.
#include "base/clock.h"
#include "base/fs.h"
#include "base/path.h"
#include "suite.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>

#define REQUIRE(cond)                                                    \
    do {                                                                 \
        if (!(cond)) {                                                   \
            fprintf(stderr, "# %s:%d: %s\n", __FILE__, __LINE__, #cond); \
            return 1;                                                    \
        }                                                                \
    } while (0)

enum { NOBODY = 65534, UNABLE = 77 };

// Run `body` in a child; its exit code, or -signal.
static int in_child(int (*body)(const char *dir), const char *dir)
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        _exit(body(dir));
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static bool become_nobody(void)
{
    if (geteuid() != 0)
        return true;
    return setgroups(0, NULL) == 0 && setresgid(NOBODY, NOBODY, NOBODY) == 0 &&
           setresuid(NOBODY, NOBODY, NOBODY) == 0;
}

static bool holds(const char *path, Str text)
{
    AUTO(buf) Buf got = BUF_INIT;
    return fs_read(path, 0, &got, NULL) && str_eq(buf_str(&got), text);
}

static size_t count_entries(const char *dir)
{
    FsList l = {0};
    size_t n = fs_list(dir, &l, NULL) ? l.n : 0;
    fs_list_deinit(&l);
    return n;
}

static bool tell_kernel(const char *path, const char *what)
{
    AUTO(fd) int fd = open(path, O_WRONLY | O_CLOEXEC);
    return fd >= 0 && write(fd, what, strlen(what)) > 0;
}

// A mount space of our own, so that nothing outside sees what we mount; who may not have one is
// root of a user space first.
static bool own_mounts(void)
{
    AUTO(free) char *uids = xasprintf("0 %d 1", (int)geteuid());
    AUTO(free) char *gids = xasprintf("0 %d 1", (int)getegid());
    if (unshare(CLONE_NEWNS) != 0) {
        bool mapped =
            unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && tell_kernel("/proc/self/uid_map", uids) &&
            tell_kernel("/proc/self/setgroups", "deny") && tell_kernel("/proc/self/gid_map", gids);
        if (!mapped)
            return false;
    }
    return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

// Try to save more than there is room for; the old text must stay whole and nothing else with it.
static int save_too_much(const char *dir, int code)
{
    AUTO(free) char *file = path_join(dir, "file");
    AUTO(free) char *one = path_join(dir, "one");
    AUTO(free) char *two = path_join(dir, "two");
    AUTO(buf) Buf big = BUF_INIT;
    buf_add_fill(&big, 'x', 300000);
    REQUIRE(fs_write(file, STR("old"), NULL) && fs_write(one, STR("linked"), NULL));
    REQUIRE(link(one, two) == 0);
    const char *const paths[] = {file, one};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        AUTO(err) Err err = {0};
        REQUIRE(!fs_write(paths[i], buf_str(&big), &err));
        REQUIRE(err.code == code);
        REQUIRE(holds(file, STR("old")) && holds(one, STR("linked")));
        REQUIRE(count_entries(dir) == 3);
    }
    REQUIRE(fs_write(file, STR("new"), NULL) && holds(file, STR("new")));
    return 0;
}

static int on_full_disk(const char *dir)
{
    if (!own_mounts() || mount("none", dir, "tmpfs", 0, "size=128k") != 0)
        return UNABLE;
    return save_too_much(dir, ENOSPC);
}

static int over_size_limit(const char *dir)
{
    struct rlimit limit = {100000, 100000};
    signal(SIGXFSZ, SIG_IGN);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    return save_too_much(dir, EFBIG);
}

static void a_full_disk_leaves_the_old_text_whole(void **state)
{
    int code = in_child(on_full_disk, *state);
    // an ordinary user may lack the right to mount; the file size limit says the same elsewhere
    if (code != UNABLE || geteuid() == 0)
        assert_int_equal(code, 0);
    assert_int_equal(in_child(over_size_limit, *state), 0);
}

// The disk fills between the staging of the text and the write in place.
static int room_gone_in_place(const char *dir)
{
    if (!own_mounts() || mount("none", dir, "tmpfs", 0, "size=128k") != 0)
        return UNABLE;
    AUTO(free) char *one = path_join(dir, "one");
    AUTO(free) char *two = path_join(dir, "two");
    AUTO(buf) Buf big = BUF_INIT;
    buf_add_fill(&big, 'x', 80000);
    REQUIRE(fs_write(one, STR("linked"), NULL) && link(one, two) == 0);
    AUTO(err) Err err = {0};
    REQUIRE(!fs_write(one, buf_str(&big), &err) && err.code == ENOSPC);
    REQUIRE(holds(one, STR("linked")) && holds(two, STR("linked")));
    REQUIRE(count_entries(dir) == 2);
    return 0;
}

static void room_for_a_longer_text_is_reserved_first(void **state)
{
    int code = in_child(room_gone_in_place, *state);
    if (code != UNABLE || geteuid() == 0)
        assert_int_equal(code, 0);
}

static int without_rights(const char *dir)
{
    AUTO(free) char *closed = path_join(dir, "closed");
    AUTO(free) char *open = path_join(dir, "closed/open");
    AUTO(free) char *read_only = path_join(dir, "read-only");
    AUTO(free) char *new = path_join(dir, "closed/new");
    REQUIRE(become_nobody());
    bool in_place = false;
    FsSave *s = fs_save_begin(open, NULL);
    REQUIRE(s && fs_save_write(s, STR("new text"), NULL));
    REQUIRE(fs_save_commit(s, NULL, &in_place, NULL) && in_place);
    REQUIRE(holds(open, STR("new text")));
    AUTO(err) Err err = {0};
    REQUIRE(!fs_write(read_only, STR("new"), &err) && err.code == EACCES);
    REQUIRE(holds(read_only, STR("old")));
    err_deinit(&err);
    REQUIRE(!fs_write(new, STR("new"), &err) && err.code == EACCES);
    REQUIRE(count_entries(closed) == 1);
    return 0;
}

static void missing_rights_are_respected(void **state)
{
    const char *dir = *state;
    AUTO(free) char *closed = path_join(dir, "closed");
    AUTO(free) char *open = path_join(dir, "closed/open");
    AUTO(free) char *read_only = path_join(dir, "read-only");
    assert_true(fs_mkdirs(closed, NULL));
    assert_true(fs_write(open, STR("old"), NULL) && fs_write(read_only, STR("old"), NULL));
    assert_int_equal(chmod(open, 0666), 0);
    assert_int_equal(chmod(read_only, 0444), 0);
    assert_int_equal(chmod(closed, 0555), 0);
    int code = in_child(without_rights, dir);
    assert_int_equal(chmod(closed, 0755), 0);
    assert_int_equal(code, 0);
}

static int not_our_file(const char *dir)
{
    static const char *const names[] = {"shared/file", "sticky/file"};
    REQUIRE(become_nobody());
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO(free) char *path = path_join(dir, names[i]);
        FsStat before, after;
        bool in_place = false;
        REQUIRE(fs_stat(path, &before, NULL));
        FsSave *s = fs_save_begin(path, NULL);
        REQUIRE(s && fs_save_write(s, STR("new"), NULL));
        REQUIRE(fs_save_commit(s, &after, &in_place, NULL) && in_place);
        REQUIRE(after.uid == before.uid && after.ino == before.ino);
        REQUIRE(holds(path, STR("new")));
    }
    return 0;
}

static void somebody_elses_file_stays_theirs(void **state)
{
    if (geteuid() != 0) // only root can make a file that is not ours
        return;
    static const char *const dirs[] = {"shared", "sticky"};
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
        AUTO(free) char *dir = path_join(*state, dirs[i]);
        AUTO(free) char *file = path_join(dir, "file");
        assert_true(fs_mkdirs(dir, NULL));
        assert_int_equal(chmod(dir, i == 0 ? 0777 : 01777), 0);
        assert_true(fs_write(file, STR("old"), NULL));
        assert_int_equal(chmod(file, 0666), 0);
    }
    assert_int_equal(in_child(not_our_file, *state), 0);
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
        AUTO(free) char *dir = path_join(*state, dirs[i]);
        assert_int_equal(count_entries(dir), 1);
    }
}

static int mounted_over(const char *dir)
{
    AUTO(free) char *file = path_join(dir, "file");
    AUTO(free) char *other = path_join(dir, "other");
    REQUIRE(fs_write(file, STR("below"), NULL) && fs_write(other, STR("old"), NULL));
    if (!own_mounts() || mount(other, file, NULL, MS_BIND, NULL) != 0)
        return UNABLE;
    bool in_place = false;
    FsSave *s = fs_save_begin(file, NULL);
    REQUIRE(s && fs_save_write(s, STR("new"), NULL));
    REQUIRE(fs_save_commit(s, NULL, &in_place, NULL) && in_place);
    REQUIRE(holds(file, STR("new")) && holds(other, STR("new")));
    REQUIRE(count_entries(dir) == 2);
    return 0;
}

static void a_mounted_file_is_written_in_place(void **state)
{
    int code = in_child(mounted_over, *state);
    if (code != UNABLE || geteuid() == 0)
        assert_int_equal(code, 0);
}

enum { VICTIM_NBYTES = 400000 };

// Save a file full of one letter, then of the next, until the alarm kills us.
static int save_until_killed(const char *dir)
{
    AUTO(free) char *path = path_join(dir, "file");
    AUTO(buf) Buf text = BUF_INIT;
    buf_add_fill(&text, 'a', VICTIM_NBYTES);
    uint64_t seed = (uint64_t)clock_mono_ns() + (uint64_t)getpid();
    struct itimerval when = {.it_value.tv_usec = 1 + next_random(&seed) % 20000};
    signal(SIGALRM, SIG_DFL);
    REQUIRE(setitimer(ITIMER_REAL, &when, NULL) == 0);
    for (;;) {
        memset(text.p, 'a' + (int)(next_random(&seed) % 26), text.n);
        REQUIRE(fs_write(path, buf_str(&text), NULL));
    }
}

static void death_in_a_save_leaves_one_whole_text(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    AUTO(buf) Buf start = BUF_INIT;
    buf_add_fill(&start, 'a', VICTIM_NBYTES);
    assert_true(fs_write(path, buf_str(&start), NULL));
    for (int i = 0; i < 50; i++) {
        assert_int_equal(in_child(save_until_killed, *state), -SIGALRM);
        AUTO(buf) Buf got = BUF_INIT;
        assert_true(fs_read(path, 0, &got, NULL));
        assert_int_equal(got.n, VICTIM_NBYTES);
        memset(start.p, got.p[0], start.n);
        assert_true(str_eq(buf_str(&got), buf_str(&start)));
    }
}

const struct CMUnitTest save_faults_tests[] = {
    scratch_test(a_full_disk_leaves_the_old_text_whole),
    scratch_test(room_for_a_longer_text_is_reserved_first),
    scratch_test(missing_rights_are_respected),
    scratch_test(somebody_elses_file_stays_theirs),
    scratch_test(a_mounted_file_is_written_in_place),
    scratch_test(death_in_a_save_leaves_one_whole_text),
};
const size_t save_faults_tests_n = ARRAY_LEN(save_faults_tests);
