// Command lines that are commands of codelab under vim's names, and the folder paths begin in.
#include "vim/ex.h"
#include "base/fs.h"
#include "base/path.h"

static const struct {
    const char *name, *id, *arg;
} ids[] = {
    {"bu[ffers]", "tab.mru", NULL},
    {"files", "tab.mru", NULL},
    {"ls", "tab.mru", NULL},
    {"cn[ext]", "nav.nextProblem", NULL},
    {"cN[ext]", "nav.previousProblem", NULL},
    {"cp[revious]", "nav.previousProblem", NULL},
    {"cope[n]", "panel.problems", NULL},
    {"ju[mps]", "nav.jumpList", NULL},
    {"mes[sages]", "notifications.show", NULL},
    {"mak[e]", "run.build", NULL},
    {"te[rminal]", "terminal.new", NULL},
    {"sh[ell]", "terminal.new", NULL},
    {"Ex[plore]", "view.explorer", NULL},
    {"colo[rscheme]", "theme.select", NULL},
};

static bool run_id(Ex *e)
{
    for (size_t i = 0; i < ARRAY_LEN(ids); i++)
        if (strcmp(ids[i].name, e->name) == 0)
            return run_command(e->x, ids[i].id, str_c(ids[i].arg));
    return false;
}

// Its chapter about vim, or the one of that name.
static bool help(Ex *e)
{
    return run_command(e->x, "help.guide", e->arg.n ? str_trim(e->arg) : STR("Vim"));
}

static bool working_folder(Ex *e)
{
    const Vim *vim = e->x->vim;
    message_say(e->x->ws, MESSAGE_RESULT, "%s", vim->folder ? vim->folder : e->x->ws->root);
    return true;
}

static bool change_folder(Ex *e)
{
    Vim *vim = e->x->vim;
    if (e->arg.n == 0) {
        free(steal(&vim->folder));
        return working_folder(e);
    }
    AUTO(free) char *path = ex_path(e), *clean = path_normal(e->x->ws->root, path);
    if (!fs_is_dir(clean))
        return err_set(&e->x->err, "'%s' is no folder", clean);
    free(vim->folder);
    vim->folder = steal(&clean);
    return working_folder(e);
}

const ExRow ex_other_rows[] = {
    {"!", ex_filter, false},
    {"r[ead]", ex_read, false},
    {"cd", change_folder, false},
    {"chd[ir]", change_folder, false},
    {"pw[d]", working_folder, false},
    {"h[elp]", help, false},
    {"bu[ffers]", run_id, false},
    {"files", run_id, false},
    {"ls", run_id, false},
    {"cn[ext]", run_id, false},
    {"cN[ext]", run_id, false},
    {"cp[revious]", run_id, false},
    {"cope[n]", run_id, false},
    {"ju[mps]", run_id, false},
    {"mes[sages]", run_id, false},
    {"mak[e]", run_id, false},
    {"te[rminal]", run_id, false},
    {"sh[ell]", run_id, false},
    {"Ex[plore]", run_id, false},
    {"colo[rscheme]", run_id, false},
    {0},
};
