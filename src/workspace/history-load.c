// Rows of local history, made on a worker.
#include "workspace/history-inner.h"
#include "base/diff.h"
#include "workspace/git-marks.h"

#include <time.h>

enum { ROWS_MAX = 2000, COUNT_AT_ONCE = 24, SEARCH_AT_ONCE = 64, DIFF_MAX = 2 << 20 };

void history_rows_deinit(HistoryRows *rows)
{
    VEC_EACH (HistoryRow, r, rows) {
        free(r->path);
        free(r->text);
    }
    vec_deinit(rows);
}

void history_notes_deinit(HistoryNotes *notes)
{
    VEC_EACH (HistoryNote, x, notes) {
        free(x->title);
        free(x->by);
    }
    vec_deinit(notes);
}

void history_job_free(HistoryJob *j)
{
    history_notes_deinit(&j->notes);
    history_rows_deinit(&j->rows);
    buf_deinit(&j->search);
    free(j->path);
    free(j->root);
    free(j);
}

void history_add_clock(int64_t time_ms, Buf *out)
{
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm tm;
    char text[16];
    strftime(text, sizeof text, "%H:%M:%S", localtime_r(&seconds, &tm));
    buf_add_c(out, text);
}

static void day_of(int64_t time_ms, char out[16])
{
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm tm;
    strftime(out, 16, "%Y-%m-%d", localtime_r(&seconds, &tm));
}

// A heading where another day begins; today needs none.
static void add_day(HistoryJob *j, int64_t time_ms)
{
    enum { DAY_MS = 86400000 };
    char day[16], last[16], today[16], yesterday[16];
    day_of(time_ms, day);
    day_of(j->now_ms, today);
    day_of(j->now_ms - DAY_MS, yesterday);
    day_of(j->rows.n ? vec_last(&j->rows).time_ms : j->now_ms, last);
    if (strcmp(day, last) == 0)
        return;
    HistoryRow r = {.kind = HISTORY_ROW_DAY, .time_ms = time_ms, .path = xstrdup("")};
    r.text = xstrdup(strcmp(day, today) == 0       ? "today"
                     : strcmp(day, yesterday) == 0 ? "yesterday"
                                                   : day);
    vec_push(&j->rows, r);
}

static HistoryBy by_of(VersionCause c)
{
    if (c == CAUSE_AI || c == CAUSE_AGENT)
        return HISTORY_BY_AI;
    return c == CAUSE_EXTERNAL || c == CAUSE_RUN || c == CAUSE_SCAN ? HISTORY_BY_OTHERS
                                                                    : HISTORY_BY_USER;
}

// In words that say what happened; scripts get the names of the store.
static const char *words_of(VersionCause c)
{
    if (c == CAUSE_SCAN)
        return "as found";
    return c == CAUSE_EXTERNAL ? "outside" : version_cause_name(c);
}

static void add_version(HistoryJob *j, const TimelineEntry *e)
{
    add_day(j, e->v.time_ms);
    const char *cause = words_of(e->v.cause);
    bool renamed = e->v.cause == CAUSE_RENAME || e->v.cause == CAUSE_RESTORE;
    HistoryRow r = {.kind = HISTORY_ROW_VERSION,
                    .by = by_of(e->v.cause),
                    .moment = e->v.id,
                    .n = e->v.n,
                    .before_n = e->before_n,
                    .time_ms = e->v.time_ms,
                    .counted = e->v.cause == CAUSE_DELETE || e->v.cause == CAUSE_RENAME,
                    .path = xstrdup(e->path)};
    r.text = xstrdup(*e->label && !renamed ? e->label : cause);
    vec_push(&j->rows, r);
}

static void add_point(HistoryJob *j, const HistoryPoint *p)
{
    add_day(j, p->time_ms);
    HistoryRow r = {.kind = HISTORY_ROW_POINT,
                    .by = p->automatic ? HISTORY_BY_OTHERS : HISTORY_BY_USER,
                    .moment = p->moment,
                    .point = p->id,
                    .time_ms = p->time_ms,
                    .path = xstrdup(j->path),
                    .text = xstrdup(p->name)};
    vec_push(&j->rows, r);
}

// Of the commits since the version before, the first is the one that took this one in; unless
// others took its place.  *n counts the commits that are left, the oldest first.
static const GitMark *commit_of(const GitMarks *marks, size_t *n, int64_t time_ms)
{
    const GitMark *found = NULL;
    for (; *n && marks->p[*n - 1].time_ms + 999 >= time_ms; --*n) { // git notes seconds
        const GitMark *m = &marks->p[*n - 1];
        if (!found || !found->amends)
            found = m;
    }
    return found;
}

static void add_commit(HistoryJob *j, const GitMark *m, const TimelineEntry *e)
{
    if (!m)
        return;
    add_day(j, m->time_ms);
    HistoryRow r = {.kind = HISTORY_ROW_GIT,
                    .by = HISTORY_BY_OTHERS,
                    .moment = e->v.id,
                    .n = *j->path ? e->v.n : 0,
                    .time_ms = m->time_ms,
                    .path = xstrdup(j->path),
                    .text = xasprintf("git %s", m->id)};
    vec_push(&j->rows, r);
}

// Points stand above the last version that belongs to them; of one file, that version is the row's.
static bool name_versions(Store *s, int64_t project, HistoryJob *j, Err *err)
{
    VEC_EACH (HistoryRow, r, &j->rows)
        if (r->kind == HISTORY_ROW_POINT && *r->path &&
            !store_moment_version(s, project, str_c(r->path), r->moment, &r->n, err))
            return false;
    return true;
}

static void add_note(HistoryJob *j, const Decision *d, const DecisionLink *l)
{
    char name[DECISION_NAME_MAX];
    decision_name(d->n, name);
    bool holds = d->status == DECISION_ACCEPTED;
    HistoryNote x = {.version = l->version};
    x.title = xasprintf("%s  %s  (%s)", name, d->title,
                        holds ? "attached" : decision_status_name(d->status));
    x.by = *d->model ? xasprintf("author %s \302\267 model %s", d->author, d->model)
                     : xasprintf("author %s", d->author);
    vec_push(&j->notes, x);
}

static bool load_notes(Store *s, int64_t project, HistoryJob *j, Err *err)
{
    Decisions all = {0};
    const DecisionQuery q = {.path = str_c(j->path)};
    bool ok = store_decisions(s, project, &q, &all, err);
    VEC_EACH (const Decision, d, &all)
        VEC_EACH (const DecisionLink, l, &d->links)
            add_note(j, d, l);
    decisions_deinit(&all);
    return ok;
}

static bool load_timeline(Store *s, int64_t project, HistoryJob *j, Err *err)
{
    Timeline t = {0};
    HistoryPoints points = {0};
    TimelineQuery q = {.path = str_c(j->path), .causes = j->causes, .limit = ROWS_MAX};
    GitMarks marks = {0};
    git_marks_read(j->root, &marks);
    size_t p = 0, nmarks = marks.n;
    bool ok = store_timeline(s, project, &q, &t, err) &&
              store_points(s, project, str_c(j->path), &points, err);
    VEC_EACH (TimelineEntry, e, &t) {
        for (; ok && p < points.n && points.p[p].moment >= e->v.id; p++)
            add_point(j, &points.p[p]);
        add_commit(j, commit_of(&marks, &nmarks, e->v.time_ms), e);
        add_version(j, e);
        j->bytes += e->v.nbytes;
    }
    j->versions = (int64_t)t.n;
    j->more = t.n == ROWS_MAX;
    j->excluded = *j->path && !store_keeps(s, str_c(j->path));
    timeline_deinit(&t);
    history_points_deinit(&points);
    git_marks_deinit(&marks);
    return ok && name_versions(s, project, j, err);
}

static char letter_of(MomentKind k)
{
    static const char letters[] = {[MOMENT_SAME] = ' ',
                                   [MOMENT_CHANGED] = 'M',
                                   [MOMENT_GONE] = 'D',
                                   [MOMENT_EXTRA] = 'A',
                                   [MOMENT_UNKNOWN] = '?'};
    return letters[k];
}

static void count_file(HistoryCounts *c, MomentKind k)
{
    c->files += k != MOMENT_EXTRA && k != MOMENT_UNKNOWN;
    c->changed += k == MOMENT_CHANGED;
    c->gone += k == MOMENT_GONE;
    c->extra += k == MOMENT_EXTRA;
    c->unknown += k == MOMENT_UNKNOWN;
}

static bool load_tree(Store *s, int64_t project, HistoryJob *j, Err *err)
{
    MomentFiles files = {0};
    bool ok = store_moment_files(s, project, j->moment, &files, err);
    HistoryRow whole = {.kind = HISTORY_ROW_WHOLE, .moment = j->moment, .path = xstrdup("")};
    VEC_EACH (MomentFile, f, &files)
        count_file(&j->counts, f->kind);
    whole.text = xasprintf("all files: %zu", j->counts.files);
    vec_push(&j->rows, whole);
    VEC_EACH (MomentFile, f, &files) {
        HistoryRow r = {.kind = HISTORY_ROW_ENTRY,
                        .moment = j->moment,
                        .n = f->kind == MOMENT_EXTRA ? 0 : f->n,
                        .letter = letter_of(f->kind),
                        .path = xstrdup(f->now),
                        .text = xstrdup(f->path)};
        vec_push(&j->rows, r);
    }
    moment_files_deinit(&files);
    return ok;
}

bool history_load_work(Store *s, int64_t project, void *job, Err *err)
{
    HistoryJob *j = job;
    if (j->scope == HISTORY_TREE)
        return load_tree(s, project, j, err);
    return load_timeline(s, project, j, err) && load_notes(s, project, j, err);
}

bool history_find_work(Store *s, int64_t project, void *job, Err *err)
{
    HistoryJob *j = job;
    HistoryHits hits = {0};
    HistorySearch q = {.text = buf_str(&j->search),
                       .path = str_c(j->path),
                       .before = j->next,
                       .max_versions = SEARCH_AT_ONCE};
    bool ok = store_history_search(s, project, &q, &hits, &j->next, err);
    VEC_EACH (HistoryHit, h, &hits) {
        HistoryRow r = {
            .kind = HISTORY_ROW_VERSION,
            .moment = h->id,
            .n = h->n,
            .time_ms = h->time_ms,
            .counted = true,
            .path = xstrdup(h->path),
            .text = xasprintf("%zu: " STR_FMT, h->row + 1, STR_ARG(str_trim(str_c(h->line))))};
        vec_push(&j->rows, r);
    }
    history_hits_deinit(&hits);
    return ok;
}

static bool read_version(Store *s, int64_t project, const HistoryRow *r, int64_t n, Buf *out)
{
    return n == 0 || store_version_read(s, project, str_c(r->path), n, NULL, out, NULL);
}

static void count_lines(Store *s, int64_t project, HistoryRow *r)
{
    AUTO(buf) Buf old = BUF_INIT, new = BUF_INIT;
    DiffLines a = {0}, b = {0};
    DiffHunks hunks = {0};
    r->counted = true; // what is damaged or too large has no counts
    if (!read_version(s, project, r, r->before_n, &old) ||
        !read_version(s, project, r, r->n, &new) || old.n + new.n > DIFF_MAX)
        return;
    diff_split(buf_str(&old), &a);
    diff_split(buf_str(&new), &b);
    diff_lines(&a, &b, &hunks);
    VEC_EACH (const DiffHunk, h, &hunks) {
        r->added += (int)h->new_n;
        r->removed += (int)h->old_n;
    }
    vec_deinit(&a);
    vec_deinit(&b);
    vec_deinit(&hunks);
}

// Oldest first: then each is what the next is packed against.
bool history_count_work(Store *s, int64_t project, void *job, Err *err)
{
    HistoryJob *j = job;
    (void)err;
    for (size_t i = j->rows.n; i-- > 0;)
        count_lines(s, project, &j->rows.p[i]);
    return true;
}
