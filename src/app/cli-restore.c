#include "app/cli-file.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <sys/stat.h>

static const char help[] =
    "usage: codelab restore FILE@N [--to PATH]\n"
    "\n"
    "Bring version N of a file back (codelab history FILE lists them).  What is in its place is\n"
    "recorded as a version first, so that nothing is lost; the restored one becomes the newest.\n"
    "\n"
    "  --to PATH    write it there instead\n";

typedef struct {
    const char *word; // FILE@N as given
    char *file;       // owned
    int64_t n;
    const char *to; // NULL: where it was
} Request;

// What is at the target now becomes a version; *present is its number, 0 if nothing is there.
static bool keep_present(const CliFile *target, int64_t *present, Err *err)
{
    FsStat st;
    Version v;
    AUTO(buf) Buf bytes = BUF_INIT;
    *present = 0;
    if (!fs_exists(target->path))
        return true;
    if (!target->rel)
        return err_set(err, "'%s' exists and lies in no project, so it could not be brought back",
                       target->path);
    if (!fs_stat(target->path, &st, err) || !fs_read(target->path, 0, &bytes, err) ||
        !store_save_version(target->store, target->project, str_c(target->rel), buf_str(&bytes),
                            st.mode, CAUSE_EXTERNAL, &v, err))
        return false;
    *present = v.n;
    return true;
}

static bool write_target(const CliFile *target, Str bytes, uint32_t mode, Err *err)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(target->path)));
    bool is_new = !fs_exists(target->path);
    if (!fs_mkdirs(dir, err))
        return false;
    FsSave *save = fs_save_begin(target->path, err);
    if (!save)
        return false;
    if (!fs_save_write(save, bytes, err)) {
        fs_save_abort(save);
        return false;
    }
    return fs_save_commit(save, NULL, NULL, err) &&
           (!is_new || fs_set_mode(target->path, mode, err));
}

static void tell(const Request *r, const CliFile *target, const Version *v, int64_t present)
{
    AUTO(free) char *when = cli_time(v->time_ms);
    fputs("restored ", stdout);
    cli_put(stdout, str_c(r->word));
    printf(" of %s", when);
    if (r->to) {
        fputs(" to ", stdout);
        cli_put(stdout, str_c(target->path));
    }
    if (present)
        printf("; what was there is version %lld", (long long)present);
    putchar('\n');
}

static bool put_back(const Request *r, const CliFile *target, const Version *v, Str bytes, Err *err)
{
    int64_t present;
    FsStat st;
    if (!keep_present(target, &present, err) || !write_target(target, bytes, v->mode, err) ||
        !fs_stat(target->path, &st, err))
        return false;
    if (target->rel && !store_save_version(target->store, target->project, str_c(target->rel),
                                           bytes, st.mode, CAUSE_RESTORE, NULL, err))
        return false;
    tell(r, target, v, present);
    return true;
}

static bool restore(const Request *r, Err *err)
{
    CliFile source, target = {0};
    Version v;
    AUTO(buf) Buf bytes = BUF_INIT;
    bool ok =
        cli_file_open_known(&source, r->file, err) &&
        store_version_read(source.store, source.project, str_c(source.rel), r->n, &v, &bytes, err);
    if (ok && r->to)
        ok = cli_file_open(&target, r->to, err);
    ok = ok && put_back(r, r->to ? &target : &source, &v, buf_str(&bytes), err);
    cli_file_deinit(&target);
    cli_file_deinit(&source);
    return ok;
}

int cli_restore(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    Request r = {0};
    const CliOption options[] = {{"--to", NULL, &r.to}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    bool ok = cli_options(options, ARRAY_LEN(options), &argc, argv, &err) &&
              (argc == 2 || err_set(&err, "restore needs one FILE@N")) &&
              cli_parse_version(argv[1], &r.file, &r.n, &err);
    if (!ok)
        return cli_misuse(&err, "restore");
    r.word = argv[1];
    ok = restore(&r, &err);
    free(r.file);
    return ok ? CLI_OK : cli_fail(&err);
}
