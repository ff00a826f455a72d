#include "app/cli-file.h"
#include "app/cli-note.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/clock.h"
#include "base/mem.h"
#include "store/store.h"

static const char help[] =
    "usage: codelab trash [list]\n"
    "       codelab trash restore ID [--to PATH]\n"
    "       codelab trash empty [--older-than DAYS]\n"
    "\n"
    "What was deleted in the explorer, the newest first.  restore puts an item back where it was "
    "and\n"
    "never writes over anything; empty removes all of it for good, or what is older.\n";

static bool list(Err *err)
{
    TrashItems items = {0};
    bool ok = trash_list(&items, err);
    VEC_EACH (TrashItem, t, &items) {
        AUTO(free) char *when = cli_time(t->time_ms);
        printf("%s  %s  ", t->id, when);
        cli_put(stdout, str_c(t->path));
        puts(t->is_dir ? "/" : "");
    }
    trash_items_deinit(&items);
    return ok;
}

// What came back is a version, where its folder is a project.
static void record(const char *path)
{
    AUTO(err) Err err = {0};
    CliFile f = {0};
    if (!cli_file_open(&f, path, &err)) {
        cli_fail(&err);
        cli_file_deinit(&f);
        return;
    }
    if (f.rel && *f.rel) {
        const TreeVersions what = {.from = f.path, .path = f.rel, .cause = CAUSE_RESTORE};
        cli_obey(f.store, f.project);
        store_tree_versions(f.store, f.project, &what);
    }
    cli_note(f.store, "restore", f.path, "from the trash");
    cli_file_deinit(&f);
}

static bool restore(const char *id, const char *to, Err *err)
{
    TrashItems items = {0};
    bool ok = trash_list(&items, err), found = false;
    VEC_EACH (TrashItem, t, &items)
        if (ok && !found && strcmp(t->id, id) == 0) {
            found = true;
            ok = trash_restore(id, to ? to : t->path, NULL, err);
            if (ok)
                record(to ? to : t->path);
        }
    trash_items_deinit(&items);
    return ok && (found || err_set(err, "there is no '%s' in the trash", id));
}

static bool empty(const char *days, Err *err)
{
    enum { MS_A_DAY = 86400000, DAYS_MAX = 36500 };
    long long n = 0;
    size_t removed;
    if (days && (!str_to_i64(str_c(days), &n) || n < 0 || n > DAYS_MAX))
        return err_set(err, "'%s' is no number of days", days);
    bool ok = trash_empty(clock_wall_ms() - n * MS_A_DAY + 1, &removed, err);
    printf("removed %zu item%s\n", removed, removed == 1 ? "" : "s");
    AUTO(free) char *detail = xasprintf("%zu items", removed);
    if (removed)
        cli_note_alone("delete", "the trash", detail);
    return ok;
}

int cli_trash(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    const char *to = NULL, *days = NULL;
    const CliOption options[] = {{"--to", NULL, &to}, {"--older-than", NULL, &days}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err))
        return cli_misuse(&err, "trash");
    const char *verb = argc > 1 ? argv[1] : "list";
    bool ok = true;
    if (strcmp(verb, "list") == 0 && argc <= 2 && !to && !days)
        ok = list(&err);
    else if (strcmp(verb, "restore") == 0 && argc == 3 && !days)
        ok = restore(argv[2], to, &err);
    else if (strcmp(verb, "empty") == 0 && argc == 2 && !to)
        ok = empty(days, &err);
    else
        return err_set(&err, "trash lists, restores an ID, or empties"), cli_misuse(&err, "trash");
    return ok ? CLI_OK : cli_fail(&err);
}
