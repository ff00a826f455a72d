// What settings say of history holds for subcommands, too.
#include "app/cli-file.h"
#include "app/cli-note.h"
#include "app/cli-talk.h"
#include "base/mem.h"
#include "command/command.h"
#include "loop/loop.h"
#include "workspace/workspace.h"

void cli_obey(Store *s, int64_t project)
{
    Project p = {0};
    if (!store_project_get(s, project, &p, NULL)) // what comes next says why
        return;
    Loop *loop = loop_new();
    Workspace *ws = workspace_new(loop, p.dir);
    trust_read(ws);
    settings_load(ws);
    history_keep_tell(ws, s);
    workspace_free(ws);
    loop_free(loop);
    project_deinit(&p);
}

void cli_trust(Store *s, const char *dir)
{
    AUTO(err) Err err = {0};
    Loop *loop = loop_new();
    Workspace *ws = workspace_new(loop, dir);
    if (trust_answer(ws, dir, TRUST_GIVEN, &err))
        cli_note(s, "trust", dir, "given");
    else
        cli_fail(&err);
    workspace_free(ws);
    loop_free(loop);
}
