// What settings say of history holds for subcommands, too.
#include "app/cli-file.h"
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
