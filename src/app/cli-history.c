#include "app/cli-file.h"
#include "app/cli-history.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/json.h"
#include "base/mem.h"

static const char help[] =
    "usage: codelab history [OPTIONS] [FILE]\n"
    "\n"
    "List the versions of a file, the newest first; the file need not exist any more.  Without a\n"
    "file: those of all files of the project around the current folder, as codelab log does.\n"
    "codelab restore FILE@N brings one back, codelab diff FILE@N shows what changed since.\n"
    "\n"
    "  --cause WORD     only those with this cause: save, external, delete, restore, run, ...\n"
    "  -n N             only the newest N\n"
    "  --json           one object: {\"file\", \"path\", \"versions\": [{\"n\", \"time_ms\", "
    "\"cause\",\n"
    "                   \"label\", \"author\", \"parent\", \"size\", \"mode\", \"hash\"}, ...]};\n"
    "                   without a file one such line a version, as codelab log --json\n";

void history_put_json(JsonOut *w, const TimelineEntry *e)
{
    AUTO(free) char *mode = xasprintf("%04o", e->v.mode);
    json_out_int(w, "n", e->v.n);
    json_out_int(w, "time_ms", e->v.time_ms);
    json_out_str(w, "cause", str_c(version_cause_name(e->v.cause)));
    if (*e->label)
        json_out_str(w, "label", str_c(e->label));
    if (*e->author)
        json_out_str(w, "author", str_c(e->author));
    if (e->v.parent)
        json_out_int(w, "parent", e->v.parent);
    json_out_int(w, "size", e->v.nbytes);
    json_out_str(w, "mode", str_c(mode));
    json_out_str(w, "hash", str_c(e->v.hash));
}

void history_put_label(const TimelineEntry *e)
{
    if (*e->label) {
        fputs(e->v.cause == CAUSE_RENAME ? "  from " : "  ", stdout);
        cli_put(stdout, str_c(e->label));
    }
    if (*e->author) {
        fputs("  by ", stdout);
        cli_put(stdout, str_c(e->author));
    }
}

static void put_json(const CliFile *f, const Timeline *versions)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_object(&w, NULL);
    json_out_str(&w, "file", str_c(f->path));
    json_out_str(&w, "path", str_c(f->rel));
    json_out_array(&w, "versions");
    VEC_EACH (TimelineEntry, e, versions) {
        json_out_object(&w, NULL);
        history_put_json(&w, e);
        json_out_end(&w);
    }
    json_out_end(&w);
    json_out_end(&w);
    puts(buf_c(&out));
}

// The decisions that explain version n.
static void put_decisions(const Decisions *all, int64_t n)
{
    VEC_EACH (const Decision, d, all) {
        bool explains = false;
        VEC_EACH (const DecisionLink, l, &d->links)
            explains |= l->n == n;
        char name[DECISION_NAME_MAX];
        decision_name(d->n, name);
        if (explains)
            printf("  %s", name);
    }
}

static void put_table(const Timeline *versions, const Decisions *decisions)
{
    VEC_EACH (TimelineEntry, e, versions) {
        AUTO(free) char *when = cli_time(e->v.time_ms);
        AUTO(free) char *size = cli_size(e->v.nbytes);
        printf("%5lld  %s  %-8s  %8s  %.12s", (long long)e->v.n, when,
               version_cause_name(e->v.cause), size, e->v.hash);
        history_put_label(e);
        put_decisions(decisions, e->v.n);
        putchar('\n');
    }
}

static bool history(const char *path, const HistoryWish *wish, Err *err)
{
    CliFile f;
    Timeline versions = {0};
    Decisions decisions = {0};
    TimelineQuery q = {.causes = wish->causes, .limit = wish->limit};
    bool ok = cli_file_open_known(&f, path, err);
    q.path = str_c(f.rel);
    ok = ok && store_timeline(f.store, f.project, &q, &versions, err) &&
         store_decisions(f.store, f.project, &(DecisionQuery){.path = q.path}, &decisions, err);
    if (ok && versions.n == 0)
        ok = err_set(err, "there is no %s of '%s'", q.causes ? "such version" : "history", path);
    if (ok && wish->json)
        put_json(&f, &versions);
    else if (ok)
        put_table(&versions, &decisions);
    decisions_deinit(&decisions);
    timeline_deinit(&versions);
    cli_file_deinit(&f);
    return ok;
}

static bool take(HistoryWish *wish, const char *cause, const char *count, Err *err)
{
    long long n;
    if (count && (!str_to_i64(str_c(count), &n) || n < 1))
        return err_set(err, "'%s' is no number of versions", count);
    if (count)
        wish->limit = (size_t)n;
    VersionCause c = cause ? version_cause_find(str_c(cause)) : CAUSE_COUNT;
    if (cause && c == CAUSE_COUNT)
        return err_set(err, "'%s' is no cause of a version", cause);
    wish->causes = cause ? 1u << c : 0;
    return true;
}

bool history_options(int *argc, char **argv, HistoryWish *wish, Err *err)
{
    const char *cause = NULL, *count = NULL;
    const CliOption options[] = {
        {"--json", &wish->json, NULL}, {"--cause", NULL, &cause}, {"-n", NULL, &count}};
    return cli_options(options, ARRAY_LEN(options), argc, argv, err) &&
           take(wish, cause, count, err);
}

int cli_history(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    HistoryWish wish = {0};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    bool ok = history_options(&argc, argv, &wish, &err) &&
              (argc <= 2 || err_set(&err, "history takes one file"));
    if (!ok)
        return cli_misuse(&err, "history");
    ok = argc == 2 ? history(argv[1], &wish, &err) : history_log(&wish, &err);
    return ok ? CLI_OK : cli_fail(&err);
}
