// What a run with --direct wrote becomes versions of the project.
#include "app/cli-file.h"
#include "app/cli-run.h"
#include "app/cli-talk.h"
#include "base/clock.h"
#include "base/mem.h"

struct CliWrites {
    Store *store; // owned
    int64_t project, start_ms;
};

// What stands in the folder before is taken in, so that it can be brought back.
CliWrites *cli_writes_begin(void)
{
    AUTO(err) Err err = {0};
    Project p = {0};
    int64_t n;
    CliWrites *w = NEW(CliWrites);
    w->store = cli_store(&err);
    bool known = w->store && cli_project_here(w->store, &p, &err);
    if (known) {
        w->project = p.id;
        cli_obey(w->store, p.id);
        if (!store_project_scan(w->store, p.id, &n, &err))
            cli_fail(&err);
    } else {
        store_close(w->store);
        free(steal(&w));
    }
    project_deinit(&p);
    if (known)
        w->start_ms = clock_wall_ms();
    return w;
}

const char *cli_run_status(int code)
{
    static const struct {
        int code;
        const char *status;
    } all[] = {{0, "success"}, {124, "timeout"}, {137, "memory"}, {153, "output"}};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (all[i].code == code)
            return all[i].status;
    return "error";
}

char *cli_run_command(const CliRun *r)
{
    Buf out = BUF_INIT;
    for (char **w = r->words; *w; w++) {
        buf_add_c(&out, w == r->words ? "" : " ");
        buf_add_c(&out, *w);
    }
    return buf_take(&out);
}

void cli_writes_end(CliWrites *w, const CliRun *r, const RunPlan *plan, int code)
{
    AUTO(err) Err err = {0};
    int64_t n;
    if (!w)
        return;
    const char *language = plan->language ? lang_id(plan->language) : "";
    Execution e = {.time_ms = w->start_ms,
                   .duration_ms = clock_wall_ms() - w->start_ms,
                   .command = cli_run_command(r),
                   .language = (char *)language,
                   .status = (char *)cli_run_status(code),
                   .returncode = code};
    bool ok = store_execution_add(w->store, w->project, &e, STR_NULL, &err);
    RunWrites run = {e.id, w->start_ms};
    if (!ok || !store_run_scan(w->store, w->project, &run, &n, &err))
        cli_fail(&err);
    free(e.command);
    store_close(w->store);
    free(w);
}
