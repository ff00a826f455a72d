// codelab log: what happened to all files of a project.
#include "app/cli-file.h"
#include "app/cli-history.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/mem.h"

static const char help[] =
    "usage: codelab log [OPTIONS]\n"
    "\n"
    "List the versions of all files of the project around the current folder, the newest first.\n"
    "\n"
    "  --cause WORD     only those with this cause: save, external, delete, restore, run, ...\n"
    "  -n N             only the newest N\n"
    "  --json           one object a line: {\"path\", \"n\", \"time_ms\", \"cause\", \"label\",\n"
    "                   \"author\", \"parent\", \"size\", \"mode\", \"hash\"}\n";

static const size_t PIECE = 500; // versions read at once

static void put_line(const TimelineEntry *e)
{
    AUTO(free) char *when = cli_time(e->v.time_ms);
    printf("%s  %-8s  ", when, version_cause_name(e->v.cause));
    cli_put(stdout, str_c(e->path));
    printf("@%lld", (long long)e->v.n);
    history_put_label(e);
    putchar('\n');
}

static void put_json_line(const TimelineEntry *e)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_object(&w, NULL);
    json_out_str(&w, "path", str_c(e->path));
    history_put_json(&w, e);
    json_out_end(&w);
    puts(buf_c(&out));
}

// In pieces, however long it is.
static bool put_all(Store *s, int64_t project, const HistoryWish *wish, Err *err)
{
    TimelineQuery q = {.causes = wish->causes};
    size_t left = wish->limit ? wish->limit : SIZE_MAX;
    for (bool more = true; more;) {
        Timeline t = {0};
        q.limit = MIN(left, PIECE);
        if (!store_timeline(s, project, &q, &t, err))
            return false;
        VEC_EACH (TimelineEntry, e, &t)
            wish->json ? put_json_line(e) : put_line(e);
        left -= t.n;
        more = t.n == PIECE && left > 0;
        q.before = t.n ? vec_last(&t).v.id : 0;
        timeline_deinit(&t);
    }
    return true;
}

bool history_log(const HistoryWish *wish, Err *err)
{
    Project p = {0};
    Store *s = cli_store(err);
    bool ok = s && cli_project_here(s, &p, err) && put_all(s, p.id, wish, err);
    project_deinit(&p);
    store_close(s);
    return ok;
}

int cli_log(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    HistoryWish wish = {0};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!history_options(&argc, argv, &wish, &err) ||
        (argc != 1 && !err_set(&err, "log takes no file: codelab history FILE")))
        return cli_misuse(&err, "log");
    return history_log(&wish, &err) ? CLI_OK : cli_fail(&err);
}
