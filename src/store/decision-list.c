// Decision records, read.
#include "store/decision-inner.h"

#include "base/mem.h"

#define COLUMNS                                                                       \
    "SELECT id, n, time_ms, changed_ms, status, superseded_by, title, author, model," \
    " form, context, decision, consequences FROM decisions WHERE project_id=?1 "

static Decision read_row(Stmt *q)
{
    return (Decision){.n = stmt_i64(q, 1),
                      .time_ms = stmt_i64(q, 2),
                      .changed_ms = stmt_i64(q, 3),
                      .status = (DecisionStatus)(stmt_i64(q, 4) % DECISION_STATUS_COUNT),
                      .superseded_by = stmt_i64(q, 5),
                      .title = str_dup(stmt_blob(q, 6)),
                      .author = str_dup(stmt_blob(q, 7)),
                      .model = str_dup(stmt_blob(q, 8)),
                      .form = str_dup(stmt_blob(q, 9)),
                      .context = str_dup(stmt_blob(q, 10)),
                      .decision = str_dup(stmt_blob(q, 11)),
                      .consequences = str_dup(stmt_blob(q, 12))};
}

typedef Vec(int64_t) Ids;

static bool add_supersedes(Store *s, int64_t project, Decision *d, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "SELECT n FROM decisions WHERE project_id=? AND superseded_by=?"
                         " ORDER BY n",
                         err, project, d->n);
    while (q && stmt_step(q, err))
        vec_push(&d->supersedes, stmt_i64(q, 0));
    return q && store_end(s, q);
}

static bool read_all(Store *s, Stmt *q, Ids *ids, Decisions *out, Err *err)
{
    while (q && stmt_step(q, err)) {
        vec_push(ids, stmt_i64(q, 0));
        vec_push(out, read_row(q));
    }
    return q && store_end(s, q);
}

// What rows alone do not tell, of those from `first` on.
static bool complete(Store *s, int64_t project, const Ids *ids, Decision *first, Err *err)
{
    for (size_t i = 0; i < ids->n; i++)
        if (!decision_get_links(s, ids->p[i], &first[i].links, err) ||
            !add_supersedes(s, project, &first[i], err))
            return false;
    return true;
}

bool store_decision_get(Store *s, int64_t project, int64_t n, Decision *out, Err *err)
{
    Ids ids = {0};
    Decisions one = {0};
    *out = (Decision){0};
    bool ok = read_all(s, STORE_STMT(s, COLUMNS "AND n=?2", err, project, n), &ids, &one, err) &&
              (one.n == 1 || decision_none(n, err)) && complete(s, project, &ids, one.p, err);
    if (ok)
        *out = one.p[--one.n];
    decisions_deinit(&one);
    vec_deinit(&ids);
    return ok;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool holds(const char *words, Str text)
{
    for (; *words; words++) {
        size_t i = 0;
        while (i < text.n && words[i] && lower(words[i]) == lower(text.p[i]))
            i++;
        if (i == text.n)
            return true;
    }
    return false;
}

static bool has_path(const Decision *d, Str path)
{
    VEC_EACH (const DecisionLink, l, &d->links)
        if (str_eq_c(path, l->path))
            return true;
    return false;
}

static bool is_wanted(const Decision *d, const DecisionQuery *q)
{
    const char *const words[] = {d->title,   d->author,   d->model,
                                 d->context, d->decision, d->consequences};
    bool found = q->text.n == 0;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        found = found || holds(words[i], q->text);
    return found && (q->status == 0 || (q->status >> d->status & 1)) &&
           (q->path.n == 0 || has_path(d, q->path));
}

bool store_decisions(Store *s, int64_t project, const DecisionQuery *what, Decisions *out, Err *err)
{
    Ids ids = {0};
    Decisions all = {0};
    Stmt *q = STORE_STMT(s, COLUMNS "ORDER BY n DESC", err, project);
    bool ok = read_all(s, q, &ids, &all, err) && complete(s, project, &ids, all.p, err);
    VEC_EACH (Decision, d, &all)
        if (ok && is_wanted(d, what))
            vec_push(out, *d);
        else
            decision_deinit(d);
    vec_deinit(&all);
    vec_deinit(&ids);
    return ok || err_wrap(err, "cannot read the decisions");
}
