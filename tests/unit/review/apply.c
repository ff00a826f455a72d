// What was accepted reaches the disk, and nothing else does.
#include "suite.h"

#include "base/path.h"

static const char base[] = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
static const char run[] = "1\ntwo\n3\n4\n5\n6\n7\neight\n9\n";

static const ReviewEntry *entry(const World *w, const char *path)
{
    return &w->r->entries.p[world_entry(w, path)];
}

static void set_up(World *w)
{
    world_write(w, w->tree, "a", base);
    world_write(w, w->layer, "a", run);
    world_take(w);
}

static void apply_all(World *w, ReviewOutcome *out)
{
    for (size_t i = 0; i < w->r->entries.n; i++)
        review_decide(w->r, i, REVIEW_ACCEPTED);
    world_apply(w, out);
}

static void what_was_accepted_is_written_and_the_rest_waits(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    set_up(w);
    review_decide_hunk(w->r, 0, 1, REVIEW_ACCEPTED);
    world_apply(w, &out);
    assert_int_equal(out.nwritten, 1);
    assert_int_equal(out.nwaiting, 1);
    world_expect(w, "a", "1\n2\n3\n4\n5\n6\n7\neight\n9\n");
    assert_int_equal(w->r->head.phase, REVIEW_WAITING);
    assert_int_equal(w->r->texts.p[0]->hunks.p[1].state, REVIEW_APPLIED);
    review_outcome_deinit(&out);
    review_decide_hunk(w->r, 0, 0, REVIEW_ACCEPTED);
    world_apply(w, &out);
    world_expect(w, "a", run);
    assert_int_equal(w->r->head.phase, REVIEW_DONE);
    review_outcome_deinit(&out);
}

static void an_edited_hunk_is_what_is_written(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    set_up(w);
    assert_true(review_edit(w->r, 0, 0, STR("zwei\ndrei")));
    review_decide_hunk(w->r, 0, 1, REVIEW_REJECTED);
    world_apply(w, &out);
    world_expect(w, "a", "1\nzwei\ndrei\n3\n4\n5\n6\n7\n8\n9\n");
    assert_int_equal(w->r->head.phase, REVIEW_DONE);
    review_outcome_deinit(&out);
}

static void every_kind_of_change_reaches_the_disk(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    struct stat st;
    char target[8] = {0};
    world_write(w, w->tree, "deleted", "x\n");
    world_write(w, w->tree, "gone/deep/file", "x\n");
    world_write(w, w->tree, "mode", "x\n");
    world_write(w, w->tree, "folder", "becomes a folder\n");
    world_write(w, w->tree, "file/was", "a folder\n");
    world_delete(w, "deleted");
    world_delete(w, "gone");
    world_write(w, w->layer, "mode", "x\n");
    world_write(w, w->layer, "folder/in", "it\n");
    world_write(w, w->layer, "file", "now\n");
    world_write(w, w->layer, "new/deep/file", "x\n");
    AUTO(free) char *link = path_join(w->layer, "link"), *mode = path_join(w->layer, "mode");
    AUTO(free) char *sealed = path_join(w->layer, "sealed");
    world_write(w, w->layer, "sealed/in", "x\n");
    test_must(symlink("new/deep", link) == 0 && chmod(mode, 0700) == 0 && chmod(sealed, 0500) == 0,
              link);
    world_take(w);
    apply_all(w, &out);
    test_must(chmod(sealed, 0700) == 0, sealed);
    assert_int_equal(out.nconflicts + out.nfailed, 0);
    world_expect(w, "deleted", NULL);
    world_expect(w, "gone", NULL);
    world_expect(w, "folder/in", "it\n");
    world_expect(w, "file", "now\n");
    world_expect(w, "link/file", "x\n");
    AUTO(free) char *m = path_join(w->tree, "mode"), *l = path_join(w->tree, "link");
    AUTO(free) char *s = path_join(w->tree, "sealed");
    assert_true(stat(m, &st) == 0 && (st.st_mode & 07777) == 0700);
    assert_true(stat(s, &st) == 0 && (st.st_mode & 07777) == 0500);
    assert_true(readlink(l, target, sizeof target) == 8);
    test_must(chmod(s, 0700) == 0, s);
    review_outcome_deinit(&out);
}

static void what_changed_on_the_disk_meanwhile_is_merged(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    set_up(w);
    world_write(w, w->tree, "a", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    apply_all(w, &out);
    assert_int_equal(out.nmerged, 1);
    world_expect(w, "a", "0\n1\ntwo\n3\n4\n5\n6\n7\neight\n9\n");
    review_outcome_deinit(&out);
}

static void what_both_changed_is_a_conflict_that_can_be_resolved(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    ReviewMerge m;
    static const char disk[] = "1\nZWEI\n3\n4\n5\n6\n7\n8\n9\n";
    set_up(w);
    world_write(w, w->tree, "a", disk);
    apply_all(w, &out);
    assert_int_equal(out.nconflicts, 1);
    assert_int_equal(out.nwaiting, 1);
    assert_string_equal(out.all.p[0].why, "the same lines of 'a' were changed on the disk as well");
    world_expect(w, "a", disk);
    review_outcome_deinit(&out);
    assert_true(entry(w, "a")->conflict);
    MUST(review_merge(w->store, w->r, 0, &m, &err));
    assert_int_equal(m.pieces.n, 5);
    assert_int_equal(m.pieces.p[1].kind, MERGE_CONFLICT);
    assert_true(str_eq_c(m.pieces.p[1].ours, "ZWEI\n"));
    assert_true(str_eq_c(m.pieces.p[1].theirs, "two\n"));
    assert_int_equal(m.pieces.p[3].kind, MERGE_THEIRS);
    review_resolve(w->r, 0, STR("resolved\n"), m.disk_hash);
    review_merge_deinit(&m);
    world_apply(w, &out);
    assert_int_equal(out.nwritten, 1);
    world_expect(w, "a", "resolved\n");
    assert_int_equal(w->r->head.phase, REVIEW_DONE);
    review_outcome_deinit(&out);
}

static void a_resolution_holds_for_the_disk_it_was_made_for(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    uint8_t other[HASH_NBYTES];
    set_up(w);
    hash_sha256(STR("another\n"), other);
    review_resolve(w->r, 0, STR("resolved\n"), other);
    world_apply(w, &out);
    assert_int_equal(out.nconflicts, 1);
    world_expect(w, "a", base);
    review_outcome_deinit(&out);
}

static void what_became_something_else_is_left_alone(void **state)
{
    static const struct {
        const char *made, *why;
    } cases[] = {
        {"a/file", "'a' is a folder now on the disk: nothing was changed there"},
        {NULL, "'a' is a link now on the disk: nothing was changed there"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        World *w = *state;
        ReviewOutcome out;
        AUTO(free) char *a = path_join(w->tree, "a");
        set_up(w);
        test_must(unlink(a) == 0, a);
        if (cases[i].made)
            world_write(w, w->tree, cases[i].made, "x\n");
        else
            test_must(symlink("/etc/passwd", a) == 0, a);
        apply_all(w, &out);
        assert_int_equal(out.nfailed, 1);
        assert_string_equal(out.all.p[0].why, cases[i].why);
        review_outcome_deinit(&out);
        if (cases[i].made) {
            AUTO(free) char *in = path_join(w->tree, cases[i].made);
            test_must(unlink(in) == 0 && rmdir(a) == 0, a);
        }
    }
}

static void nothing_is_written_through_a_link_above(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    AUTO(free) char *outside = path_join(w->dir, "outside"), *d = path_join(w->tree, "d");
    AUTO(free) char *file = path_join(outside, "new");
    world_write(w, w->tree, "d/old", "x\n");
    world_write(w, w->layer, "d/new", "x\n");
    world_take(w);
    AUTO(free) char *old = path_join(w->tree, "d/old");
    test_must(unlink(old) == 0 && rmdir(d) == 0 && mkdir(outside, 0755) == 0 &&
                  symlink(outside, d) == 0,
              d);
    apply_all(w, &out);
    assert_int_equal(out.nfailed, 1);
    assert_int_not_equal(access(file, F_OK), 0);
    review_outcome_deinit(&out);
}

static void a_deletion_waits_where_the_disk_has_another_content(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    world_write(w, w->tree, "d/a", "x\n");
    world_write(w, w->tree, "d/b", "x\n");
    world_delete(w, "d");
    world_take(w);
    world_write(w, w->tree, "d/a", "changed\n");
    apply_all(w, &out);
    assert_int_equal(out.nwritten, 1);
    assert_int_equal(out.nconflicts, 1);
    world_expect(w, "d/a", "changed\n");
    world_expect(w, "d/b", NULL);
    review_outcome_deinit(&out);
}

static void an_apply_is_one_moment_of_history(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    HistoryPoints points = {0};
    MomentRestored back;
    set_up(w);
    apply_all(w, &out);
    assert_int_equal(out.links.n, 1);
    assert_int_equal(out.links.p[0].n, 2);
    assert_int_equal(out.links.p[0].before_n, 1);
    MUST(store_points(w->store, w->project, STR(""), &points, &err));
    assert_int_equal(points.n, 1);
    assert_string_equal(points.p[0].name, "before run#42");
    MUST(store_moment_restore(w->store, w->project, points.p[0].moment, STR("x"), &back, &err));
    world_expect(w, "a", base);
    err_deinit(&back.first);
    history_points_deinit(&points);
    review_outcome_deinit(&out);
}

static void an_apply_can_be_undone_and_done_again(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    world_write(w, w->tree, "a", base);
    world_write(w, w->tree, "gone/b", "x\n");
    world_write(w, w->layer, "a", run);
    world_write(w, w->layer, "new/c", "x\n");
    world_delete(w, "gone");
    world_take(w);
    for (int i = 0; i < 3; i++) {
        apply_all(w, &out);
        assert_int_equal(w->r->head.phase, REVIEW_DONE);
        review_outcome_deinit(&out);
        MUST(review_undo(w->store, w->r->head.id, &out, &err));
        assert_int_equal(out.nwritten, 3);
        review_outcome_deinit(&out);
        world_reopen(w);
        world_expect(w, "a", base);
        world_expect(w, "gone/b", "x\n");
        world_expect(w, "new", NULL);
        assert_int_equal(w->r->head.npending, 3);
    }
}

static void an_undo_keeps_what_was_changed_since(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    set_up(w);
    apply_all(w, &out);
    review_outcome_deinit(&out);
    world_write(w, w->tree, "a", "1\ntwo\n3\n4\n5\n6\n7\neight\n9\n10\n");
    MUST(review_undo(w->store, w->r->head.id, &out, &err));
    assert_int_equal(out.nmerged, 1);
    world_expect(w, "a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
    review_outcome_deinit(&out);
}

static void what_was_discarded_can_be_taken_back(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    set_up(w);
    MUST(review_discard(w->store, w->r->head.id, &err));
    world_reopen(w);
    assert_int_equal(w->r->head.phase, REVIEW_DONE);
    assert_int_equal(w->r->head.nrejected, 1);
    world_expect(w, "a", base);
    MUST(review_undo(w->store, w->r->head.id, &out, &err));
    world_reopen(w);
    apply_all(w, &out);
    world_expect(w, "a", run);
    review_outcome_deinit(&out);
}

static void a_secret_is_kept_no_longer_than_it_waits(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    world_write(w, w->tree, ".env", "KEY=old\n");
    world_write(w, w->layer, ".env", "KEY=new\n");
    world_take(w);
    assert_int_equal(entry(w, ".env")->before.blob, 0);
    assert_int_not_equal(entry(w, ".env")->after.blob, 0);
    apply_all(w, &out);
    world_expect(w, ".env", "KEY=new\n");
    assert_int_equal(entry(w, ".env")->after.blob, 0);
    review_outcome_deinit(&out);
}

static void folders_keep_what_they_say_of_the_names_in_them(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    struct stat st;
    AUTO(free) char *shared = path_join(w->tree, "shared");
    AUTO(free) char *fresh = path_join(w->tree, "shared/fresh");
    AUTO(free) char *narrowed = path_join(w->layer, "shared");
    world_write(w, w->tree, "shared/a", "1\n");
    test_must(chmod(shared, 03775) == 0, shared);
    world_write(w, w->layer, "shared/fresh/b", "2\n");
    test_must(chmod(narrowed, 0750) == 0, narrowed);
    world_take(w);
    apply_all(w, &out);
    assert_true(stat(shared, &st) == 0 && (st.st_mode & 07777) == 03750);
    assert_true(stat(fresh, &st) == 0 && (st.st_mode & 07000) == 02000);
    review_outcome_deinit(&out);
    MUST(review_undo(w->store, w->r->head.id, &out, &err));
    assert_true(stat(shared, &st) == 0 && (st.st_mode & 07777) == 03775);
    review_outcome_deinit(&out);
}

static void a_sealed_folder_goes_unless_something_in_it_stays(void **state)
{
    World *w = *state;
    ReviewOutcome out;
    struct stat st;
    AUTO(free) char *gone = path_join(w->tree, "gone"), *held = path_join(w->tree, "held");
    world_write(w, w->tree, "gone/a", "1\n");
    world_write(w, w->tree, "held/a", "2\n");
    world_delete(w, "gone");
    world_delete(w, "held");
    world_take(w);
    world_write(w, w->tree, "held/since", "3\n");
    test_must(chmod(gone, 0555) == 0 && chmod(held, 0555) == 0, gone);
    apply_all(w, &out);
    assert_int_equal(out.nfailed, 0);
    assert_true(stat(gone, &st) != 0);
    world_expect(w, "held/a", NULL);
    world_expect(w, "held/since", "3\n");
    assert_true(stat(held, &st) == 0 && (st.st_mode & 07777) == 0555);
    test_must(chmod(held, 0700) == 0, held);
    review_outcome_deinit(&out);
}

const struct CMUnitTest apply_tests[] = {
    CASE(what_was_accepted_is_written_and_the_rest_waits),
    CASE(an_edited_hunk_is_what_is_written),
    CASE(every_kind_of_change_reaches_the_disk),
    CASE(what_changed_on_the_disk_meanwhile_is_merged),
    CASE(what_both_changed_is_a_conflict_that_can_be_resolved),
    CASE(a_resolution_holds_for_the_disk_it_was_made_for),
    CASE(what_became_something_else_is_left_alone),
    CASE(nothing_is_written_through_a_link_above),
    CASE(a_deletion_waits_where_the_disk_has_another_content),
    CASE(an_apply_is_one_moment_of_history),
    CASE(an_apply_can_be_undone_and_done_again),
    CASE(an_undo_keeps_what_was_changed_since),
    CASE(what_was_discarded_can_be_taken_back),
    CASE(a_secret_is_kept_no_longer_than_it_waits),
    CASE(folders_keep_what_they_say_of_the_names_in_them),
    CASE(a_sealed_folder_goes_unless_something_in_it_stays),
};
const size_t apply_tests_n = ARRAY_LEN(apply_tests);
