// codelab backup: copies of the database.
#include "app/cli-file.h"
#include "app/cli-note.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/json.h"
#include "base/mem.h"

#include <stdio.h>

static const char help[] =
    "usage: codelab backup [list] [--json]\n"
    "       codelab backup now [--keep N] [--json]\n"
    "\n"
    "Copies of the database that holds all history.  The workbench makes one a day (the setting\n"
    "backup.interval), and codelab makes one before it changes how the database is built.  What "
    "is\n"
    "damaged is filled up from them; codelab doctor --repair does that at once.\n"
    "\n"
    "  list        those there are, the newest first\n"
    "  now         make one, and let all but the newest go\n"
    "  --keep N    so many stay (7)\n";

enum { KEEP = 7, KEEP_MOST = 1000 };

static void put(JsonOut *w, const Backup *b)
{
    json_out_object(w, NULL);
    json_out_str(w, "file", str_c(b->path));
    json_out_int(w, "time_ms", b->time_ms);
    json_out_int(w, "size", b->nbytes);
    json_out_end(w);
}

static void print(const Backup *b)
{
    AUTO(free) char *when = cli_time(b->time_ms);
    AUTO(free) char *size = cli_size(b->nbytes);
    printf("%s  %8s  ", when, size);
    cli_put(stdout, str_c(b->path));
    putchar('\n');
}

static bool list(Store *s, bool json, Err *err)
{
    Backups all = {0};
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    if (!store_backups(s, &all, err))
        return false;
    json_out_object(&w, NULL);
    json_out_array(&w, "backups");
    VEC_EACH (Backup, b, &all)
        if (json)
            put(&w, b);
        else
            print(b);
    json_out_end(&w);
    json_out_end(&w);
    if (json)
        puts(buf_c(&out));
    backups_deinit(&all);
    return true;
}

static bool make(Store *s, bool json, const char *keep, Err *err)
{
    long long n = KEEP;
    Backup made;
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    if (keep && (!str_to_i64(str_c(keep), &n) || n < 1 || n > KEEP_MOST))
        return err_set(err, "--keep takes a number from 1 to %d, not '%s'", KEEP_MOST, keep);
    if (!store_backup(s, (int)n, &made, err))
        return false;
    if (!made.path)
        return err_set(err, "another codelab is making a backup just now");
    cli_note(s, "backup", made.path, "");
    put(&w, &made);
    if (json)
        puts(buf_c(&out));
    else
        print(&made);
    backup_deinit(&made);
    return true;
}

int cli_backup(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    const char *keep = NULL;
    bool json = false;
    const CliOption options[] = {{"--json", &json, NULL}, {"--keep", NULL, &keep}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err))
        return cli_misuse(&err, "backup");
    bool now = argc == 2 && strcmp(argv[1], "now") == 0;
    bool lists = argc == 1 || (argc == 2 && strcmp(argv[1], "list") == 0);
    if (!now && (!lists || keep))
        return err_set(&err, "backup lists, or makes one 'now'"), cli_misuse(&err, "backup");
    Store *s = cli_store(&err);
    bool ok = s && (now ? make(s, json, keep, &err) : list(s, json, &err));
    store_close(s);
    return ok ? CLI_OK : cli_fail(&err);
}
