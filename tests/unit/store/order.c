// Several writers of one file, who record what they wrote and saw when they come to it.
#include "suite.h"

#include "base/fs.h"
#include "base/mem.h"

#include <unistd.h>

enum { WRITERS = 3, STEPS = 60, WALKS = 40, TEXT_MAX = 96 };

// What somebody is about to record.
typedef struct {
    char text[TEXT_MAX];
    FsStat disk;
    VersionCause cause;
} Note;
typedef Vec(Note) Notes;

static char *path_of(const World *w)
{
    return xasprintf("%s/a", w->tree);
}

static Note note_of(const World *w, VersionCause cause)
{
    Note n = {.cause = cause};
    AUTO(free) char *path = path_of(w);
    AUTO(buf) Buf bytes = BUF_INIT;
    MUST(fs_stat(path, &n.disk, &err));
    MUST(fs_read(path, 0, &bytes, &err));
    assert_in_range(bytes.n, 0, TEXT_MAX - 1);
    memcpy(n.text, bytes.p, bytes.n);
    return n;
}

// No two states of the file look the same: each is longer than the one before.
static Note put(const World *w, const char *text)
{
    AUTO(free) char *path = path_of(w);
    MUST(fs_write(path, str_c(text), &err));
    return note_of(w, CAUSE_SAVE);
}

static void record(World *w, const Note *n)
{
    AUTO(free) char *path = path_of(w);
    NewVersion v = {.path = STR("a"), .bytes = str_c(n->text), .mode = 0644, .cause = n->cause};
    VersionFile of = {.path = path, .disk = n->disk, .and_now = true};
    MUST(store_version_of_file(w->store, w->project, &v, &of, &err));
}

static Versions versions_of(World *w)
{
    Versions all = {0};
    MUST(store_versions(w->store, w->project, STR("a"), &all, &err));
    return all;
}

static void what_was_seen_before_another_saved_adds_nothing(void **state)
{
    World *w = *state;
    put(w, "old");
    Note mine = note_of(w, CAUSE_OPEN), theirs = note_of(w, CAUSE_OPEN);
    record(w, &theirs);
    Note saved = put(w, "newer");
    record(w, &saved);
    record(w, &mine);
    assert_int_equal(world_count_versions(w, "a"), 2);
    world_expect(w, "a", 0, STR("newer"));
}

static void what_was_seen_and_nobody_knows_comes_before_what_is_there(void **state)
{
    World *w = *state;
    put(w, "old");
    Note mine = note_of(w, CAUSE_OPEN);
    put(w, "newer");
    record(w, &mine);
    assert_int_equal(world_count_versions(w, "a"), 2);
    world_expect(w, "a", 1, STR("old"));
    world_expect(w, "a", 2, STR("newer"));
}

static void a_save_that_another_saw_first_is_its_writers(void **state)
{
    World *w = *state;
    Note mine = put(w, "mine"), theirs = note_of(w, CAUSE_EXTERNAL);
    record(w, &theirs);
    record(w, &mine);
    Versions all = versions_of(w);
    assert_int_equal(all.n, 1);
    assert_int_equal(all.p[0].cause, CAUSE_SAVE);
    vec_deinit(&all);
}

static void a_save_that_was_replaced_meanwhile_is_not_the_last(void **state)
{
    World *w = *state;
    Note mine = put(w, "mine"), theirs = put(w, "theirs");
    record(w, &mine);
    record(w, &theirs);
    Versions all = versions_of(w);
    assert_int_equal(all.n, 2);
    assert_int_equal(all.p[0].cause, CAUSE_SAVE);
    assert_int_equal(all.p[1].cause, CAUSE_SAVE);
    vec_deinit(&all);
    world_expect(w, "a", 2, STR("theirs"));
}

static void nothing_is_recorded_of_now_where_others_are_not_wanted(void **state)
{
    World *w = *state;
    AUTO(free) char *path = path_of(w);
    Note mine = put(w, "mine");
    put(w, "theirs");
    NewVersion v = {.path = STR("a"), .bytes = STR("mine"), .mode = 0644, .cause = CAUSE_SAVE};
    VersionFile of = {.path = path, .disk = mine.disk};
    MUST(store_version_of_file(w->store, w->project, &v, &of, &err));
    assert_int_equal(world_count_versions(w, "a"), 1);
}

static void what_is_found_gone_was_nobodys_deed(void **state)
{
    World *w = *state;
    AUTO(free) char *path = path_of(w);
    AUTO(free) char *other = xasprintf("%s/b", w->tree);
    int64_t nfiles;
    Timeline all = {0};
    put(w, "mine");
    MUST(fs_write(other, STR("that is here"), &err));
    MUST(store_project_scan(w->store, w->project, &nfiles, &err));
    test_must(unlink(path) == 0, path);
    MUST(store_project_scan(w->store, w->project, &nfiles, &err));
    MUST(store_timeline(w->store, w->project, &(TimelineQuery){.limit = 1}, &all, &err));
    assert_int_equal(all.n, 1);
    assert_int_equal(all.p[0].v.cause, CAUSE_DELETE);
    assert_string_equal(all.p[0].author, "");
    timeline_deinit(&all);
}

static void take_one(World *w, Notes *from)
{
    if (from->n) {
        record(w, &from->p[0]);
        vec_remove(from, 0, 1);
    }
}

static void expect_saves(const Versions *all, int64_t saves)
{
    int64_t found = 0;
    VEC_EACH (const Version, v, all)
        found += v->cause == CAUSE_SAVE;
    assert_int_equal(found, saves);
}

// Each save is a version once, and the last version is what the file holds.
static void in_whatever_order_they_come_the_last_is_what_is_there(void **state)
{
    World *w = *state;
    uint32_t seed = 11;
    for (int walk = 0; walk < WALKS; walk++) {
        Notes notes[WRITERS] = {0};
        char text[TEXT_MAX];
        int64_t saves = 0;
        Versions before = versions_of(w);
        int64_t had = 0;
        VEC_EACH (const Version, v, &before)
            had += v->cause == CAUSE_SAVE;
        vec_deinit(&before);
        for (int step = 0; step < STEPS; step++) {
            Notes *n = &notes[world_random(&seed) % WRITERS];
            uint32_t what = world_random(&seed) % 3;
            (void)snprintf(text, sizeof text, "%d%*d", walk, step + 2, step);
            if (what == 0 || step == 0) {
                vec_push(n, put(w, text));
                saves++;
            } else if (what == 1) {
                vec_push(n, note_of(w, step % 2 ? CAUSE_OPEN : CAUSE_EXTERNAL));
            } else {
                take_one(w, n);
            }
        }
        for (size_t left = 1; left;) {
            take_one(w, &notes[world_random(&seed) % WRITERS]);
            left = notes[0].n + notes[1].n + notes[2].n;
        }
        Versions all = versions_of(w);
        expect_saves(&all, had + saves);
        vec_deinit(&all);
        world_expect(w, "a", 0, str_c(note_of(w, CAUSE_OPEN).text));
        for (int i = 0; i < WRITERS; i++)
            vec_deinit(&notes[i]);
    }
}

const struct CMUnitTest order_tests[] = {
    CASE(what_was_seen_before_another_saved_adds_nothing),
    CASE(what_was_seen_and_nobody_knows_comes_before_what_is_there),
    CASE(a_save_that_another_saw_first_is_its_writers),
    CASE(a_save_that_was_replaced_meanwhile_is_not_the_last),
    CASE(nothing_is_recorded_of_now_where_others_are_not_wanted),
    CASE(what_is_found_gone_was_nobodys_deed),
    CASE(in_whatever_order_they_come_the_last_is_what_is_there),
};
const size_t order_tests_n = ARRAY_LEN(order_tests);
