#include "suite.h"

#include "store/archive.h"
#include "store/codec.h"

#include "base/fs-tree.h"
#include "base/path.h"

static char *below(const World *w, const char *name)
{
    return xasprintf("%s/%s", w->dir, name);
}

static void put(World *w, const char *name, const char *text)
{
    AUTO(free) char *path = xasprintf("%s/%s", w->tree, name);
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    MUST(fs_mkdirs_mode(dir, 0755, &err));
    temp_write(path, str_c(text));
}

static void scan(World *w)
{
    int64_t n;
    MUST(store_project_scan(w->store, w->project, &n, &err));
}

static void export_to(World *w, const char *to, bool history)
{
    ExportResult e;
    MUST(store_project_export(w->store, w->project, to, history, &e, &err));
    assert_int_equal(e.ndamaged, 0);
    FsStat st;
    MUST(fs_stat(to, &st, &err));
    assert_int_equal(st.mode & 0777, 0600);
    assert_int_equal(st.nbytes, e.nbytes);
}

static bool import_to(World *w, const char *file, const char *to, ImportResult *out, Err *err)
{
    const ImportPlace place = {to, w->dir};
    return store_project_import(w->store, file, &place, out, err);
}

// Nothing of a refused archive is anywhere.
static void expect_nothing(World *w, const char *to)
{
    Projects all = {0};
    FsList list = {0};
    MUST(store_project_list(w->store, &all, &err));
    assert_int_equal(all.n, 1);
    projects_deinit(&all);
    assert_false(fs_exists(to));
    MUST(fs_list(w->dir, &list, &err));
    VEC_EACH (FsEntry, e, &list)
        assert_false(str_starts(str_c(e->name), STR(".codelab")));
    fs_list_deinit(&list);
}

static void fill(World *w)
{
    put(w, "src/main.c", "int main(void) { return 0; }\n");
    put(w, "copy.c", "int main(void) { return 0; }\n");
    put(w, "run", "#!/bin/sh\n");
    put(w, "gone", "was here\n");
    AUTO(free) char *run = xasprintf("%s/run", w->tree);
    AUTO(free) char *link_path = xasprintf("%s/link", w->tree);
    AUTO(free) char *out_path = xasprintf("%s/out", w->tree);
    AUTO(free) char *empty = xasprintf("%s/empty", w->tree);
    AUTO(free) char *gone = xasprintf("%s/gone", w->tree);
    assert_int_equal(chmod(run, 0755), 0);
    assert_int_equal(symlink("src/main.c", link_path), 0);
    assert_int_equal(symlink("../../etc", out_path), 0);
    assert_int_equal(mkdir(empty, 0700), 0);
    scan(w);
    for (int i = 0; i < 30; i++) {
        AUTO(free) char *text = xasprintf("int main(void) { return %d; }\n", i);
        put(w, "src/main.c", text);
        world_save(w, "src/main.c", str_c(text));
    }
    assert_int_equal(unlink(gone), 0);
    scan(w);
}

static void all_versions_come_back(void **state)
{
    World *w = *state;
    ImportResult r;
    HistoryPoints points = {0};
    AUTO(free) char *file = below(w, "a.codelab");
    AUTO(free) char *to = below(w, "again");
    fill(w);
    int64_t there = 0, here = 0;
    Versions versions = {0}, others = {0};
    MUST(store_versions(w->store, w->project, STR("src/main.c"), &versions, &err));
    HistoryPoint p = {.path = (char *)"", .name = (char *)"before", .moment = versions.p[10].id};
    MUST(store_point_add(w->store, w->project, &p, &err));
    export_to(w, file, true);
    MUST(import_to(w, file, to, &r, &err));
    assert_int_equal(r.nfiles, 3);
    assert_int_equal(r.nlinks, 1); // the one to /etc
    MUST(store_versions(w->store, r.project, STR("src/main.c"), &others, &err));
    assert_int_equal(others.n, versions.n);
    for (size_t i = 0; i < others.n; i++) {
        AUTO(buf) Buf a = BUF_INIT, b = BUF_INIT;
        const Version *x = &versions.p[i], *y = &others.p[i];
        assert_int_equal(x->n, y->n);
        assert_int_equal(x->time_ms, y->time_ms);
        assert_int_equal(x->cause, y->cause);
        assert_string_equal(x->hash, y->hash);
        MUST(store_version_read(w->store, w->project, STR("src/main.c"), x->n, NULL, &a, &err));
        MUST(store_version_read(w->store, r.project, STR("src/main.c"), y->n, NULL, &b, &err));
        assert_true(str_eq(buf_str(&a), buf_str(&b)));
    }
    // a moment is the same moment
    MUST(store_points(w->store, r.project, STR_NULL, &points, &err));
    assert_int_equal(points.n, 1);
    assert_string_equal(points.p[0].name, "before");
    MUST(store_moment_version(w->store, w->project, STR("src/main.c"), p.moment, &there, &err));
    MUST(store_moment_version(w->store, r.project, STR("src/main.c"), points.p[0].moment, &here,
                              &err));
    assert_int_equal(there, here);
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free) char *main_c = below(w, "again/src/main.c");
    temp_read(main_c, &text);
    assert_string_equal(buf_c(&text), "int main(void) { return 29; }\n");
    AUTO(free) char *run = below(w, "again/run");
    AUTO(free) char *empty = below(w, "again/empty");
    AUTO(free) char *link_path = below(w, "again/link");
    AUTO(free) char *gone = below(w, "again/gone");
    FsStat st;
    MUST(fs_stat(run, &st, &err));
    assert_int_equal(st.mode & 0777, 0755);
    MUST(fs_lstat(link_path, &st, &err));
    assert_true(S_ISLNK(st.mode));
    assert_true(fs_is_dir(empty));
    assert_false(fs_exists(gone));
    VerifyResult v;
    MUST(store_verify(w->store, 0, &v, &err));
    assert_int_equal(v.damaged.n, 0);
    verify_result_deinit(&v);
    history_points_deinit(&points);
    vec_deinit(&versions);
    vec_deinit(&others);
}

static void the_newest_alone_come_back(void **state)
{
    World *w = *state;
    ImportResult r;
    AUTO(free) char *all = below(w, "all.codelab");
    AUTO(free) char *newest = below(w, "newest.codelab");
    AUTO(free) char *to = below(w, "again");
    fill(w);
    export_to(w, all, true);
    export_to(w, newest, false);
    FsStat a, b;
    MUST(fs_stat(all, &a, &err));
    MUST(fs_stat(newest, &b, &err));
    assert_true(b.nbytes < a.nbytes / 3);
    MUST(import_to(w, newest, to, &r, &err));
    assert_int_equal(r.nversions, 3);
    AUTO(buf) Buf text = BUF_INIT;
    MUST(store_version_read(w->store, r.project, STR("src/main.c"), 0, NULL, &text, &err));
    assert_string_equal(buf_c(&text), "int main(void) { return 29; }\n");
}

static void an_archive_cut_anywhere_is_refused(void **state)
{
    World *w = *state;
    ImportResult r;
    AUTO(buf) Buf whole = BUF_INIT;
    AUTO(free) char *file = below(w, "a.codelab");
    AUTO(free) char *to = below(w, "again");
    fill(w);
    export_to(w, file, true);
    temp_read(file, &whole);
    for (size_t n = 0; n < whole.n; n += 1 + n / 10) {
        AUTO(err) Err why = {0};
        temp_write(file, str_upto(buf_str(&whole), n));
        assert_false(import_to(w, file, to, &r, &why));
        assert_non_null(strstr(err_text(&why), n < sizeof ARCHIVE_MARK - 1
                                                   ? "is no archive of a project"
                                                   : "the archive is cut short or damaged"));
    }
    buf_add_byte(&whole, 'x');
    temp_write(file, buf_str(&whole));
    assert_false(import_to(w, file, to, &r, NULL));
    expect_nothing(w, to);
}

static void a_flipped_bit_is_refused(void **state)
{
    World *w = *state;
    ImportResult r;
    AUTO(buf) Buf whole = BUF_INIT;
    AUTO(free) char *file = below(w, "a.codelab");
    AUTO(free) char *to = below(w, "again");
    fill(w);
    export_to(w, file, true);
    temp_read(file, &whole);
    uint32_t seed = 3;
    for (int i = 0; i < 100; i++) {
        size_t at = world_random(&seed) % whole.n;
        char was = whole.p[at];
        whole.p[at] ^= (char)(1u << world_random(&seed) % 8);
        temp_write(file, buf_str(&whole));
        assert_false(import_to(w, file, to, &r, NULL));
        whole.p[at] = was;
    }
    expect_nothing(w, to);
}

// Archives by somebody with bad intentions: in shape and summed up.

typedef struct {
    ArchiveWriter w;
    FsSave *save;
} Forgery;

static void forge_begin(Forgery *f, const char *file)
{
    MUST(f->save = fs_save_begin(file, &err));
    MUST(archive_begin(&f->w, f->save, &err));
    archive_put_str(&f->w, STR("forged"));
    archive_put_int(&f->w, 1);
    MUST(archive_write(&f->w, ARCHIVE_PROJECT, &err));
}

static void forge_end(Forgery *f)
{
    MUST(archive_end(&f->w, &err));
    MUST(fs_save_commit(f->save, NULL, NULL, &err));
    archive_deinit(&f->w);
}

static void forge_file(Forgery *f, Str path, int kind, Str target)
{
    archive_put_str(&f->w, path);
    archive_put_int(&f->w, kind);
    archive_put_int(&f->w, 0644);
    archive_put_int(&f->w, 1);
    archive_put_str(&f->w, target);
    MUST(archive_write(&f->w, ARCHIVE_FILE, &err));
}

typedef struct {
    int64_t file, id, n, cause, nbytes, packing;
    Str bytes, packed; // hash of bytes
} ForgedVersion;

static void forge_version(Forgery *f, const ForgedVersion *v)
{
    uint8_t sum[HASH_NBYTES];
    const int64_t numbers[] = {v->file, v->id, v->n, 0, 1, v->cause, 0644};
    hash_sha256(v->bytes, sum);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        archive_put_int(&f->w, numbers[i]);
    archive_put_str(&f->w, STR("label"));
    archive_put_str(&f->w, STR(""));
    archive_put_str(&f->w, str_n((const char *)sum, sizeof sum));
    archive_put_int(&f->w, v->nbytes);
    archive_put_int(&f->w, v->packing);
    archive_put_str(&f->w, v->packed);
    MUST(archive_write(&f->w, ARCHIVE_VERSION, &err));
}

static void paths_that_lead_out_are_refused(void **state)
{
    World *w = *state;
    AUTO(free) char *file = below(w, "a.codelab");
    AUTO(free) char *to = below(w, "again");
    static const Str paths[] = {{"../x", 4}, {"/etc/x", 6}, {"a/../../x", 9}, {"a//b", 4},
                                {"./a", 3},  {"a/.", 3},    {"a\0b", 3},      {"", 0}};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        Forgery f;
        ImportResult r;
        AUTO(err) Err why = {0};
        forge_begin(&f, file);
        forge_file(&f, paths[i], 0, STR(""));
        forge_end(&f);
        assert_false(import_to(w, file, to, &r, &why));
        assert_non_null(strstr(err_text(&why), "a path leads out of the project"));
    }
    expect_nothing(w, to);
}

static void links_are_no_way_out(void **state)
{
    World *w = *state;
    Forgery f;
    ImportResult r;
    AUTO(free) char *file = below(w, "a.codelab");
    AUTO(free) char *to = below(w, "again");
    AUTO(err) Err why = {0};
    const ForgedVersion v = {1, 1, 1, 1, 1, 0, STR("x"), STR("x")};
    // something to be written through a link that stays inside
    forge_begin(&f, file);
    forge_file(&f, STR("a"), 2, STR("b"));
    forge_file(&f, STR("a/x"), 0, STR(""));
    forge_version(&f, &v);
    forge_end(&f);
    assert_false(import_to(w, file, to, &r, &why));
    assert_non_null(strstr(err_text(&why), "a file stands in the place of a folder"));
    expect_nothing(w, to);
    // links that lead out are left out
    forge_begin(&f, file);
    forge_file(&f, STR("a"), 2, STR("/etc"));
    forge_file(&f, STR("b/c"), 2, STR("../../x"));
    forge_file(&f, STR("d"), 2, STR("b/../../x"));
    forge_file(&f, STR("e"), 2, STR(""));
    forge_file(&f, STR("b/good"), 2, STR("../b/c"));
    forge_end(&f);
    MUST(import_to(w, file, to, &r, &err));
    assert_int_equal(r.nlinks, 4);
    AUTO(free) char *good = below(w, "again/b/good");
    FsStat st;
    MUST(fs_lstat(good, &st, &err));
}

static void contents_that_lie_are_refused(void **state)
{
    World *w = *state;
    AUTO(free) char *file = below(w, "a.codelab");
    AUTO(free) char *to = below(w, "again");
    world_save(w, "secret", STR("a secret of another project"));
    const struct {
        ForgedVersion v;
        const char *why;
    } cases[] = {
        {{0, 1, 1, 1, 1, 0, STR("x"), STR("y")}, "a content is not what its hash says"},
        {{0, 1, 1, 1, 9, 0, STR("x"), STR("x")}, "a content is damaged"},
        {{0, 1, 1, 1, 1, 1, STR("x"), STR("x")}, "a content is damaged"},
        {{0, 1, 1, 1, 1, 2, STR("x"), STR("x")}, "a content has nothing to stand on"},
        {{0, 1, 1, 1, 1, 4, STR("x"), STR("x")}, "a record is damaged"},
        {{0, 1, 1, 99, 1, 0, STR("x"), STR("x")}, "a record is damaged"},
        {{1, 1, 1, 1, 1, 0, STR("x"), STR("x")}, "a version is out of its place"},
        {{0, 0, 1, 1, 1, 0, STR("x"), STR("x")}, "a version is out of its place"},
        {{0, 1, 0, 1, 1, 0, STR("x"), STR("x")}, "a version is out of its place"},
        {{0, 1, 1, 1, (int64_t)65 << 20, 1, STR("x"), STR("x")}, "a file is larger than 64 MB"},
        // whose hash one knows one does not have
        {{0, 1, 1, 1, 27, 3, STR("a secret of another project"), STR("")}, "a content is missing"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Forgery f;
        ImportResult r;
        AUTO(err) Err why = {0};
        forge_begin(&f, file);
        forge_file(&f, STR("a"), 0, STR(""));
        forge_version(&f, &cases[i].v);
        forge_end(&f);
        assert_false(import_to(w, file, to, &r, &why));
        if (!strstr(err_text(&why), cases[i].why))
            fail_msg("case %zu: %s", i, err_text(&why));
    }
    expect_nothing(w, to);
}

static void what_grows_beyond_reason_is_refused(void **state)
{
    World *w = *state;
    enum { LARGE = 60 << 20, NAMES = 40 };
    Forgery f;
    ImportResult r;
    AUTO(err) Err why = {0};
    AUTO(free) char *file = below(w, "a.codelab");
    AUTO(free) char *to = below(w, "again");
    AUTO(buf) Buf zeros = BUF_INIT, packed = BUF_INIT;
    Codec *codec = codec_new();
    buf_add_fill(&zeros, '\0', LARGE);
    PackKind kind = codec_pack(codec, buf_str(&zeros), STR_NULL, &packed);
    codec_free(codec);
    assert_int_equal(kind, PACK_ZSTD);
    forge_begin(&f, file);
    for (int i = 0; i < NAMES; i++) {
        AUTO(free) char *name = xasprintf("f%d", i);
        forge_file(&f, str_c(name), 0, STR(""));
    }
    // one content under many names: small here, not on the disk
    for (int i = 0; i < NAMES; i++) {
        ForgedVersion v = {i, i + 1, 1, 1, LARGE, kind, buf_str(&zeros), buf_str(&packed)};
        if (i > 0) {
            v.packing = ARCHIVE_SAME;
            v.packed = STR("");
        }
        forge_version(&f, &v);
    }
    forge_end(&f);
    assert_false(import_to(w, file, to, &r, &why));
    assert_non_null(strstr(err_text(&why), "it would become too large"));
    expect_nothing(w, to);
}

static void an_archive_of_a_newer_codelab_is_told(void **state)
{
    World *w = *state;
    ImportResult r;
    AUTO(err) Err why = {0};
    AUTO(free) char *file = below(w, "a.codelab");
    AUTO(free) char *to = below(w, "again");
    temp_write(file, STR("codelab-archive 2\nwho knows what"));
    assert_false(import_to(w, file, to, &r, &why));
    assert_non_null(strstr(err_text(&why), "written by a newer codelab"));
}

static void a_folder_with_something_in_it_is_left_alone(void **state)
{
    World *w = *state;
    ImportResult r;
    AUTO(err) Err why = {0};
    AUTO(free) char *file = below(w, "a.codelab");
    fill(w);
    export_to(w, file, true);
    assert_false(import_to(w, file, w->tree, &r, &why));
    assert_non_null(strstr(err_text(&why), "is not empty"));
    assert_false(import_to(w, file, NULL, &r, &why)); // its name is "tree"
    assert_non_null(strstr(err_text(&why), "is not empty"));
}

const struct CMUnitTest archive_tests[] = {
    CASE(all_versions_come_back),
    CASE(the_newest_alone_come_back),
    CASE(an_archive_cut_anywhere_is_refused),
    CASE(a_flipped_bit_is_refused),
    CASE(paths_that_lead_out_are_refused),
    CASE(links_are_no_way_out),
    CASE(contents_that_lie_are_refused),
    CASE(what_grows_beyond_reason_is_refused),
    CASE(an_archive_of_a_newer_codelab_is_told),
    CASE(a_folder_with_something_in_it_is_left_alone),
};
const size_t archive_tests_n = ARRAY_LEN(archive_tests);
