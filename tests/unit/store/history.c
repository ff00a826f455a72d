#include "suite.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static int64_t add(World *w, const char *path, const char *text, VersionCause cause,
                   const char *label)
{
    Version v;
    NewVersion new = {.path = str_c(path),
                      .bytes = str_c(text),
                      .mode = 0644,
                      .cause = cause,
                      .label = str_c(label)};
    MUST(store_version_add(w->store, w->project, &new, &v, &err));
    return v.n;
}

static Timeline timeline(World *w, TimelineQuery q)
{
    Timeline t = {0};
    MUST(store_timeline(w->store, w->project, &q, &t, &err));
    return t;
}

static int64_t now(World *w)
{
    int64_t moment;
    MUST(store_moment_now(w->store, w->project, &moment, &err));
    return moment;
}

static void write_in(World *w, const char *path, const char *text)
{
    AUTO(free) char *full = path_join(w->tree, path);
    MUST(fs_write(full, str_c(text), &err));
}

static char *read_in(World *w, const char *path)
{
    AUTO(free) char *full = path_join(w->tree, path);
    Buf b = BUF_INIT;
    return fs_read(full, 0, &b, NULL) ? (b.p ? buf_take(&b) : xstrdup("")) : NULL;
}

static void scan(World *w)
{
    int64_t n;
    MUST(store_project_scan(w->store, w->project, &n, &err));
}

static void causes_have_names_that_are_found_again(void **state)
{
    (void)state;
    for (int c = 0; c < CAUSE_COUNT; c++)
        assert_int_equal(version_cause_find(str_c(version_cause_name((VersionCause)c))), c);
    assert_int_equal(version_cause_find(STR("none")), CAUSE_COUNT);
}

static void a_timeline_tells_who_and_why(void **state)
{
    World *w = *state;
    Version v;
    NewVersion ai = {.path = STR("a"),
                     .bytes = STR("2"),
                     .cause = CAUSE_AI,
                     .label = STR("ai #7"),
                     .author = STR("local/qwen")};
    assert_int_equal(setenv("LOGNAME", "somebody", 1), 0);
    world_reopen(w);
    add(w, "a", "1", CAUSE_SAVE, "");
    MUST(store_version_add(w->store, w->project, &ai, &v, &err));
    add(w, "b", "3", CAUSE_RUN, "run #39");
    add(w, "b", "4", CAUSE_EXTERNAL, "");
    Timeline t = timeline(w, (TimelineQuery){0});
    assert_int_equal(t.n, 4);
    assert_string_equal(t.p[0].author, "");
    assert_string_equal(t.p[1].label, "run #39");
    assert_string_equal(t.p[1].path, "b");
    assert_int_equal(t.p[1].before_n, 0);
    assert_string_equal(t.p[2].author, "local/qwen");
    assert_int_equal(t.p[2].v.parent, 1);
    assert_int_equal(t.p[2].before_n, 1);
    assert_string_equal(t.p[3].author, "somebody");
    timeline_deinit(&t);
    t = timeline(w, (TimelineQuery){.path = STR("b"), .causes = 1u << CAUSE_RUN});
    assert_int_equal(t.n, 1);
    timeline_deinit(&t);
    t = timeline(w, (TimelineQuery){.limit = 2, .before = v.id + 2});
    assert_int_equal(t.n, 2);
    assert_int_equal(t.p[1].v.id, v.id);
    timeline_deinit(&t);
}

static const Execution make_run = {
    .command = (char *)"make", .language = (char *)"", .status = (char *)"success"};

// What the newest version of a file tells of how it came to be: "run run#1".
static char *newest_told(World *w, const char *path)
{
    Timeline t = timeline(w, (TimelineQuery){.path = str_c(path), .limit = 1});
    char *told = t.n ? xasprintf("%s %s%s", version_cause_name(t.p[0].v.cause), t.p[0].label,
                                 *t.p[0].author ? " by one" : "")
                     : xstrdup("nothing");
    timeline_deinit(&t);
    return told;
}

static void expect_told(World *w, const char *path, const char *want)
{
    AUTO(free) char *told = newest_told(w, path);
    assert_string_equal(told, want);
}

static void what_a_run_wrote_tells_which_run_it_was(void **state)
{
    World *w = *state;
    struct timespec tick = {.tv_nsec = 60 * 1000 * 1000};
    int64_t n;
    Execution e = make_run;
    write_in(w, "before", "1");
    write_in(w, "changed", "1");
    write_in(w, "gone", "1");
    write_in(w, "open", "1");
    scan(w);
    write_in(w, "before", "by hand");
    nanosleep(&tick, NULL); // times of files are coarser than that
    RunWrites run = {.start_ms = clock_wall_ms()};
    write_in(w, "changed", "2");
    write_in(w, "made", "2");
    MUST(store_run_scan(w->store, w->project, &run, &n, &err));
    expect_told(w, "made", "nothing");
    AUTO(free) char *gone = path_join(w->tree, "gone");
    assert_int_equal(unlink(gone), 0);
    write_in(w, "open", "2");
    add(w, "open", "2", CAUSE_EXTERNAL, ""); // the editor saw it first
    MUST(store_execution_add(w->store, w->project, &e, STR(""), &err));
    run.execution = e.id;
    MUST(store_run_scan(w->store, w->project, &run, &n, &err));
    AUTO(free) char *label = xasprintf("run run#%lld by one", (long long)e.id);
    AUTO(free) char *deleted = xasprintf("delete run#%lld by one", (long long)e.id);
    expect_told(w, "before", "external ");
    expect_told(w, "changed", label);
    expect_told(w, "made", label);
    expect_told(w, "open", label);
    expect_told(w, "gone", deleted);
    world_expect(w, "changed", 1, STR("1"));
}

static void a_renamed_file_tells_its_old_path(void **state)
{
    World *w = *state;
    add(w, "src/a.c", "1", CAUSE_SAVE, "");
    MUST(store_files_moved(w->store, w->project, STR("src"), STR("lib"), &err));
    Timeline t = timeline(w, (TimelineQuery){.path = STR("lib/a.c")});
    assert_int_equal(t.n, 2);
    assert_int_equal(t.p[0].v.cause, CAUSE_RENAME);
    assert_string_equal(t.p[0].label, "src/a.c");
    timeline_deinit(&t);
    world_expect(w, "lib/a.c", 2, STR("1"));
}

static void secrets_are_never_kept(void **state)
{
    World *w = *state;
    static const char *const secret[] = {".env",         "sub/.env",     "x/.env.local", "a.pem",
                                         "k/id_ed25519", "deploy/x.key", ".netrc"};
    static const char *const plain[] = {".env.example", "env", "src/key.c", "id_rsa.pub", "keys"};
    Version v;
    uint8_t hash[32] = {0};
    AUTO(buf) Buf undo = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LEN(secret); i++) {
        assert_false(store_keeps(w->store, str_c(secret[i])));
        MUST(store_save_version(w->store, w->project, str_c(secret[i]), STR("token"), 0600,
                                CAUSE_SAVE, &v, &err));
        assert_int_equal(v.id, 0);
        MUST(store_undo_put(w->store, w->project, str_c(secret[i]), hash, STR("u"), &err));
        assert_false(store_undo_get(w->store, w->project, str_c(secret[i]), hash, &undo, NULL));
    }
    for (size_t i = 0; i < ARRAY_LEN(plain); i++)
        assert_true(store_keeps(w->store, str_c(plain[i])));
    assert_int_equal(now(w), 0);
}

static void a_scan_leaves_secrets_out_until_they_are_none(void **state)
{
    World *w = *state;
    SkippedFiles skipped = {0};
    write_in(w, ".env", "TOKEN=1");
    write_in(w, "a", "1");
    scan(w);
    scan(w);
    assert_int_equal(world_count_versions(w, ".env"), 0);
    MUST(store_project_skipped(w->store, w->project, &skipped, &err));
    assert_int_equal(skipped.n, 1);
    assert_string_equal(skipped.p[0].why, "it may hold secrets (history.exclude)");
    skipped_files_deinit(&skipped);
    store_set_excluded(w->store, NULL, 0);
    scan(w);
    world_expect(w, ".env", 1, STR("TOKEN=1"));
}

static void points_are_listed_with_what_they_name(void **state)
{
    World *w = *state;
    HistoryPoints points = {0};
    HistoryPoint whole = {.path = (char *)"", .name = (char *)"release"},
                 one = {.path = (char *)"a", .name = (char *)"before refactoring"},
                 none = {.path = (char *)"z", .name = (char *)"x"};
    AUTO(err) Err why = {0};
    assert_false(store_point_add(w->store, w->project, &whole, &why));
    add(w, "a", "1", CAUSE_SAVE, "");
    MUST(store_point_add(w->store, w->project, &whole, &err));
    add(w, "a", "2", CAUSE_SAVE, "");
    MUST(store_point_add(w->store, w->project, &one, &err));
    assert_false(store_point_add(w->store, w->project, &none, &why));
    MUST(store_points(w->store, w->project, STR("a"), &points, &err));
    assert_int_equal(points.n, 2);
    assert_string_equal(points.p[0].name, "before refactoring");
    assert_string_equal(points.p[1].path, "");
    MUST(store_point_remove(w->store, w->project, points.p[0].id, &err));
    history_points_deinit(&points);
    MUST(store_points(w->store, w->project, STR("b"), &points, &err));
    assert_int_equal(points.n, 1);
    history_points_deinit(&points);
}

static void a_moment_knows_each_file_as_it_was(void **state)
{
    World *w = *state;
    MomentFiles files = {0};
    static const MomentKind kinds[] = {MOMENT_CHANGED, MOMENT_EXTRA, MOMENT_GONE, MOMENT_SAME,
                                       MOMENT_UNKNOWN};
    add(w, "changed", "1", CAUSE_SAVE, "");
    add(w, "extra", "1", CAUSE_SAVE, "");
    add(w, "extra", "1", CAUSE_DELETE, "");
    add(w, "gone", "1", CAUSE_SAVE, "");
    add(w, "same", "1", CAUSE_SAVE, "");
    int64_t then = now(w);
    add(w, "changed", "2", CAUSE_SAVE, "");
    add(w, "extra", "3", CAUSE_SAVE, "");
    add(w, "gone", "1", CAUSE_DELETE, "");
    add(w, "unknown", "1", CAUSE_SAVE, "");
    MUST(store_moment_files(w->store, w->project, then, &files, &err));
    assert_int_equal(files.n, ARRAY_LEN(kinds));
    for (size_t i = 0; i < files.n; i++)
        assert_int_equal(files.p[i].kind, kinds[i]);
    moment_files_deinit(&files);
}

static void expect_in(World *w, const char *path, const char *want)
{
    AUTO(free) char *have = read_in(w, path);
    if (!want)
        assert_null(have);
    else
        assert_string_equal(have ? have : "(none)", want);
}

static void restore(World *w, int64_t moment, size_t written, size_t removed)
{
    MomentRestored done;
    MUST(store_moment_restore(w->store, w->project, moment, STR("then"), &done, &err));
    if (done.failed)
        fail_msg("%s", err_text(&done.first));
    assert_int_equal(done.written, written);
    assert_int_equal(done.removed, removed);
}

static void a_whole_tree_comes_back_and_goes_forth_again(void **state)
{
    World *w = *state;
    AUTO(free) char *trash = path_join(w->dir, "data");
    assert_int_equal(setenv("CODELAB_DATA", trash, 1), 0);
    write_in(w, "a", "a1");
    write_in(w, "b", "b1");
    write_in(w, "d", "d1");
    scan(w);
    int64_t then = now(w);
    AUTO(free)
    char *a = path_join(w->tree, "a"), *b = path_join(w->tree, "b"), *c = path_join(w->tree, "c");
    write_in(w, "a", "a2, and longer");
    assert_int_equal(rename(b, c), 0);
    MUST(store_files_moved(w->store, w->project, STR("b"), STR("c"), &err));
    write_in(w, "c", "b2, elsewhere");
    scan(w);
    int64_t later = now(w);
    restore(w, then, 2, 0);
    expect_in(w, "a", "a1");
    expect_in(w, "b", "b1");
    expect_in(w, "c", NULL);
    expect_in(w, "d", "d1");
    restore(w, later, 2, 0);
    expect_in(w, "a", "a2, and longer");
    expect_in(w, "b", NULL);
    expect_in(w, "c", "b2, elsewhere");
    HistoryPoints points = {0};
    MUST(store_points(w->store, w->project, STR_NULL, &points, &err));
    assert_int_equal(points.n, 2);
    assert_true(points.p[0].automatic);
    restore(w, points.p[0].moment, 2, 0);
    expect_in(w, "a", "a1");
    history_points_deinit(&points);
    assert_int_equal(unlink(a), 0);
    scan(w);
    int64_t without = now(w);
    restore(w, then, 1, 0);
    restore(w, without, 0, 1);
    expect_in(w, "a", NULL);
    assert_int_equal(unsetenv("CODELAB_DATA"), 0);
}

static void nothing_is_restored_through_a_link(void **state)
{
    World *w = *state;
    MomentRestored done;
    AUTO(free) char *sub = path_join(w->tree, "sub"), *elsewhere = path_join(w->dir, "other");
    assert_int_equal(mkdir(sub, 0755), 0);
    assert_int_equal(mkdir(elsewhere, 0755), 0);
    write_in(w, "sub/a", "1");
    write_in(w, "z", "1");
    scan(w);
    int64_t then = now(w);
    AUTO(free) char *file = path_join(sub, "a"), *out = path_join(elsewhere, "a");
    assert_int_equal(unlink(file), 0);
    assert_int_equal(rmdir(sub), 0);
    assert_int_equal(symlink(elsewhere, sub), 0);
    MUST(store_moment_restore(w->store, w->project, then, STR("then"), &done, &err));
    assert_int_equal(done.failed, 1);
    assert_non_null(strstr(err_text(&done.first), "in the way"));
    err_deinit(&done.first);
    assert_false(fs_exists(out));
}

static void old_contents_are_searched_in_slices(void **state)
{
    World *w = *state;
    HistoryHits hits = {0};
    int64_t next = 0;
    int calls = 0;
    for (int i = 0; i < 50; i++) {
        AUTO(free) char *text = xasprintf("first\nline %d has Needle-%d\n", i, i);
        add(w, i % 2 ? "a" : "b", text, CAUSE_SAVE, "");
    }
    HistorySearch q = {.text = STR("needle-7\n"), .max_versions = 7};
    do {
        q.before = next;
        MUST(store_history_search(w->store, w->project, &q, &hits, &next, &err));
        calls++;
    } while (next);
    assert_true(calls >= 7);
    assert_int_equal(hits.n, 1);
    assert_string_equal(hits.p[0].path, "a");
    assert_int_equal(hits.p[0].row, 1);
    assert_string_equal(hits.p[0].line, "line 7 has Needle-7");
    history_hits_deinit(&hits);
    q = (HistorySearch){.text = STR("needle"), .match_case = true, .max_versions = 100};
    MUST(store_history_search(w->store, w->project, &q, &hits, &next, &err));
    assert_int_equal(hits.n, 0);
    q = (HistorySearch){.text = STR("has needle"), .path = STR("b"), .max_versions = 100};
    MUST(store_history_search(w->store, w->project, &q, &hits, &next, &err));
    assert_int_equal(hits.n, 25);
    assert_true(hits.p[0].id > hits.p[1].id);
    history_hits_deinit(&hits);
}

static void a_clock_that_jumps_back_mixes_nothing_up(void **state)
{
    enum { KEEP = 2, ROUNDS = 4 };
    World *w = *state;
    static const int64_t year_ms = 365ll * 86400000;
    int64_t now_ms = clock_wall_ms();
    AUTO(free) char *newest = NULL;
    for (int i = 1; i <= ROUNDS; i++) {
        Backup made;
        AUTO(free) char *text = xasprintf("%d\n", i);
        const AuditEntry e = {.kind = STR("run"), .subject = str_c(text)};
        clock_freeze(now_ms - i * year_ms);
        assert_int_equal(world_save(w, "a", str_c(text)), i);
        world_expect(w, "a", 0, str_c(text));
        MUST(store_audit_add(w->store, &e, &err));
        MUST(store_backup(w->store, KEEP, &made, &err));
        free(newest);
        newest = xstrdup(made.path);
        backup_deinit(&made);
    }
    clock_freeze(-1);
    Timeline all = {0};
    const TimelineQuery q = {.path = STR("a")};
    MUST(store_timeline(w->store, w->project, &q, &all, &err));
    assert_int_equal(all.n, ROUNDS);
    for (size_t i = 0; i < all.n; i++)
        assert_int_equal(all.p[i].v.n, ROUNDS - (int64_t)i);
    timeline_deinit(&all);
    Backups kept = {0};
    MUST(store_backups(w->store, &kept, &err));
    assert_int_equal(kept.n, KEEP);
    assert_string_equal(kept.p[0].path, newest); // the last one made is not the one let go
    backups_deinit(&kept);
    AuditCheck c;
    MUST(store_audit_check(w->store, &c, &err));
    assert_int_equal(c.nentries, ROUNDS);
    assert_int_equal(c.broken, 0);
}

const struct CMUnitTest history_tests[] = {
    CASE(a_clock_that_jumps_back_mixes_nothing_up),
    CASE(causes_have_names_that_are_found_again),
    CASE(a_timeline_tells_who_and_why),
    CASE(what_a_run_wrote_tells_which_run_it_was),
    CASE(a_renamed_file_tells_its_old_path),
    CASE(secrets_are_never_kept),
    CASE(a_scan_leaves_secrets_out_until_they_are_none),
    CASE(points_are_listed_with_what_they_name),
    CASE(a_moment_knows_each_file_as_it_was),
    CASE(a_whole_tree_comes_back_and_goes_forth_again),
    CASE(nothing_is_restored_through_a_link),
    CASE(old_contents_are_searched_in_slices),
};
const size_t history_tests_n = ARRAY_LEN(history_tests);
