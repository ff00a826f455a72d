// What history lets go, held against a naive model of the same rules.
#include "suite.h"

#include "db/db.h"

enum { FILES = 3, DAY_MS = 24 * 60 * 60 * 1000 };

typedef struct {
    int64_t id, n, time_ms;
    VersionCause cause;
    int file;
    char *bytes; // owned
    bool gone;
} Kept;
typedef struct {
    int64_t moment;
    int file; // -1: of all
} Point;
typedef struct {
    Vec(Kept) all;
    Vec(Point) points;
} Model;

static const char *const names[FILES] = {"a", "b", "c"};

static void model_deinit(Model *m)
{
    VEC_EACH (Kept, k, &m->all)
        free(k->bytes);
    vec_deinit(&m->all);
    vec_deinit(&m->points);
}

// A text of some lines, one of which differs from call to call.
static char *edited(const char *text, uint32_t *seed)
{
    AUTO(buf) Buf b = BUF_INIT;
    buf_add_c(&b, text);
    if (b.n == 0)
        for (int i = 0; i < 40; i++)
            buf_addf(&b, "line %d of something to be packed\n", i);
    size_t at = world_random(seed) % b.n;
    AUTO(free) char *with = xasprintf("<%u>", (unsigned)world_random(seed));
    buf_splice(&b, at, MIN(b.n, at + world_random(seed) % 8), str_c(with));
    return buf_take(&b);
}

static const Kept *newest(const Model *m, int file)
{
    const Kept *found = NULL;
    VEC_EACH (const Kept, k, &m->all)
        if (k->file == file && !k->gone)
            found = k;
    return found;
}

static void save(World *w, Model *m, uint32_t *seed)
{
    int file = (int)(world_random(seed) % FILES);
    const Kept *last = newest(m, file);
    Kept k = {.file = file, .bytes = edited(last ? last->bytes : "", seed)};
    Version v;
    k.cause = world_random(seed) % 3 ? CAUSE_SAVE : CAUSE_EXTERNAL;
    MUST(store_save_version(w->store, w->project, str_c(names[file]), str_c(k.bytes), 0644, k.cause,
                            &v, &err));
    k.id = v.id;
    k.n = v.n;
    k.time_ms = v.time_ms;
    vec_push(&m->all, k);
}

static void point(World *w, Model *m, uint32_t *seed)
{
    int file = (int)(world_random(seed) % (FILES + 1)) - 1;
    if (m->all.n == 0 || (file >= 0 && !newest(m, file)))
        return;
    int64_t moment = m->all.p[world_random(seed) % m->all.n].id;
    HistoryPoint p = {
        .moment = moment, .path = (char *)(file < 0 ? "" : names[file]), .name = (char *)"kept"};
    MUST(store_point_add(w->store, w->project, &p, &err));
    vec_push(&m->points, (Point){moment, file});
}

// The clock of the tests: versions get times as if they were made over months.
static void spread_times(World *w, Model *m, uint32_t *seed)
{
    AUTO(err) Err err = {0};
    Db *db = db_open(w->db, &err);
    assert_non_null(db);
    int64_t time_ms = 1000;
    VEC_EACH (Kept, k, &m->all) {
        time_ms +=
            world_random(seed) % 4 ? world_random(seed) % 20000 : world_random(seed) % DAY_MS;
        k->time_ms = time_ms;
        AUTO(free)
        char *sql = xasprintf("UPDATE versions SET time_ms=%lld WHERE id=%lld", (long long)time_ms,
                              (long long)k->id);
        assert_true(db_exec(db, sql, &err));
    }
    db_close(db);
}

static bool is_spared(const Model *m, size_t i)
{
    const Kept *k = &m->all.p[i];
    const Kept *next = NULL;
    for (size_t j = i + 1; j < m->all.n && !next; j++)
        if (m->all.p[j].file == k->file && !m->all.p[j].gone)
            next = &m->all.p[j];
    if (!next)
        return true;
    VEC_EACH (const Point, p, &m->points)
        if ((p->file < 0 || p->file == k->file) && p->moment >= k->id && p->moment < next->id)
            return true;
    return false;
}

static bool is_beyond(const Model *m, size_t i, const HistoryLimits *l)
{
    const Kept *k = &m->all.p[i], *next = NULL;
    int64_t newer = 0, total = 0;
    for (size_t j = 0; j < m->all.n; j++) {
        const Kept *x = &m->all.p[j];
        if (x->file != k->file || x->gone)
            continue;
        total++;
        newer += j > i;
        if (j > i && !next)
            next = x;
    }
    if (l->max_days && k->time_ms < l->now_ms - l->max_days * DAY_MS)
        return true;
    if (l->max_entries && total > l->max_entries + l->max_entries / 10 && newer >= l->max_entries)
        return true;
    return l->merge_s && next && k->time_ms < l->now_ms - DAY_MS && next->cause == k->cause &&
           next->time_ms >= k->time_ms && next->time_ms - k->time_ms < l->merge_s * 1000;
}

// One round of decisions on what is there, as often as any falls.
static void model_trim(Model *m, const HistoryLimits *l)
{
    bool more = true;
    while (more) {
        Vec(size_t) go = {0};
        for (size_t i = 0; i < m->all.n; i++)
            if (!m->all.p[i].gone && !is_spared(m, i) && is_beyond(m, i, l))
                vec_push(&go, i);
        more = go.n > 0;
        VEC_EACH (size_t, i, &go)
            m->all.p[*i].gone = true;
        vec_deinit(&go);
    }
}

static int64_t trim(World *w, const HistoryLimits *l)
{
    HistoryTrimmed t = {0};
    do
        MUST(store_history_trim(w->store, w->project, l, &t, &err));
    while (t.more);
    return t.versions;
}

static void compare(World *w, const Model *m)
{
    int64_t kept[FILES] = {0};
    VEC_EACH (const Kept, k, &m->all) {
        if (!k->gone) {
            kept[k->file]++;
            world_expect(w, names[k->file], k->n, str_c(k->bytes));
        }
    }
    for (int i = 0; i < FILES; i++)
        assert_int_equal(world_count_versions(w, names[i]), kept[i]);
}

static void what_stays_is_what_a_naive_model_keeps(void **state)
{
    World *w = *state;
    for (uint32_t round = 1; round <= 6; round++) {
        Model m = {0};
        uint32_t seed = round * 7919;
        AUTO(free) char *tree = xasprintf("%s/%u", w->tree, (unsigned)round);
        MUST(w->project = store_project_open(w->store, tree, &err));
        for (int i = 0; i < 250; i++) {
            save(w, &m, &seed);
            if (world_random(&seed) % 40 == 0)
                point(w, &m, &seed);
        }
        spread_times(w, &m, &seed);
        HistoryLimits l = {.max_days = world_random(&seed) % 2 ? 40 : 0,
                           .max_entries = world_random(&seed) % 2 ? 30 : 0,
                           .merge_s = world_random(&seed) % 2 ? 10 : 0,
                           .now_ms = vec_last(&m.all).time_ms + 1000};
        trim(w, &l);
        model_trim(&m, &l);
        compare(w, &m);
        // and it goes on from there
        for (int i = 0; i < 40; i++)
            save(w, &m, &seed);
        compare(w, &m);
        world_reopen(w);
        compare(w, &m);
        model_deinit(&m);
    }
}

static void what_is_let_go_frees_its_room(void **state)
{
    World *w = *state;
    Model m = {0};
    uint32_t seed = 5;
    ProjectStats before, after;
    for (int i = 0; i < 400; i++)
        save(w, &m, &seed);
    MUST(store_project_stats(w->store, w->project, &before, &err));
    HistoryLimits l = {.max_bytes = before.nstored / 3, .now_ms = vec_last(&m.all).time_ms};
    assert_true(trim(w, &l) > 0);
    MUST(store_project_stats(w->store, w->project, &after, &err));
    assert_true(after.nstored <= l.max_bytes);
    assert_true(after.nversions > FILES);
    for (int i = 0; i < FILES; i++)
        world_expect(w, names[i], 0, str_c(newest(&m, i)->bytes));
    assert_int_equal(trim(w, &l), 0);
    model_deinit(&m);
}

static void a_deleted_file_goes_altogether(void **state)
{
    World *w = *state;
    HistoryLimits l = {.max_days = 1, .now_ms = INT64_C(1) << 50};
    world_save(w, "a", STR("x"));
    world_save(w, "b", STR("x"));
    MUST(store_save_version(w->store, w->project, STR("a"), STR("x"), 0644, CAUSE_DELETE, NULL,
                            &err));
    assert_int_equal(trim(w, &l), 2);
    assert_int_equal(world_count_versions(w, "a"), 0);
    world_expect(w, "b", 1, STR("x"));
}

static void points_made_by_codelab_grow_old(void **state)
{
    World *w = *state;
    HistoryPoints points = {0};
    HistoryPoint p = {.path = (char *)"", .name = (char *)"auto", .automatic = true};
    HistoryLimits l = {.max_days = 1, .now_ms = INT64_C(1) << 50};
    world_save(w, "a", STR("1"));
    MUST(store_point_add(w->store, w->project, &p, &err));
    p.automatic = false;
    world_save(w, "a", STR("2"));
    MUST(store_point_add(w->store, w->project, &p, &err));
    world_save(w, "a", STR("3"));
    trim(w, &l);
    assert_int_equal(world_count_versions(w, "a"), 2);
    world_expect(w, "a", 2, STR("2"));
    MUST(store_points(w->store, w->project, STR_NULL, &points, &err));
    assert_int_equal(points.n, 1);
    assert_false(points.p[0].automatic);
    history_points_deinit(&points);
}

static void thousands_of_versions_need_few_contents_that_stand_alone(void **state)
{
    World *w = *state;
    Model m = {0};
    uint32_t seed = 11;
    int64_t alone = -1, depth = -1;
    for (int i = 0; i < 1500; i++)
        save(w, &m, &seed);
    AUTO(err) Err err = {0};
    Db *db = db_open(w->db, &err);
    Stmt *q = db_stmt(db, "SELECT sum(base_id IS NULL), max(depth) FROM blobs", &err);
    if (stmt_step(q, &err)) {
        alone = stmt_i64(q, 0);
        depth = stmt_i64(q, 1);
    }
    stmt_end(q);
    db_close(db);
    assert_in_range(alone, FILES, 2 * FILES);
    assert_in_range(depth, 10, 64);
    model_deinit(&m);
}

const struct CMUnitTest trim_tests[] = {
    CASE(what_stays_is_what_a_naive_model_keeps),
    CASE(what_is_let_go_frees_its_room),
    CASE(a_deleted_file_goes_altogether),
    CASE(points_made_by_codelab_grow_old),
    CASE(thousands_of_versions_need_few_contents_that_stand_alone),
};
const size_t trim_tests_n = ARRAY_LEN(trim_tests);
