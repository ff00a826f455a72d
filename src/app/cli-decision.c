// codelab decision: why changes were made.
#include "app/cli-decision.h"
#include "app/cli-file.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <unistd.h>

static const char help[] =
    "usage: codelab decision list [--status STATUS] [FILE]\n"
    "       codelab decision show N\n"
    "       codelab decision new [OPTIONS] [-] [FILE@V ...]\n"
    "       codelab decision edit N [OPTIONS] [-]\n"
    "       codelab decision link N FILE@V ...\n"
    "       codelab decision unlink N FILE@V ...\n"
    "       codelab decision supersede N BY\n"
    "       codelab decision search TEXT\n"
    "       codelab decision export DIR\n"
    "\n"
    "Records of why something was changed (ADRs), of the project around the current folder.  N is\n"
    "a number, as 14 or ADR-014; FILE@V a version of a file, as codelab history lists them, or\n"
    "FILE, the newest.  Versions that a record is linked to, and those before them, are kept for\n"
    "ever.\n"
    "\n"
    "  list       the newest first; with FILE those that are linked to it\n"
    "  show       all of one, with what differs between the versions and their hashes\n"
    "  new        record one, linked to those versions: from the options, with - from a form on\n"
    "             stdin, else from a form in $VISUAL or $EDITOR\n"
    "  edit       change one, in the same ways\n"
    "  link       link it to further versions; unlink is the reverse\n"
    "  supersede  BY holds in its place from now on\n"
    "  search     those whose words have the text\n"
    "  export     write each into a file DIR/0014-its-title.md, over what is there\n"
    "\n"
    "  --title T --context T --decision T --consequences T --author NAME --model NAME\n"
    "  --status proposed|accepted|rejected     (of a new one: accepted)\n"
    "  --json     for programs: one object\n";

bool decision_word(const DecisionRequest *r, size_t i, int64_t *n, Err *err)
{
    return decision_number(str_c(r->words[i]), n) ||
           err_set(err, "'%s' is no number of a decision, as 14 or ADR-014", r->words[i]);
}

// Where the path belongs to, which must be this project; *rel is owned.
static bool locate(const DecisionRequest *r, const char *path, CliFile *out, Err *err)
{
    AUTO(err) Err why = {0};
    *out = (CliFile){.store = r->store, .path = cli_absolute(path, err)};
    if (!out->path)
        return false;
    if (!store_locate(r->store, out->path, &out->project, &out->rel, &why) && why.msg)
        return err_set(err, "%s", why.msg);
    return (out->rel && out->project == r->project) ||
           err_set(err, "'%s' does not belong to the project of the current folder", path);
}

bool decision_change(const DecisionRequest *r, const char *word, DecisionLink *out, Err *err)
{
    CliVersion v = {0};
    CliFile f = {0};
    *out = (DecisionLink){0};
    bool versioned = cli_version_parse(&v, word, NULL);
    bool ok = locate(r, versioned ? v.file : word, &f, err) &&
              (!versioned || cli_version_find(&v, &f, &out->n, err));
    if (ok)
        out->path = xstrdup(f.rel);
    cli_version_deinit(&v);
    free(f.path);
    free(f.rel);
    return ok;
}

static void put_hash(JsonOut *w, const char *key, const char *hash)
{
    if (*hash)
        json_out_str(w, key, str_c(hash));
    else
        json_out_null(w, key);
}

static void put_links(JsonOut *w, const DecisionLinks *links)
{
    json_out_array(w, "changes");
    VEC_EACH (const DecisionLink, l, links) {
        json_out_object(w, NULL);
        json_out_str(w, "path", str_c(l->path));
        json_out_int(w, "n", l->n);
        json_out_int(w, "before_n", l->before_n);
        json_out_int(w, "time_ms", l->time_ms);
        put_hash(w, "hash_before", l->hash_before);
        put_hash(w, "hash_after", l->hash_after);
        json_out_end(w);
    }
    json_out_end(w);
}

static void put_decision(JsonOut *w, const Decision *d)
{
    char name[DECISION_NAME_MAX];
    decision_name(d->n, name);
    json_out_object(w, NULL);
    json_out_int(w, "n", d->n);
    json_out_str(w, "name", str_c(name));
    json_out_str(w, "title", str_c(d->title));
    json_out_str(w, "status", str_c(decision_status_name(d->status)));
    json_out_int(w, "time_ms", d->time_ms);
    json_out_int(w, "changed_ms", d->changed_ms);
    json_out_str(w, "author", str_c(d->author));
    json_out_str(w, "model", str_c(d->model));
    json_out_str(w, "context", str_c(d->context));
    json_out_str(w, "decision", str_c(d->decision));
    json_out_str(w, "consequences", str_c(d->consequences));
    if (d->superseded_by)
        json_out_int(w, "superseded_by", d->superseded_by);
    json_out_array(w, "supersedes");
    VEC_EACH (const int64_t, n, &d->supersedes)
        json_out_int(w, NULL, *n);
    json_out_end(w);
    put_links(w, &d->links);
    json_out_end(w);
}

static void print_json(const Decision *d)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    put_decision(&w, d);
    puts(buf_c(&out));
}

static void print_name(const Decision *d)
{
    char name[DECISION_NAME_MAX];
    decision_name(d->n, name);
    printf("%s  ", name);
}

static void print_row(const Decision *d)
{
    AUTO(free) char *when = cli_time(d->time_ms);
    print_name(d);
    printf("%-10s  %.10s  ", decision_status_name(d->status), when);
    cli_put_line(stdout, str_c(d->title));
    if (d->superseded_by) {
        char by[DECISION_NAME_MAX];
        decision_name(d->superseded_by, by);
        printf("  (by %s)", by);
    }
    putchar('\n');
}

static void print_all(const Decisions *all, bool json)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_object(&w, NULL);
    json_out_array(&w, "decisions");
    VEC_EACH (const Decision, d, all)
        if (json)
            put_decision(&w, d);
        else
            print_row(d);
    json_out_end(&w);
    json_out_end(&w);
    if (json)
        puts(buf_c(&out));
}

static bool find(const DecisionRequest *r, const DecisionQuery *q, Err *err)
{
    Decisions all = {0};
    bool ok = store_decisions(r->store, r->project, q, &all, err);
    if (ok)
        print_all(&all, r->json);
    decisions_deinit(&all);
    return ok;
}

static bool list(const DecisionRequest *r, Err *err)
{
    CliFile f = {0};
    DecisionStatus status =
        r->status ? decision_status_find(str_c(r->status)) : DECISION_STATUS_COUNT;
    if (r->status && status == DECISION_STATUS_COUNT)
        return err_set(err, "'%s' is no status of a decision", r->status);
    bool ok = r->nwords == 0 || locate(r, r->words[0], &f, err);
    const DecisionQuery q = {.path = str_c(f.rel), .status = r->status ? 1u << status : 0};
    ok = ok && find(r, &q, err);
    free(f.path);
    free(f.rel);
    return ok;
}

static bool search(const DecisionRequest *r, Err *err)
{
    return find(r, &(DecisionQuery){.text = str_c(r->words[0])}, err);
}

bool decision_tell(const DecisionRequest *r, int64_t n, const char *after, Err *err)
{
    Decision d;
    if (!store_decision_get(r->store, r->project, n, &d, err))
        return false;
    if (r->json) {
        print_json(&d);
    } else {
        print_name(&d);
        cli_put_line(stdout, str_c(d.title));
        puts(after);
    }
    decision_deinit(&d);
    return true;
}

// On a terminal so that no line can steer it.
static void print_page(Str page)
{
    Str line;
    if (!isatty(STDOUT_FILENO)) {
        fwrite(page.p, 1, page.n, stdout);
        return;
    }
    while (str_split(&page, '\n', &line)) {
        cli_put_line(stdout, line);
        putchar('\n');
    }
}

static bool show(const DecisionRequest *r, Err *err)
{
    Decision d;
    int64_t n;
    AUTO(buf) Buf page = BUF_INIT;
    if (!decision_word(r, 0, &n, err))
        return false;
    if (r->json)
        return decision_tell(r, n, "", err);
    bool ok = store_decision_get(r->store, r->project, n, &d, err) &&
              store_decision_page(r->store, r->project, &d, &page, err);
    if (ok)
        print_page(buf_str(&page));
    decision_deinit(&d);
    return ok;
}

typedef bool Link(Store *s, int64_t project, int64_t n, const DecisionLink *link, Err *err);

static bool each_link(const DecisionRequest *r, Link *what, const char *after, Err *err)
{
    int64_t n;
    if (!decision_word(r, 0, &n, err))
        return false;
    for (size_t i = 1; i < r->nwords; i++) {
        DecisionLink l;
        bool ok =
            decision_change(r, r->words[i], &l, err) && what(r->store, r->project, n, &l, err);
        free(l.path);
        if (!ok)
            return false;
    }
    return decision_tell(r, n, after, err);
}

static bool link_versions(const DecisionRequest *r, Err *err)
{
    return each_link(r, store_decision_link, " is linked to that", err);
}

static bool unlink_versions(const DecisionRequest *r, Err *err)
{
    return each_link(r, store_decision_unlink, " is no longer linked to that", err);
}

static bool supersede(const DecisionRequest *r, Err *err)
{
    int64_t n, by;
    char name[DECISION_NAME_MAX];
    if (!decision_word(r, 0, &n, err) || !decision_word(r, 1, &by, err) ||
        !store_decision_supersede(r->store, r->project, n, by, err))
        return false;
    decision_name(by, name);
    AUTO(free) char *after = xasprintf(" is superseded by %s", name);
    return decision_tell(r, n, after, err);
}

static bool write_page(const DecisionRequest *r, const Decision *d, const char *dir, Err *err)
{
    AUTO(buf) Buf page = BUF_INIT;
    AUTO(free) char *name = decision_file_name(d);
    AUTO(free) char *path = path_join(dir, name);
    return store_decision_page(r->store, r->project, d, &page, err) &&
           fs_write(path, buf_str(&page), err);
}

static void tell_export(const DecisionRequest *r, size_t n)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_object(&w, NULL);
    json_out_str(&w, "dir", str_c(r->words[0]));
    json_out_int(&w, "files", (int64_t)n);
    json_out_end(&w);
    if (r->json)
        puts(buf_c(&out));
    else
        printf("wrote %zu decision%s\n", n, n == 1 ? "" : "s");
}

static bool export_all(const DecisionRequest *r, Err *err)
{
    const DecisionQuery q = {.status = 0};
    Decisions all = {0};
    AUTO(free) char *dir = cli_absolute(r->words[0], err);
    bool ok = dir && fs_mkdirs(dir, err) && store_decisions(r->store, r->project, &q, &all, err);
    VEC_EACH (const Decision, d, &all)
        ok = ok && write_page(r, d, dir, err);
    if (ok)
        tell_export(r, all.n);
    decisions_deinit(&all);
    return ok;
}

static const struct {
    const char *name;
    size_t min, max; // words behind it
    bool (*run)(const DecisionRequest *r, Err *err);
} verbs[] = {
    {"list", 0, 1, list},
    {"show", 1, 1, show},
    {"new", 0, SIZE_MAX, decision_new},
    {"edit", 1, 2, decision_edit},
    {"link", 2, SIZE_MAX, link_versions},
    {"unlink", 2, SIZE_MAX, unlink_versions},
    {"supersede", 2, 2, supersede},
    {"search", 1, 1, search},
    {"export", 1, 1, export_all},
};

static bool find_verb(const char *name, size_t nwords, size_t *out, Err *err)
{
    size_t i = 0;
    while (i < ARRAY_LEN(verbs) && strcmp(verbs[i].name, name) != 0)
        i++;
    *out = i;
    if (i == ARRAY_LEN(verbs))
        return err_set(err, "decision has no '%s'", name);
    return (nwords >= verbs[i].min && nwords <= verbs[i].max) ||
           err_set(err, "decision %s takes other words than these", name);
}

int cli_decision(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    DecisionRequest r = {0};
    Project p = {0};
    size_t verb;
    const CliOption options[] = {
        {"--json", &r.json, NULL},         {"--title", NULL, &r.title},
        {"--status", NULL, &r.status},     {"--author", NULL, &r.author},
        {"--model", NULL, &r.model},       {"--context", NULL, &r.context},
        {"--decision", NULL, &r.decision}, {"--consequences", NULL, &r.consequences}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err))
        return cli_misuse(&err, "decision");
    r.words = argv + MIN(argc, 2);
    r.nwords = (size_t)MAX(argc - 2, 0);
    if (!find_verb(argc > 1 ? argv[1] : "list", r.nwords, &verb, &err))
        return cli_misuse(&err, "decision");
    r.store = cli_store(&err);
    bool ok = r.store && cli_project_here(r.store, &p, &err);
    r.project = p.id;
    ok = ok && verbs[verb].run(&r, &err);
    project_deinit(&p);
    store_close(r.store);
    return ok ? CLI_OK : cli_fail(&err);
}
