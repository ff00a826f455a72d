#include "base/fs-tree.h"
#include "base/path.h"
#include "suite.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static int by_name(const void *a, const void *b)
{
    return strcmp(((const FsEntry *)a)->name, ((const FsEntry *)b)->name);
}

// Not durable: there are many.
static bool write_quick(const char *path)
{
    return fs_create(path, STR("x"), 0644, NULL);
}

static void a_file_reads_back_whole(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    uint64_t seed = 3;
    for (int i = 0; i < 300000; i++)
        buf_add_byte(&text, (char)next_random(&seed));
    assert_true(fs_write(path, buf_str(&text), NULL));
    buf_add_c(&got, "x");
    assert_true(fs_read(path, 300000, &got, NULL));
    assert_true(str_eq(str_from(buf_str(&got), 1), buf_str(&text)));
    FsStat st;
    assert_true(fs_stat(path, &st, NULL));
    assert_int_equal(st.nbytes, 300000);
    assert_true(S_ISREG(st.mode));
}

static void what_is_no_text_is_not_read(void **state)
{
    const char *dir = *state;
    AUTO(free) char *big = path_join(dir, "big");
    AUTO(free) char *pipe = path_join(dir, "pipe");
    AUTO(free) char *none = path_join(dir, "none");
    assert_true(fs_write(big, STR("12345"), NULL));
    assert_int_equal(mkfifo(pipe, 0600), 0);
    const struct {
        const char *path, *what;
        int code;
    } cases[] = {
        {big, "it has more than 4 bytes", EFBIG},         {pipe, "it is no ordinary file", ENOTSUP},
        {none, "no such file or directory", ENOENT},      {dir, "is a directory", EISDIR},
        {"/dev/zero", "it is no ordinary file", ENOTSUP},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        AUTO(buf) Buf got = BUF_INIT;
        buf_add_c(&got, "kept");
        assert_false(fs_read(cases[i].path, 4, &got, &err));
        assert_int_equal(err.code, cases[i].code);
        assert_non_null(strstr(err_text(&err), cases[i].what));
        assert_non_null(strstr(err_text(&err), cases[i].path));
        assert_string_equal(buf_c(&got), "kept");
    }
}

static void folders_are_made_in_depth(void **state)
{
    AUTO(free) char *deep = path_join(*state, "a/b//c/");
    AUTO(free) char *file = path_join(*state, "a/file");
    AUTO(free) char *below = path_join(*state, "a/file/x");
    assert_true(fs_mkdirs(deep, NULL));
    assert_true(fs_is_dir(deep));
    assert_true(fs_mkdirs(deep, NULL));
    FsStat st;
    assert_true(fs_stat(deep, &st, NULL));
    assert_int_equal(st.mode & 0777, 0700);
    assert_true(fs_write(file, STR(""), NULL));
    AUTO(err) Err err = {0};
    assert_false(fs_mkdirs(below, &err));
    assert_int_equal(err.code, ENOTDIR);
}

static void a_folder_lists_its_entries(void **state)
{
    const char *dir = *state;
    AUTO(free) char *file = path_join(dir, "file");
    AUTO(free) char *sub = path_join(dir, "sub");
    AUTO(free) char *to_sub = path_join(dir, "to-sub");
    AUTO(free) char *to_none = path_join(dir, "to-none");
    assert_true(fs_write(file, STR(""), NULL));
    assert_true(fs_mkdirs(sub, NULL));
    assert_int_equal(symlink("sub", to_sub), 0);
    assert_int_equal(symlink("nowhere", to_none), 0);
    static const struct {
        const char *name;
        bool is_dir, is_link;
    } expected[] = {
        {"file", false, false},
        {"sub", true, false},
        {"to-none", false, true},
        {"to-sub", true, true},
    };
    FsList got = {0};
    assert_true(fs_list(dir, &got, NULL));
    assert_int_equal(got.n, ARRAY_LEN(expected));
    qsort(got.p, got.n, sizeof *got.p, by_name);
    for (size_t i = 0; i < got.n; i++) {
        assert_string_equal(got.p[i].name, expected[i].name);
        assert_int_equal(got.p[i].is_dir, expected[i].is_dir);
        assert_int_equal(got.p[i].is_link, expected[i].is_link);
    }
    fs_list_deinit(&got);
    AUTO(err) Err err = {0};
    assert_false(fs_list(file, &got, &err));
    assert_int_equal(err.code, ENOTDIR);
}

static void a_tree_is_removed_but_not_what_it_links_to(void **state)
{
    AUTO(free) char *tree = path_join(*state, "tree");
    AUTO(free) char *kept = path_join(*state, "kept/file");
    AUTO(free) char *kept_dir = path_join(*state, "kept");
    AUTO(free) char *link = path_join(tree, "a/link");
    assert_true(fs_mkdirs(kept_dir, NULL));
    assert_true(fs_write(kept, STR("x"), NULL));
    static const char *const dirs[] = {"a", "a/b", "a/c/d", "e", "f/g/h/i"};
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
        AUTO(free) char *sub = path_join(tree, dirs[i]);
        AUTO(free) char *file = path_join(sub, "file");
        assert_true(fs_mkdirs(sub, NULL));
        assert_true(fs_write(file, STR("x"), NULL));
    }
    assert_int_equal(symlink(kept_dir, link), 0);
    assert_true(fs_remove_tree(tree, NULL));
    assert_false(fs_exists(tree));
    assert_true(fs_exists(kept));
    AUTO(err) Err err = {0};
    assert_false(fs_remove_tree(tree, &err));
    assert_int_equal(err.code, ENOENT);
}

// Deeper than there are file descriptors, and than a path may be long.
static void a_very_deep_tree_is_removed(void **state)
{
    AUTO(free) char *top = path_join(*state, "deep");
    assert_int_equal(mkdir(top, 0700), 0);
    int at = open(top, O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < 1100; i++) {
        assert_int_equal(mkdirat(at, "sub", 0700), 0);
        int next = openat(at, "sub", O_RDONLY | O_DIRECTORY);
        assert_true(next >= 0);
        close(at);
        at = next;
    }
    close(at);
    AUTO(err) Err err = {0};
    if (!fs_remove_tree(top, &err))
        fail_msg("%s", err_text(&err));
    assert_false(fs_exists(top));
}

static void a_changed_file_is_noticed(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    FsStat before, after;
    assert_true(fs_write(path, STR("one"), NULL));
    assert_true(fs_stat(path, &before, NULL));
    assert_true(fs_stat(path, &after, NULL));
    assert_true(fs_stat_same(&before, &after));
    assert_true(fs_write(path, STR("two"), NULL));
    assert_true(fs_stat(path, &after, NULL));
    assert_false(fs_stat_same(&before, &after));
}

static void a_file_that_is_kept_is_written_into(void **state)
{
    AUTO(free) char *path = path_join(*state, "kept");
    struct stat before, after;
    bool in_place = false;
    assert_true(fs_write(path, STR("a longer text"), NULL));
    assert_int_equal(stat(path, &before), 0);
    FsSave *s = fs_save_begin(path, NULL);
    fs_save_keep_file(s);
    assert_true(fs_save_write(s, STR("short"), NULL));
    assert_true(fs_save_commit(s, NULL, &in_place, NULL));
    assert_true(in_place);
    assert_int_equal(stat(path, &after), 0);
    assert_true(before.st_ino == after.st_ino);
    AUTO(buf) Buf text = BUF_INIT;
    assert_true(fs_read(path, 100, &text, NULL));
    assert_string_equal(buf_c(&text), "short");
}

typedef struct {
    char *dir, *foreign; // owned
    atomic_bool cancel, over;
} Intruder;

// Puts a file into the folder as soon as that is there, and has the copying given up.
static void *intrude(void *arg)
{
    Intruder *x = arg;
    while (!fs_exists(x->dir) && !x->over)
        ;
    if (!x->over && fs_write(x->foreign, STR("not yours"), NULL))
        x->cancel = true;
    return NULL;
}

static void a_copy_that_is_given_up_removes_what_it_made_alone(void **state)
{
    enum { FILES = 3000 };
    AUTO(free) char *from = path_join(*state, "from");
    bool intruded = false;
    for (int i = 0; i < FILES; i++) {
        AUTO(free) char *file = xasprintf("%s/%d/%d", from, i % 7, i);
        AUTO(free) char *dir = str_dup(path_dir(str_c(file)));
        assert_true(fs_mkdirs(dir, NULL) && write_quick(file));
    }
    for (int i = 0; !intruded; i++) {
        AUTO(free) char *to = xasprintf("%s/to%d", (char *)*state, i);
        Intruder x = {.dir = xstrdup(to), .foreign = path_join(to, "foreign")};
        const FsWatch watch = {.cancel = &x.cancel};
        pthread_t thread;
        FsList list = {0};
        AUTO(err) Err err = {0};
        assert_int_equal(pthread_create(&thread, NULL, intrude, &x), 0);
        intruded = !fs_copy_tree(from, to, &watch, &err);
        x.over = true;
        pthread_join(thread, NULL);
        if (intruded) {
            assert_int_equal(err.code, ECANCELED);
            assert_true(fs_list(to, &list, NULL));
            assert_int_equal(list.n, 1);
            assert_string_equal(list.p[0].name, "foreign");
        }
        fs_list_deinit(&list);
        free(x.dir);
        free(x.foreign);
    }
}

static void a_copy_that_fails_leaves_nothing(void **state)
{
    AUTO(free) char *from = path_join(*state, "from");
    AUTO(free) char *to = path_join(*state, "to");
    AUTO(free) char *deep = path_join(from, "a/b");
    AUTO(free) char *odd = path_join(deep, "node");
    AUTO(free) char *locked = path_join(from, "locked");
    AUTO(free) char *kept = path_join(locked, "kept");
    AUTO(err) Err err = {0};
    assert_true(fs_mkdirs(deep, NULL) && fs_mkdirs(locked, NULL) && write_quick(kept));
    assert_int_equal(chmod(locked, 0500), 0);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    assert_true(strlen(odd) < sizeof at.sun_path);
    memcpy(at.sun_path, odd, strlen(odd) + 1);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_false(fs_copy_tree(from, to, NULL, &err));
    assert_non_null(strstr(err_text(&err), "it is a device or a socket"));
    assert_false(fs_exists(to));
    close(fd);
    assert_int_equal(chmod(locked, 0700), 0);
}

const struct CMUnitTest fs_tests[] = {
    scratch_test(a_copy_that_is_given_up_removes_what_it_made_alone),
    scratch_test(a_copy_that_fails_leaves_nothing),
    scratch_test(a_file_reads_back_whole),
    scratch_test(what_is_no_text_is_not_read),
    scratch_test(folders_are_made_in_depth),
    scratch_test(a_folder_lists_its_entries),
    scratch_test(a_tree_is_removed_but_not_what_it_links_to),
    scratch_test(a_very_deep_tree_is_removed),
    scratch_test(a_changed_file_is_noticed),
    scratch_test(a_file_that_is_kept_is_written_into),
};
const size_t fs_tests_n = ARRAY_LEN(fs_tests);
