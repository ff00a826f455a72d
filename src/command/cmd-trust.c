// Whether this project is trusted.
#include "command/inner.h"

static bool manage(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    trust_ask(ws);
    return true;
}

const Command commands_trust[] = {
    {"trust.manage", "Workspace Trust: Manage",
     "Whether this project's own settings and tasks count", manage},
    {0},
};
