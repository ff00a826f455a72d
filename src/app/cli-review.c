// codelab review: look at what runs wrote, and apply or discard it.
#include "app/cli-review.h"
#include "app/cli-file.h"
#include "app/cli-note.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/mem.h"

#include <stdio.h>
#include <unistd.h>

static const char help[] =
    "usage: codelab review [OPTIONS] [RUN]\n"
    "\n"
    "Look at what a run with --overlay or --review wrote before it touches the disk.  In a\n"
    "terminal it asks hunk by hunk; else it lists.  RUN is the number of the run; without it "
    "those\n"
    "that wait are listed, or the one that waits is shown.  With an option the newest is meant.\n"
    "\n"
    "      --patch          print all of it as a patch\n"
    "      --json           print one object with all about it\n"
    "      --apply          apply what was accepted and all that is not decided, but for what "
    "wants\n"
    "                       a yes of its own, which is told and waits\n"
    "      --with KIND,...  with --apply: say that yes to these: deleted, retyped, link, mode, "
    "binary,\n"
    "                       secret, tools, leaves, moved, final; or everything\n"
    "      --discard        reject what waits\n"
    "      --undo           put back what its last apply wrote, or take back that it was "
    "discarded\n"
    "      --list           list all runs that are kept, not those alone that wait\n"
    "      --decision N     link what is applied to decision N\n"
    "\n"
    "Exits with 1 if something could not be applied, which is told, and waits.\n";

typedef struct {
    bool patch, json, apply, discard, undo, list;
    unsigned with;         // REVIEW_OWN_BIT()s
    int64_t decision, run; // 0: none given
} Request;

typedef struct {
    Store *store;        // owned
    int64_t project;     // 0: the current folder lies in none
    ReviewHeads waiting; // owned
} Place;

static bool open_place(Place *p, Err *err)
{
    Project here = {0};
    size_t n;
    *p = (Place){.store = cli_store(err)};
    if (!p->store)
        return false;
    if (cli_project_here(p->store, &here, NULL))
        p->project = here.id;
    project_deinit(&here);
    if (!review_recover(p->store, p->project, &n, err))
        return false;
    if (n)
        fprintf(stderr, "codelab: finished what a program that died was applying\n");
    return store_review_list(p->store, p->project, STORE_REVIEWS_WAITING, &p->waiting, err);
}

static void close_place(Place *p)
{
    review_heads_deinit(&p->waiting);
    store_close(p->store);
}

static bool find(const Place *p, int64_t run, int64_t *review, Err *err)
{
    if (!store_review_of_run(p->store, run, review, err))
        return false;
    return *review || err_set(err,
                              "there is no run %lld whose writes were kept; codelab review "
                              "--list lists them",
                              (long long)run);
}

// The one that is meant: by its number, the newest that waits, or for an undo the newest of all.
static bool pick(const Place *p, const Request *q, int64_t *review, Err *err)
{
    ReviewHeads all = {0};
    if (q->run)
        return find(p, q->run, review, err);
    // that of a project the user is not in is not the one that is meant
    if (!p->project && (q->apply || q->discard || q->undo))
        return err_set(err, "the current folder lies in no project: codelab review --list tells "
                            "the number of the run that is meant");
    *review = p->waiting.n ? p->waiting.p[0].id : 0;
    if (q->undo) {
        if (!store_review_list(p->store, p->project, STORE_REVIEWS_ALL, &all, err))
            return false;
        *review = all.n ? all.p[0].id : 0;
        review_heads_deinit(&all);
    }
    return *review || err_set(err, "nothing waits: codelab run --overlay keeps what a run writes");
}

static bool link_all(const Place *p, const Request *q, const Review *r, const ReviewOutcome *o,
                     Err *err)
{
    if (!q->decision)
        return true;
    VEC_EACH (const DecisionLink, l, &o->links)
        if (!store_decision_link(p->store, r->head.project, q->decision, l, err))
            return err_wrap(err, "it is applied, but");
    return true;
}

static int apply(const Place *p, const Request *q, Review *r)
{
    AUTO(err) Err err = {0};
    ReviewOutcome out = {0};
    bool ok = review_apply(p->store, r->head.id, &out, &err);
    int code = ok ? review_print_outcome(&out, "applied") : CLI_FAILED;
    if (ok)
        ok = link_all(p, q, r, &out, &err);
    review_outcome_deinit(&out);
    return ok ? code : cli_fail(&err);
}

static int apply_all(const Place *p, const Request *q, Review *r)
{
    AUTO(err) Err err = {0};
    ReviewLeft left = review_decide_all(r, STR_NULL, REVIEW_ACCEPTED, q->with);
    if (!review_save(r, p->store, &err))
        return cli_fail(&err);
    int code = apply(p, q, r);
    review_print_left(r, &left);
    return code;
}

static int undo(const Place *p, const Review *r)
{
    AUTO(err) Err err = {0};
    ReviewOutcome out = {0};
    bool ok = review_undo(p->store, r->head.id, &out, &err);
    int code = ok ? review_print_outcome(&out, "put back") : cli_fail(&err);
    review_outcome_deinit(&out);
    return code;
}

static int discard(const Place *p, const Review *r)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *subject = xasprintf("run #%lld", (long long)r->head.run);
    if (!review_discard(p->store, r->head.id, &err))
        return cli_fail(&err);
    cli_note(p->store, "discard", subject, "");
    printf("what run %lld wrote is discarded\n", (long long)r->head.run);
    return CLI_OK;
}

static int ask(const Place *p, const Request *q, Review *r)
{
    AUTO(err) Err err = {0};
    review_print_head(&r->head);
    review_print_entries(r);
    if (!review_ask(r, p->store, &err))
        return cli_fail(&err);
    size_t n = review_count(r, REVIEW_ACCEPTED) + review_count(r, REVIEW_RESOLVED) +
               review_count(r, REVIEW_PARTLY);
    if (!n)
        return CLI_OK;
    return review_ask_letter("Apply what was accepted now", "yn") == 'y' ? apply(p, q, r) : CLI_OK;
}

static bool is_terminal(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static int show(const Place *p, const Request *q, Review *r)
{
    AUTO(err) Err err = {0};
    if (q->patch)
        return review_print_patch(r, p->store, &err) ? CLI_OK : cli_fail(&err);
    if (q->json)
        review_print_json(r, &p->waiting);
    else if (is_terminal() && r->head.phase == REVIEW_WAITING)
        return ask(p, q, r);
    else {
        review_print_head(&r->head);
        review_print_entries(r);
    }
    return CLI_OK;
}

static int act(const Place *p, const Request *q, int64_t review)
{
    AUTO(err) Err err = {0};
    Review *r = review_open(p->store, review, &err);
    if (!r)
        return cli_fail(&err);
    int code = q->apply     ? apply_all(p, q, r)
               : q->discard ? discard(p, r)
               : q->undo    ? undo(p, r)
                            : show(p, q, r);
    review_free(r);
    return code;
}

static int list(const Place *p, const Request *q)
{
    AUTO(err) Err err = {0};
    ReviewHeads all = {0};
    if (q->list && !store_review_list(p->store, p->project, STORE_REVIEWS_ALL, &all, &err))
        return cli_fail(&err);
    const ReviewHeads *shown = q->list ? &all : &p->waiting;
    VEC_EACH (const ReviewHead, h, shown)
        review_print_head(h);
    if (!shown->n)
        puts("nothing waits");
    review_heads_deinit(&all);
    return CLI_OK;
}

static int answer(const Place *p, const Request *q)
{
    AUTO(err) Err err = {0};
    int64_t review = 0;
    bool about_one = q->run || q->apply || q->discard || q->undo || q->patch ||
                     (!q->list && p->waiting.n == 1) || (q->json && p->waiting.n);
    if (!about_one && q->json)
        review_print_json(NULL, &p->waiting);
    else if (!about_one)
        return list(p, q);
    else if (!pick(p, q, &review, &err))
        return cli_fail(&err);
    else
        return act(p, q, review);
    return CLI_OK;
}

static bool parse(Request *q, int argc, char **argv, Err *err)
{
    long long run;
    const char *decision = NULL, *with = NULL;
    const CliOption options[] = {{"--patch", &q->patch, NULL},    {"--json", &q->json, NULL},
                                 {"--apply", &q->apply, NULL},    {"--discard", &q->discard, NULL},
                                 {"--undo", &q->undo, NULL},      {"--list", &q->list, NULL},
                                 {"--decision", NULL, &decision}, {"--with", NULL, &with}};
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, err))
        return false;
    if (argc > 2)
        return err_set(err, "review takes one RUN");
    if (q->apply + q->discard + q->undo + q->patch > 1)
        return err_set(err, "--apply, --discard, --undo and --patch exclude each other");
    if (with && !q->apply)
        return err_set(err, "--with goes with --apply");
    if (with && !review_own_parse(str_c(with), &q->with, err))
        return false;
    if (argc == 2 &&
        (!str_to_i64(str_c(argv[1][0] == '#' ? argv[1] + 1 : argv[1]), &run) || run < 1))
        return err_set(err, "'%s' is no number of a run", argv[1]);
    if (decision && !decision_number(str_c(decision), &q->decision))
        return err_set(err, "'%s' is no number of a decision", decision);
    q->run = argc == 2 ? run : 0;
    return true;
}

int cli_review(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    Request q = {0};
    Place p;
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!parse(&q, argc, argv, &err))
        return cli_misuse(&err, "review");
    int code = open_place(&p, &err) ? answer(&p, &q) : cli_fail(&err);
    close_place(&p);
    return code;
}

void cli_review_now(int64_t run)
{
    AUTO(err) Err err = {0};
    const Request q = {.run = run};
    Place p;
    if (open_place(&p, &err))
        (void)answer(&p, &q); // it exits as the run did
    else
        cli_fail(&err);
    close_place(&p);
}
