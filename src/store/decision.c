// Decision records: put, found, superseded.
#include "store/decision-inner.h"

#include "base/clock.h"
#include "base/mem.h"

#include <errno.h>
#include <stdio.h>

enum { CHAIN_MAX = 10000 };

static const char *const names[] = {[DECISION_ACCEPTED] = "accepted",
                                    [DECISION_PROPOSED] = "proposed",
                                    [DECISION_SUPERSEDED] = "superseded",
                                    [DECISION_REJECTED] = "rejected"};
_Static_assert(ARRAY_LEN(names) == DECISION_STATUS_COUNT, "each has a name");

const char *decision_status_name(DecisionStatus s)
{
    return names[s];
}

DecisionStatus decision_status_find(Str name)
{
    unsigned i = 0;
    while (i < DECISION_STATUS_COUNT && !str_eq_c(name, names[i]))
        i++;
    return (DecisionStatus)i;
}

void decision_deinit(Decision *d)
{
    char *const words[] = {d->title,   d->author,   d->model,       d->form,
                           d->context, d->decision, d->consequences};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        free(words[i]);
    vec_deinit(&d->supersedes);
    decision_links_deinit(&d->links);
}

void decisions_deinit(Decisions *all)
{
    VEC_EACH (Decision, d, all)
        decision_deinit(d);
    vec_deinit(all);
}

void decision_name(int64_t n, char out[DECISION_NAME_MAX])
{
    snprintf(out, DECISION_NAME_MAX, "ADR-%03lld", (long long)n);
}

bool decision_number(Str word, int64_t *n)
{
    long long v;
    if (str_starts(word, STR("ADR-")) || str_starts(word, STR("adr-")))
        word = str_from(word, 4);
    if (!str_to_i64(word, &v) || v < 1)
        return false;
    *n = v;
    return true;
}

bool decision_none(int64_t n, Err *err)
{
    char name[DECISION_NAME_MAX];
    decision_name(n, name);
    return err_set(err, "there is no %s in this project; codelab decision list shows all", name);
}

static bool check_line(const char *what, const char *line, Err *err)
{
    Str s = str_c(line);
    if (s.n > DECISION_MAX_LINE)
        return err_set(err, "the %s is longer than %d bytes", what, DECISION_MAX_LINE);
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
            return err_set(err, "the %s must be one line without control characters", what);
    return true;
}

static bool check(const Decision *d, Err *err)
{
    const char *const texts[] = {d->context, d->decision, d->consequences};
    if (str_trim(str_c(d->title)).n == 0)
        return err_set(err, "the decision has no title");
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        if (str_c(texts[i]).n > DECISION_MAX_TEXT)
            return err_set(err, "a text of it is longer than %d KB", DECISION_MAX_TEXT / 1024);
    return check_line("title", d->title, err) && check_line("author", d->author, err) &&
           check_line("model", d->model, err);
}

bool decision_find(Store *s, int64_t project, int64_t n, int64_t *id, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT id FROM decisions WHERE project_id=? AND n=?", err, project, n);
    *id = 0;
    if (q && stmt_step(q, err))
        *id = stmt_i64(q, 0);
    return q && store_end(s, q) && (*id != 0 || decision_none(n, err));
}

static bool is_stale(const Decision *d, int64_t n, Err *err)
{
    char name[DECISION_NAME_MAX];
    if (d->replaces)
        return false;
    decision_name(n, name);
    err_set(err, "%s was changed since this form was recorded", name);
    if (err)
        err->code = ESTALE;
    return true;
}

// One that was written in this form before, 0: none.
static bool find_form(Store *s, int64_t project, const Decision *d, int64_t *n, Err *err)
{
    bool stale = false;
    *n = d->n;
    if (d->n || !d->form || !*d->form)
        return true;
    Stmt *q = STORE_STMT(
        s, "SELECT n, changed_ms<>form_ms FROM decisions WHERE project_id=?1 AND form=?2", err,
        project);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, str_c(d->form));
    if (stmt_step(q, err)) {
        *n = stmt_i64(q, 0);
        stale = stmt_i64(q, 1) != 0;
    }
    return store_end(s, q) && !(stale && is_stale(d, *n, err));
}

static bool insert(Store *s, int64_t project, int64_t *n, Err *err)
{
    // the number of one that went is not given again: none ever goes
    Stmt *q = STORE_STMT(s,
                         "INSERT INTO decisions(project_id,n,time_ms,changed_ms,status,"
                         "superseded_by,title,author,model,form,context,decision,consequences)"
                         " SELECT ?1, coalesce(max(n),0)+1, ?2, ?2, 0, 0, x'', x'', x'', x'', x'',"
                         " x'', x'' FROM decisions WHERE project_id=?1 RETURNING n",
                         err, project, clock_wall_ms());
    if (q && stmt_step(q, err))
        *n = stmt_i64(q, 0);
    return q && store_end(s, q);
}

static Str words_of(const char *words)
{
    return words ? str_c(words) : STR("");
}

static bool fill(Store *s, int64_t id, const Decision *d, Err *err)
{
    Stmt *q = STORE_STMT(s,
                         "UPDATE decisions SET status=?2, changed_ms=max(?3, changed_ms+1),"
                         " form_ms=CASE WHEN ?11 THEN max(?3, changed_ms+1) ELSE form_ms END,"
                         " superseded_by="
                         "CASE WHEN ?2=2 THEN superseded_by ELSE 0 END, title=?4, author=?5,"
                         " model=?6, form=?7, context=?8, decision=?9, consequences=?10"
                         " WHERE id=?1",
                         err, id, d->status, clock_wall_ms());
    _Static_assert(DECISION_SUPERSEDED == 2, "the statement names it by number");
    if (!q)
        return false;
    const char *author = d->author && *d->author ? d->author : s->user;
    const char *const words[] = {d->title,   author,      d->model,       d->form,
                                 d->context, d->decision, d->consequences};
    for (int i = 0; i < (int)ARRAY_LEN(words); i++)
        stmt_bind_blob(q, 4 + i, words_of(words[i]));
    stmt_bind_i64(q, 11, d->n == 0); // from its form
    return store_run(s, q, err);
}

// Only store_decision_supersede() makes one superseded.
static bool check_status(Store *s, int64_t id, DecisionStatus status, Err *err)
{
    bool ok = status != DECISION_SUPERSEDED;
    Stmt *q = STORE_STMT(s, "SELECT superseded_by FROM decisions WHERE id=?", err, id);
    if (q && stmt_step(q, err))
        ok = ok || stmt_i64(q, 0) != 0;
    return q && store_end(s, q) &&
           (ok || err_set(err, "it is not told by what it is superseded: use codelab decision "
                               "supersede"));
}

static bool put(Store *s, int64_t project, Decision *d, Err *err)
{
    int64_t id, n;
    if (!find_form(s, project, d, &n, err)) {
        d->n = n;
        return false;
    }
    if ((n == 0 && !insert(s, project, &n, err)) || !decision_find(s, project, n, &id, err) ||
        !check_status(s, id, d->status, err) || !fill(s, id, d, err) ||
        !decision_set_links(s, project, id, &d->links, err))
        return false;
    d->n = n;
    return true;
}

bool store_decision_put(Store *s, int64_t project, Decision *d, Err *err)
{
    bool ok = check(d, err) && (db_begin(s->db, err) || store_failed(s));
    return (ok && store_finish(s, put(s, project, d, err), err)) ||
           err_wrap(err, "cannot record the decision");
}

// What it is superseded by, 0: nothing.
static bool successor(Store *s, int64_t project, int64_t n, int64_t *by, Err *err)
{
    Stmt *q = STORE_STMT(s, "SELECT superseded_by FROM decisions WHERE project_id=? AND n=?", err,
                         project, n);
    *by = 0;
    if (q && stmt_step(q, err))
        *by = stmt_i64(q, 0);
    return q && store_end(s, q);
}

// It may not hold in the place of one that holds in its own.  An archive may have brought a ring.
static bool check_chain(Store *s, int64_t project, int64_t n, int64_t by, Err *err)
{
    char name[DECISION_NAME_MAX];
    int64_t at = by;
    decision_name(n, name);
    for (int i = 0; i < CHAIN_MAX && at != 0 && at != n; i++)
        if (!successor(s, project, at, &at, err))
            return false;
    return at == 0 || err_set(err, "%s would supersede itself", name);
}

static bool supersede(Store *s, int64_t project, int64_t n, int64_t by, Err *err)
{
    int64_t id, by_id;
    return decision_find(s, project, n, &id, err) && decision_find(s, project, by, &by_id, err) &&
           check_chain(s, project, n, by, err) &&
           STORE_RUN(s,
                     "UPDATE decisions SET superseded_by=?2, status=?3,"
                     " changed_ms=max(?4, changed_ms+1) WHERE id=?1",
                     err, id, by, DECISION_SUPERSEDED, clock_wall_ms());
}

bool store_decision_supersede(Store *s, int64_t project, int64_t n, int64_t by, Err *err)
{
    bool ok = db_begin(s->db, err) || store_failed(s);
    return ok && store_finish(s, supersede(s, project, n, by, err), err);
}
