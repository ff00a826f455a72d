// Decisions in the archive of a project.
#include "store/decision-inner.h"

#include "base/mem.h"

enum { MAX_LINKS = 100000, MAX_PATH_BYTES = 4096 };

static void put_link(ArchiveWriter *w, const DecisionVersions *versions, const DecisionLink *l)
{
    archive_put_str(w, str_c(l->path));
    archive_put_int(w, versions->find(versions->arg, l->version));
    archive_put_int(w, versions->find(versions->arg, l->before));
}

static bool write_one(const Decision *d, ArchiveWriter *w, const DecisionVersions *versions,
                      Err *err)
{
    const int64_t numbers[] = {d->n, MAX(d->time_ms, 0), MAX(d->changed_ms, 0), d->status,
                               d->superseded_by};
    const char *const words[] = {d->title,   d->author,   d->model,
                                 d->context, d->decision, d->consequences};
    int64_t nlinks = 0;
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        archive_put_int(w, numbers[i]);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        archive_put_str(w, str_c(words[i]));
    VEC_EACH (const DecisionLink, l, &d->links)
        nlinks += versions->find(versions->arg, l->version) != 0;
    archive_put_int(w, nlinks);
    VEC_EACH (const DecisionLink, l, &d->links)
        if (versions->find(versions->arg, l->version))
            put_link(w, versions, l);
    return archive_write(w, ARCHIVE_DECISION, err);
}

bool decisions_export(Store *s, int64_t project, ArchiveWriter *w, const DecisionVersions *versions,
                      Err *err)
{
    const DecisionQuery all = {.status = 0};
    Decisions decisions = {0};
    bool ok = store_decisions(s, project, &all, &decisions, err);
    for (size_t i = decisions.n; ok && i > 0; i--) // the oldest first
        ok = write_one(&decisions.p[i - 1], w, versions, err);
    decisions_deinit(&decisions);
    return ok;
}

enum { NUMBERS = 5, WORDS = 6 };

typedef struct {
    int64_t numbers[NUMBERS]; // n, time_ms, changed_ms, status, superseded_by
    Str words[WORDS];         // title, author, model, context, decision, consequences
} Row;

static Row read_row(ArchiveReader *r)
{
    Row row;
    for (int i = 0; i < NUMBERS; i++)
        row.numbers[i] = archive_int(r);
    for (int i = 0; i < WORDS; i++)
        row.words[i] = archive_str(r);
    return row;
}

static bool is_sound(const Row *row, int64_t last)
{
    bool sound = row->numbers[0] > last && row->numbers[3] < DECISION_STATUS_COUNT;
    for (int i = 0; i < WORDS; i++) {
        Str s = row->words[i];
        sound = sound && s.n <= (i < 3 ? (size_t)DECISION_MAX_LINE : (size_t)DECISION_MAX_TEXT);
        for (size_t at = 0; at < s.n && sound; at++)
            sound = s.p[at] != '\0' && (i >= 3 || (unsigned char)s.p[at] >= ' ');
    }
    return sound;
}

static bool insert(Store *s, int64_t project, const Row *row, int64_t *id, Err *err)
{
    const int64_t *v = row->numbers;
    Stmt *q = STORE_STMT(s,
                         "INSERT INTO decisions(project_id,n,time_ms,changed_ms,status,"
                         "superseded_by,title,author,model,context,decision,consequences,form)"
                         " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,x'')",
                         err, project, v[0], v[1], v[2], v[3], v[4]);
    if (!q)
        return false;
    for (int i = 0; i < WORDS; i++)
        stmt_bind_blob(q, 7 + i, row->words[i].n ? row->words[i] : STR(""));
    if (!store_run(s, q, err))
        return false;
    *id = db_last_id(s->db);
    return true;
}

static bool insert_link(Store *s, int64_t id, ArchiveReader *r, const DecisionVersions *versions,
                        Err *err)
{
    Str path = archive_str(r);
    int64_t version = versions->find(versions->arg, archive_int(r));
    int64_t before = versions->find(versions->arg, archive_int(r));
    if (path.n > MAX_PATH_BYTES || version == 0)
        return err_set(err, "a decision is linked to what is not there");
    // the one before counts only if it is of the same file
    Stmt *q = STORE_STMT(s,
                         "INSERT OR IGNORE INTO decision_links(decision_id,version_id,before_id,"
                         "path) VALUES(?1,?2,(SELECT w.id FROM versions AS w JOIN versions AS v"
                         " ON v.id=?2 WHERE w.id=?3 AND w.file_id=v.file_id AND w.n<v.n),?4)",
                         err, id, version, before);
    if (q)
        stmt_bind_blob(q, 4, path);
    return store_run(s, q, err);
}

bool decision_import(Store *s, int64_t project, ArchiveReader *r, const DecisionVersions *versions,
                     int64_t *last, Err *err)
{
    Row row = read_row(r);
    int64_t id, nlinks = archive_int(r);
    if (r->broken || !is_sound(&row, *last) || nlinks > MAX_LINKS)
        return err_set(err, "a record is damaged");
    if (!insert(s, project, &row, &id, err))
        return false;
    *last = row.numbers[0];
    for (int64_t i = 0; i < nlinks && !r->broken; i++)
        if (!insert_link(s, id, r, versions, err))
            return false;
    return archive_is_read(r) || err_set(err, "a record is damaged");
}

bool decisions_imported(Store *s, int64_t project, Err *err)
{
    return STORE_RUN(s,
                     "UPDATE decisions SET superseded_by=0, status=CASE status WHEN ?2 THEN ?3"
                     " ELSE status END WHERE project_id=?1 AND (superseded_by NOT IN"
                     " (SELECT n FROM decisions WHERE project_id=?1) OR status<>?2)"
                     " AND (superseded_by<>0 OR status=?2)",
                     err, project, DECISION_SUPERSEDED, DECISION_ACCEPTED);
}
