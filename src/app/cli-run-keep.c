// What a run wrote is kept for a review.
#include "app/cli-file.h"
#include "app/cli-review.h"
#include "app/cli-run.h"
#include "app/cli-talk.h"

#include "base/clock.h"
#include "base/mem.h"
#include "jail/jail.h"
#include "review/review.h"

#include <unistd.h>

CliKept cli_keep_begin(void)
{
    return (CliKept){.start_ms = clock_wall_ms()};
}

/* The project that the folder lies in; it becomes one if it lies in none. */
static bool find_project(Store *s, const char *dir, ReviewHead *h, Err *err)
{
    char *rel = NULL;
    AUTO(free) char *inside = xasprintf("%s/x", dir);
    if (!store_locate(s, inside, &h->project, &rel, NULL)) {
        h->project = store_project_open(s, dir, err);
        h->folder = xstrdup("");
        return h->project != 0;
    }
    size_t n = strlen(rel);
    rel[n > 2 ? n - 2 : 0] = '\0'; // without "/x"
    h->folder = rel;
    return true;
}

static bool record(Store *s, const CliKept *k, const CliRun *r, const RunPlan *plan, ReviewHead *h,
                   Err *err)
{
    Execution e = {.time_ms = k->start_ms,
                   .duration_ms = h->duration_ms,
                   .command = h->command,
                   .language = (char *)(plan->language ? lang_id(plan->language) : ""),
                   .status = h->status,
                   .returncode = h->returncode};
    (void)r;
    bool ok = store_execution_add(s, h->project, &e, STR_NULL, err);
    h->run = e.id;
    return ok;
}

static void tell_applied(const CliRun *r, const CliKept *k, const Review *v, const ReviewLeft *left,
                         const ReviewOutcome *out)
{
    VEC_EACH (const ReviewApplied, x, &out->all)
        if (x->why) {
            AUTO(err) Err err = {0};
            err_set(&err, "%s", x->why);
            cli_fail(&err);
        }
    if (r->quiet || r->json)
        return;
    if (k->nleft && !left->n)
        fprintf(stderr, "codelab: %zu of %zu changes are not applied: codelab review %lld\n",
                k->nleft, k->nentries, (long long)k->run);
    review_print_left(v, left);
}

static bool apply(Store *s, CliKept *k, const CliRun *r, int64_t review, Err *err)
{
    ReviewOutcome out = {0};
    Review *v = review_open(s, review, err);
    if (!v)
        return false;
    cli_obey(s, v->head.project);
    ReviewLeft left = review_decide_all(v, STR_NULL, REVIEW_ACCEPTED, r->with);
    bool ok = review_save(v, s, err) && review_apply(s, review, &out, err);
    if (ok) {
        k->applied = true;
        k->napplied = out.nwritten + out.nmerged;
        k->nleft = out.nwaiting;
        tell_applied(r, k, v, &left, &out);
    }
    review_outcome_deinit(&out);
    review_free(v);
    return ok;
}

static bool take(Store *s, CliKept *k, const CliRun *r, const RunPlan *plan, int layer, int code,
                 Err *err)
{
    ReviewHead h = {.command = cli_run_command(r),
                    .status = xstrdup(cli_run_status(code)),
                    .returncode = code,
                    .time_ms = k->start_ms,
                    .duration_ms = clock_wall_ms() - k->start_ms};
    ReviewHead kept = {0};
    bool ok = find_project(s, plan->project, &h, err) && record(s, k, r, plan, &h, err) &&
              review_take(s, &h, plan->project, layer, err) &&
              (!h.id || store_review_get(s, h.id, &kept, err));
    if (ok && h.id) {
        k->run = h.run;
        k->nentries = kept.nentries;
        k->nadded = kept.nadded;
        k->nremoved = kept.nremoved;
    }
    if (ok && h.id && r->apply)
        ok = apply(s, k, r, h.id, err) ||
             err_set(err, "%s; it waits: codelab review %lld", err_text(err), (long long)h.run);
    review_head_deinit(&kept);
    review_head_deinit(&h);
    return ok;
}

static void tell(const CliRun *r, const CliKept *k)
{
    if (r->quiet || r->json || r->review || r->apply)
        return;
    if (!k->run)
        fprintf(stderr, "codelab: it wrote nothing\n");
    else
        fprintf(stderr, "codelab: %zu change%s (+%zu -%zu) wait%s for you: codelab review %lld\n",
                k->nentries, k->nentries == 1 ? "" : "s", k->nadded, k->nremoved,
                k->nentries == 1 ? "s" : "", (long long)k->run);
}

void cli_keep_end(CliKept *k, const CliRun *r, const RunPlan *plan, int *layer_fd, int code)
{
    AUTO(err) Err err = {0};
    if (!plan->project) {
        if (!r->quiet)
            fprintf(stderr, "codelab: nothing is kept: the current folder holds your home, or is "
                            "the machine's own\n");
        return;
    }
    AUTO(fd) int layer = jail_layer_take(layer_fd, &err);
    Store *s = layer >= 0 ? cli_store(&err) : NULL;
    if (!s || !take(s, k, r, plan, layer, code, &err)) {
        if (!k->run)
            err_wrap(&err, "what it wrote is lost");
        cli_fail(&err);
    } else {
        tell(r, k);
    }
    store_close(s);
}
