// What an apply did, in history: what stood there, a named point, what stands there now.
#include "store/review-inner.h"

#include "base/mem.h"
#include "base/path.h"

typedef struct {
    Store *s;
    const ReviewHead *head;
    Str label;
    VersionCause cause;
    DecisionLinks *links; // NULL: nobody asks
    Err *err;
} Record;

static char *project_path(const Record *r, const ReviewStep *x)
{
    return *r->head->folder ? path_join(r->head->folder, x->path) : xstrdup(x->path);
}

static bool is_kept(const ReviewSide *side)
{
    return side->thing == REVIEW_FILE && side->blob && side->has_hash &&
           (uint64_t)side->nbytes <= STORE_MAX_FILE_BYTES;
}

static bool add(Record *r, FileRef file, const ReviewSide *side, const NewVersion *v, Version *out)
{
    VersionBlob content = {.blob = side->blob};
    NewVersion from = *v;
    FileState state = {
        .kind = TREE_FILE, .mode = side->mode, .present = true, .nbytes = side->nbytes};
    from.bytes = (Str){NULL, (size_t)side->nbytes};
    from.mode = side->mode;
    memcpy(content.hash.b, side->hash, sizeof content.hash.b);
    return version_add_blob(r->s, file, &from, &content, out, r->err) &&
           file_set(r->s, file.id, &state, r->err);
}

// What stood there, unless history has it.
static bool record_before(Record *r, FileRef file, const ReviewSide *side)
{
    VersionRow newest;
    Version v;
    if (!version_find(r->s, file, 0, &newest, r->err))
        return false;
    NewVersion from = {.cause = newest.v.id ? CAUSE_EXTERNAL : CAUSE_SCAN};
    return !is_kept(side) || add(r, file, side, &from, &v);
}

static bool record_gone(Record *r, FileRef file, const ReviewSide *side)
{
    FileState state = {.kind = TREE_FILE, .mode = side->mode, .nbytes = side->nbytes};
    return version_add_same(r->s, file, &(NewVersion){.cause = CAUSE_DELETE, .label = r->label},
                            r->err) &&
           file_set(r->s, file.id, &state, r->err);
}

static bool record_after(Record *r, FileRef file, const ReviewStep *x)
{
    VersionRow before;
    Version v = {0};
    NewVersion from = {.cause = r->cause, .label = r->label};
    if (!version_find(r->s, file, 0, &before, r->err))
        return false;
    if (!is_kept(&x->after))
        return x->after.thing != REVIEW_NOTHING || record_gone(r, file, &x->before);
    if (!add(r, file, &x->after, &from, &v))
        return false;
    if (r->links && v.id != before.v.id)
        vec_push(r->links, (DecisionLink){.path = str_dup(file.path),
                                          .n = v.n,
                                          .before_n = before.v.n,
                                          .version = v.id,
                                          .before = before.v.id});
    return true;
}

// A file for history: no folder, no link, no secret, and known or to be known.
static bool record_step(Record *r, const ReviewStep *x, bool after)
{
    int64_t id;
    AUTO(free) char *path = project_path(r, x);
    bool is_file = x->before.thing == REVIEW_FILE || x->after.thing == REVIEW_FILE;
    if (x->state != STEP_DONE || !is_file || !store_keeps(r->s, str_c(path)))
        return true;
    if (!file_ensure(r->s, r->head->project, str_c(path), &id, r->err))
        return false;
    FileRef file = {id, str_c(path)};
    return after ? record_after(r, file, x) : record_before(r, file, &x->before);
}

static bool record_all(Record *r, const ReviewSteps *steps, bool after)
{
    VEC_EACH (const ReviewStep, x, steps)
        if (!record_step(r, x, after))
            return false;
    return true;
}

static bool add_point(Record *r)
{
    int64_t moment;
    AUTO(free) char *name = xasprintf("before " STR_FMT, STR_ARG(r->label));
    HistoryPoint p = {.automatic = true, .path = (char *)"", .name = name};
    // of a project without a file there is nothing to go back to
    if (!store_moment_now(r->s, r->head->project, &moment, r->err))
        return false;
    return moment == 0 || store_point_add(r->s, r->head->project, &p, r->err);
}

bool review_record(Store *s, const ReviewHead *h, const ReviewEnd *end, DecisionLinks *links,
                   Err *err)
{
    bool undo = end->round < 0;
    AUTO(free)
    char *run = h->run ? xasprintf("run#%lld", (long long)h->run)
                       : xasprintf("review#%lld", (long long)h->id);
    AUTO(free) char *label = xasprintf(undo ? "undo %s" : "%s", run);
    Record r = {s, h, str_c(label), undo ? CAUSE_RESTORE : CAUSE_RUN, links, err};
    if (!end->steps || !end->steps->n)
        return true;
    return record_all(&r, end->steps, false) && add_point(&r) && record_all(&r, end->steps, true);
}
