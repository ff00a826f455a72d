// The store on damaged databases: whatever is cut or overwritten, opening never crashes, what comes
// back is right byte for byte, and work goes on.  FAULT_ROUNDS says how often to try each (34),
// FAULT_SEED where to begin.
#include "store/store.h"

#include "../lib/faults.h"
#include "../lib/must.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { FILES = 60, VERSIONS = 8, PAGE = 4096, ROUNDS = 34 };

typedef struct {
    char *dir; // owned
    Buf sound; // owned; the bytes of a database that is well
    uint32_t seed;
} World;

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void content(int file, int n, Buf *out)
{
    uint32_t seed = (uint32_t)file;
    for (int i = 0; i < 20 + file * 3; i++)
        buf_addf(out, "%d %u\n", i == n ? n : i, next_random(&seed));
    buf_addf(out, "file %d version %d\n", file, n);
}

static void fill(Store *s, int64_t project)
{
    for (int n = 1; n <= VERSIONS; n++)
        for (int file = 0; file < FILES; file++) {
            AUTO(free) char *name = xasprintf("f%d", file);
            AUTO(buf) Buf bytes = BUF_INIT;
            content(file, n, &bytes);
            MUST(store_save_version(s, project, str_c(name), buf_str(&bytes), 0644, CAUSE_SAVE,
                                    NULL, &err));
        }
}

static int set_up(void **state)
{
    World *w = NEW(World);
    Store *s = NULL;
    // these tests are about bytes, not about disks
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0);
    w->dir = temp_dir_new();
    w->seed = (uint32_t)faults_given("FAULT_SEED", 4711);
    AUTO(free) char *db = xasprintf("%s/sound.db", w->dir);
    MUST(s = store_open(db, &err));
    int64_t project = 0;
    MUST(project = store_project_open(s, "/p", &err));
    fill(s, project);
    store_close(s);
    temp_read(db, &w->sound);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    temp_dir_free(w->dir);
    buf_deinit(&w->sound);
    free(w);
    return 0;
}

// What can be read must be what was saved.
static void check_contents(Store *s, int64_t project)
{
    for (int file = 0; file < FILES; file++)
        for (int n = 1; n <= VERSIONS; n++) {
            AUTO(free) char *name = xasprintf("f%d", file);
            AUTO(buf) Buf have = BUF_INIT, want = BUF_INIT;
            if (!store_version_read(s, project, str_c(name), n, NULL, &have, NULL))
                continue;
            content(file, n, &want);
            assert_true(str_eq(buf_str(&have), buf_str(&want)));
        }
}

// How many contents can be read at all, under their own names or those that the repair gave.
static int count_all(Store *s)
{
    static const char *const names[] = {"f%d", "file-%d", "content-%d"};
    int found = 0;
    Projects projects = {0};
    if (!store_project_list(s, &projects, NULL))
        return 0; // damage is met, and mended at the next start
    VEC_EACH (Project, p, &projects)
        for (size_t i = 0; i < 3 * (FILES * VERSIONS + 1); i++) {
            AUTO(buf) Buf name = BUF_INIT;
            Versions versions = {0};
            buf_addf(&name, names[i % 3], (int)(i / 3));
            (void)store_versions(s, p->id, buf_str(&name), &versions, NULL); // maybe none
            VEC_EACH (Version, v, &versions) {
                AUTO(buf) Buf bytes = BUF_INIT;
                found += store_version_read(s, p->id, buf_str(&name), v->n, NULL, &bytes, NULL);
            }
            vec_deinit(&versions);
        }
    projects_deinit(&projects);
    return found;
}

static bool work(Store *s)
{
    int64_t project = store_project_open(s, "/p", NULL);
    return project &&
           store_save_version(s, project, STR("new"), STR("x"), 0644, CAUSE_SAVE, NULL, NULL);
}

// Write the damaged bytes as a database, open it as often as it takes to meet and mend all damage,
// and work with it.  Returns how many contents came through.
static int open_damaged(const World *w, Str bytes, int round)
{
    int found = 0;
    AUTO(free) char *db = xasprintf("%s/%d.db", w->dir, round);
    temp_write(db, bytes);
    for (int i = 0; i < 2; i++) { // reading meets what opening did not
        Store *s = NULL;
        int64_t project = 0;
        MUST(s = store_open(db, &err));
        if ((project = store_project_open(s, "/p", NULL)))
            check_contents(s, project);
        store_close(s);
    }
    bool works = false;
    for (int i = 0; i < 4 && !works; i++) { // as do other questions, and writing
        Store *s = NULL;
        MUST(s = store_open(db, &err));
        found = count_all(s);
        works = work(s);
        store_close(s);
    }
    assert_true(works);
    return found;
}

static void a_database_cut_anywhere_opens(void **state)
{
    World *w = *state;
    for (int i = 0; i < faults_rounds(ROUNDS); i++)
        open_damaged(w, str_upto(buf_str(&w->sound), next_random(&w->seed) % w->sound.n), i);
}

// One page is overwritten: at most what stood on it, and what was packed against that, is lost.
static void a_bad_page_costs_what_stood_on_it(void **state)
{
    World *w = *state;
    size_t npages = w->sound.n / PAGE - 1; // without the first one, which holds the schema
    size_t start = next_random(&w->seed) % npages, rounds = (size_t)faults_rounds(ROUNDS);
    int worst = FILES * VERSIONS, total = 0;
    for (size_t i = 0; i < rounds; i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        buf_add(&bytes, buf_str(&w->sound));
        // evenly spread: a few pages hold what most of the others stand on
        size_t page = 1 + (start + i * npages / rounds) % npages;
        memset(bytes.p + page * PAGE, (int)next_random(&w->seed), PAGE);
        int found = open_damaged(w, buf_str(&bytes), (int)i);
        worst = MIN(worst, found);
        total += found;
    }
    // deltas stand on what came before, so that a page may take some more versions with it
    int mean = total / (int)rounds;
    print_message("# of %d versions: worst %d, mean %d\n", FILES * VERSIONS, worst, mean);
    assert_true(mean > FILES * VERSIONS * 9 / 10);
}

static void flipped_bits_never_show_as_content(void **state)
{
    World *w = *state;
    for (int i = 0; i < faults_rounds(ROUNDS); i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        buf_add(&bytes, buf_str(&w->sound));
        for (uint32_t flips = 1 + next_random(&w->seed) % 20; flips > 0; flips--)
            bytes.p[next_random(&w->seed) % bytes.n] ^= (char)(1u << next_random(&w->seed) % 8);
        AUTO(free) char *db = xasprintf("%s/%d.db", w->dir, i);
        temp_write(db, buf_str(&bytes));
        for (int j = 0; j < 2; j++) {
            AUTO(err) Err err = {0};
            Store *s = store_open(db, &err);
            int64_t project = s ? store_project_open(s, "/p", NULL) : 0;
            if (project)
                check_contents(s, project);
            assert_true(s || *err_text(&err)); // a flipped version number makes it "newer"
            store_close(s);
        }
    }
}

// Dies with all that it wrote in the log, as a kill leaves it.
static int fill_and_die(void *arg)
{
    const char *db = arg;
    Store *s = store_open(db, NULL);
    int64_t project = s ? store_project_open(s, "/p", NULL) : 0;
    FAULTS_REQUIRE(project);
    fill(s, project);
    return 0;
}

static void damage(Buf *bytes, uint32_t *seed)
{
    if (next_random(seed) % 3 == 0) {
        bytes->n = next_random(seed) % bytes->n;
        return;
    }
    for (uint32_t n = 1 + next_random(seed) % 20; n > 0; n--)
        bytes->p[next_random(seed) % bytes->n] = (char)next_random(seed);
}

static void a_log_that_is_cut_or_noise_costs_what_stood_in_it(void **state)
{
    World *w = *state;
    AUTO(free) char *db = xasprintf("%s/died.db", w->dir), *log = xasprintf("%s-wal", db);
    AUTO(buf) Buf main = BUF_INIT, tail = BUF_INIT;
    assert_int_equal(faults_child(fill_and_die, db), 0);
    temp_read(db, &main);
    temp_read(log, &tail);
    assert_true(tail.n > 0);
    for (int i = 0; i < faults_rounds(ROUNDS); i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        AUTO(free) char *beside = xasprintf("%s/%d.db-wal", w->dir, i);
        buf_add(&bytes, buf_str(&tail));
        damage(&bytes, &w->seed);
        temp_write(beside, buf_str(&bytes));
        open_damaged(w, buf_str(&main), i);
    }
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_database_cut_anywhere_opens),
        CASE(a_bad_page_costs_what_stood_on_it),
        CASE(a_log_that_is_cut_or_noise_costs_what_stood_in_it),
        CASE(flipped_bits_never_show_as_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
