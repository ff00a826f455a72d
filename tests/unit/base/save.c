// What a save keeps, and where it puts the text.
#include "base/fs.h"
#include "base/path.h"
#include "suite.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>

static void assert_text(const char *path, const char *text)
{
    AUTO(buf) Buf got = BUF_INIT;
    assert_true(fs_read(path, 0, &got, NULL));
    assert_string_equal(buf_c(&got), text);
}

static void assert_entries(const char *dir, size_t n)
{
    FsList got = {0};
    assert_true(fs_list(dir, &got, NULL));
    assert_int_equal(got.n, n);
    fs_list_deinit(&got);
}

// Save `text`; answers whether it went in place.
static bool save(const char *path, const char *text)
{
    AUTO(err) Err err = {0};
    bool in_place = false;
    FsStat after, now;
    FsSave *s = fs_save_begin(path, &err);
    if (!s || !fs_save_write(s, str_c(text), &err) || !fs_save_commit(s, &after, &in_place, &err))
        fail_msg("%s", err_text(&err));
    assert_true(fs_stat(path, &now, NULL));
    assert_memory_equal(&now, &after, sizeof now);
    return in_place;
}

static void a_new_file_obeys_the_umask(void **state)
{
    AUTO(free) char *path = path_join(*state, "new");
    mode_t old = umask(027);
    assert_false(save(path, "text"));
    umask(old);
    FsStat st;
    assert_true(fs_stat(path, &st, NULL));
    assert_int_equal(st.mode & 07777, 0640);
    assert_text(path, "text");
    assert_entries(*state, 1);
}

static void mode_and_owner_stay(void **state)
{
    static const mode_t modes[] = {0644, 0600, 0755, 0666, 0640, 02755};
    bool root = geteuid() == 0;
    for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
        AUTO(free) char *path = path_join(*state, "file");
        assert_true(fs_write(path, STR("old"), NULL));
        if (root)
            assert_int_equal(chown(path, 1234, 4321), 0);
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_false(save(path, "new"));
        FsStat st;
        assert_true(fs_stat(path, &st, NULL));
        assert_int_equal(st.mode & 07777, modes[i]);
        assert_int_equal(st.uid, root ? 1234 : geteuid());
        assert_int_equal(st.gid, root ? 4321 : st.gid);
        assert_text(path, "new");
    }
    assert_entries(*state, 1);
}

// The kernel's form of "user::rw- user:4711:r-- group::r-- mask::r-- other::---".
static size_t make_acl(char *out)
{
    static const struct {
        uint16_t tag, perm;
        uint32_t id;
    } entries[] = {{1, 6, ~0u}, {2, 4, 4711}, {4, 4, ~0u}, {16, 4, ~0u}, {32, 0, ~0u}};
    uint32_t version = htole32(2);
    memcpy(out, &version, 4);
    char *at = out + 4;
    for (size_t i = 0; i < ARRAY_LEN(entries); i++, at += 8) {
        uint16_t tag = htole16(entries[i].tag), perm = htole16(entries[i].perm);
        uint32_t id = htole32(entries[i].id);
        memcpy(at, &tag, 2);
        memcpy(at + 2, &perm, 2);
        memcpy(at + 4, &id, 4);
    }
    return (size_t)(at - out);
}

static void extended_attributes_and_acls_stay(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    char acl[64], got[64];
    size_t acl_n = make_acl(acl);
    assert_true(fs_write(path, STR("old"), NULL));
    // where the file system has none of them, there is none to lose and the save must still work
    bool user = setxattr(path, "user.note", "abc", 3, 0) == 0;
    assert_true(user || errno == ENOTSUP);
    bool acls = setxattr(path, "system.posix_acl_access", acl, acl_n, 0) == 0;
    assert_true(acls || errno == ENOTSUP);
    assert_false(save(path, "new"));
    assert_text(path, "new");
    assert_int_equal(getxattr(path, "user.note", got, sizeof got), user ? 3 : -1);
    ssize_t n = getxattr(path, "system.posix_acl_access", got, sizeof got);
    assert_int_equal(n, acls ? (ssize_t)acl_n : -1);
    if (acls)
        assert_memory_equal(got, acl, acl_n);
}

// A folder's default ACL is for new files; an old file without an ACL must not catch one.
static void a_default_acl_does_not_creep_in(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    char acl[64];
    size_t acl_n = make_acl(acl);
    assert_true(fs_write(path, STR("old"), NULL));
    assert_int_equal(chmod(path, 0640), 0);
    bool acls = setxattr(*state, "system.posix_acl_default", acl, acl_n, 0) == 0;
    assert_true(acls || errno == ENOTSUP);
    assert_false(save(path, "new"));
    assert_int_equal(getxattr(path, "system.posix_acl_access", acl, sizeof acl), -1);
    FsStat st;
    assert_true(fs_stat(path, &st, NULL));
    assert_int_equal(st.mode & 0777, 0640);
}

static void a_link_stays_and_its_target_is_replaced(void **state)
{
    const char *dir = *state;
    AUTO(free) char *sub = path_join(dir, "sub");
    AUTO(free) char *file = path_join(dir, "sub/file");
    AUTO(free) char *link = path_join(dir, "link");
    AUTO(free) char *chain = path_join(dir, "chain");
    AUTO(free) char *dangling = path_join(dir, "dangling");
    AUTO(free) char *made = path_join(dir, "sub/made");
    AUTO(free) char *circle = path_join(dir, "circle");
    assert_true(fs_mkdirs(sub, NULL));
    assert_true(fs_write(file, STR("old"), NULL));
    assert_int_equal(symlink("sub/file", link), 0);
    assert_int_equal(symlink(link, chain), 0);
    assert_int_equal(symlink("sub/made", dangling), 0);
    assert_int_equal(symlink("circle", circle), 0);
    assert_false(save(chain, "new"));
    assert_text(file, "new");
    assert_false(save(dangling, "made"));
    assert_text(made, "made");
    struct stat st;
    assert_true(lstat(chain, &st) == 0 && S_ISLNK(st.st_mode));
    assert_true(lstat(link, &st) == 0 && S_ISLNK(st.st_mode));
    assert_true(lstat(dangling, &st) == 0 && S_ISLNK(st.st_mode));
    assert_entries(sub, 2);
    AUTO(err) Err err = {0};
    assert_null(fs_save_begin(circle, &err));
    assert_int_equal(err.code, ELOOP);
}

static void hard_links_stay_one_file(void **state)
{
    AUTO(free) char *one = path_join(*state, "one");
    AUTO(free) char *two = path_join(*state, "two");
    static const char *const texts[] = {"longer than before", "short", ""};
    assert_true(fs_write(one, STR("old text"), NULL));
    assert_int_equal(link(one, two), 0);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        assert_true(save(one, texts[i]));
        assert_text(one, texts[i]);
        assert_text(two, texts[i]);
    }
    FsStat st;
    assert_true(fs_stat(one, &st, NULL));
    assert_int_equal(st.nlink, 2);
    assert_entries(*state, 2);
}

static void what_cannot_be_saved_says_why(void **state)
{
    const char *dir = *state;
    AUTO(free) char *nowhere = path_join(dir, "nowhere/file");
    AUTO(free) char *pipe = path_join(dir, "pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    const struct {
        const char *path;
        int code;
    } cases[] = {
        {dir, EISDIR}, {nowhere, ENOENT}, {"/dev/full", ENOSPC}, {pipe, ENXIO}, {"", ENOENT},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        assert_false(fs_write(cases[i].path, STR("text"), &err));
        assert_int_equal(err.code, cases[i].code);
        assert_non_null(strstr(err_text(&err), cases[i].path));
    }
    assert_entries(dir, 1);
}

static void a_device_is_written_in_place(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    bool in_place = false;
    FsSave *s = fs_save_begin("/dev/null", &err);
    assert_non_null(s);
    assert_true(fs_save_write(s, STR("gone"), &err));
    assert_true(fs_save_commit(s, NULL, &in_place, &err));
    assert_true(in_place);
}

static void an_aborted_save_leaves_no_trace(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    assert_true(fs_write(path, STR("old"), NULL));
    FsSave *s = fs_save_begin(path, NULL);
    assert_true(fs_save_write(s, STR("new"), NULL));
    fs_save_abort(s);
    assert_text(path, "old");
    assert_entries(*state, 1);
}

// As a save leaves the folder that is killed before it commits.
static void nobody_sees_what_is_not_complete(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    assert_true(fs_write(path, STR("old"), NULL));
    AUTO(fd) int fd = open(*state, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0)
        return; // this file system knows no files without a name
    FsSave *s = fs_save_begin(path, NULL);
    assert_true(fs_save_write(s, STR("new"), NULL));
    assert_text(path, "old");
    assert_entries(*state, 1);
    assert_true(fs_save_commit(s, NULL, NULL, NULL));
    assert_text(path, "new");
    assert_entries(*state, 1);
}

static void a_file_removed_meanwhile_comes_back(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    assert_true(fs_write(path, STR("old"), NULL));
    assert_int_equal(chmod(path, 0751), 0);
    FsSave *s = fs_save_begin(path, NULL);
    assert_true(fs_save_write(s, STR("new"), NULL));
    assert_int_equal(unlink(path), 0);
    FsStat after;
    assert_true(fs_save_commit(s, &after, NULL, NULL));
    assert_int_equal(after.mode & 07777, 0751);
    assert_text(path, "new");
}

static void pieces_of_all_sizes_arrive_in_order(void **state)
{
    AUTO(free) char *path = path_join(*state, "file");
    AUTO(buf) Buf all = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    uint64_t seed = 11;
    FsSave *s = fs_save_begin(path, NULL);
    for (int i = 0; i < 60; i++) {
        size_t n = next_random(&seed) % (i % 3 ? 2000 : 400000), from = all.n;
        for (size_t k = 0; k < n; k++)
            buf_add_byte(&all, (char)next_random(&seed));
        assert_true(fs_save_write(s, str_from(buf_str(&all), from), NULL));
    }
    assert_true(fs_save_commit(s, NULL, NULL, NULL));
    assert_true(fs_read(path, 0, &got, NULL));
    assert_true(str_eq(buf_str(&got), buf_str(&all)));
}

static bool keep_text(void *arg, Str bytes)
{
    Buf *all = arg;
    buf_add(all, bytes);
    return !str_eq_c(bytes, "stays");
}

static void what_a_killed_save_left_is_found(void **state)
{
    static const struct {
        const char *name, *text;
        bool held, goes, tidied; // offered and taken; removed unasked
    } files[] = {
        {".a.txt.codelab-0123456789abcdef", "left", false, true, true},
        {".a.txt.codelab-1123456789abcdef", "held", true, false, false}, // its save goes on
        {".a.txt.codelab-2123456789abcdef", "stays", false, false, true},
        {".a.txt.codelab-3123456789abcdef", "larger than asked for", false, false, true},
        {".b.txt.codelab-0123456789abcdef", "of another file", false, false, true},
        {".a.txt.codelab-0123", "not ours", false, false, false},
        {"a.txt.codelab-0123456789abcdef", "not ours either", false, false, false},
        {".codelab-0123456789abcdef", "of nothing", false, false, false},
    };
    AUTO(free) char *target = path_join(*state, "a.txt");
    AUTO(buf) Buf found = BUF_INIT;
    int held = -1;
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO(free) char *path = path_join(*state, files[i].name);
        assert_true(fs_write(path, str_c(files[i].text), NULL));
        if (files[i].held)
            assert_int_equal(flock(held = open(path, O_RDONLY | O_CLOEXEC), LOCK_EX), 0);
    }
    fs_save_leftovers(target, 10, keep_text, &found);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO(free) char *path = path_join(*state, files[i].name);
        assert_int_equal(fs_exists(path), !files[i].goes);
    }
    assert_true(str_eq_c(buf_str(&found), "leftstays") || str_eq_c(buf_str(&found), "staysleft"));
    fs_save_tidy(*state);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO(free) char *path = path_join(*state, files[i].name);
        assert_int_equal(fs_exists(path), !files[i].goes && !files[i].tidied);
    }
    close(held);
}

const struct CMUnitTest save_tests[] = {
    scratch_test(a_new_file_obeys_the_umask),
    scratch_test(mode_and_owner_stay),
    scratch_test(extended_attributes_and_acls_stay),
    scratch_test(a_default_acl_does_not_creep_in),
    scratch_test(a_link_stays_and_its_target_is_replaced),
    scratch_test(hard_links_stay_one_file),
    scratch_test(what_cannot_be_saved_says_why),
    scratch_test(a_device_is_written_in_place),
    scratch_test(an_aborted_save_leaves_no_trace),
    scratch_test(nobody_sees_what_is_not_complete),
    scratch_test(a_file_removed_meanwhile_comes_back),
    scratch_test(pieces_of_all_sizes_arrive_in_order),
    scratch_test(what_a_killed_save_left_is_found),
};
const size_t save_tests_n = ARRAY_LEN(save_tests);
