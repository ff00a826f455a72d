#include "app/cli-file.h"
#include "app/cli-note.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <sys/stat.h>

static const char help[] =
    "usage: codelab restore FILE@N [--to PATH]\n"
    "       codelab restore FILE@TIME [--to PATH]\n"
    "       codelab restore DIR@TIME\n"
    "\n"
    "Bring version N of a file back (codelab history FILE lists them), or the one of that time:\n"
    "10m (ago), 14:02, yesterday, 2026-11-20, 2026-11-20T14:02.  What is in its place is recorded\n"
    "as a version first, so that nothing is lost; the restored one becomes the newest.  The "
    "folder\n"
    "of a project stands for all of its files: what differs is written, what was deleted then "
    "goes\n"
    "to the trash, and the moment before is a named point.\n"
    "\n"
    "  --to PATH    write it there instead\n";

typedef struct {
    const char *word; // FILE@N or FILE@TIME as given
    CliVersion which;
    const char *to; // NULL: where it was
} Request;

// What is at the target now becomes a version; *present is its number, 0 if nothing is there.
static bool keep_present(const CliFile *target, int64_t *present, Err *err)
{
    FsStat st;
    Version v;
    AUTO(buf) Buf bytes = BUF_INIT;
    *present = 0;
    if (fs_is_gone(target->path))
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
    bool is_new = fs_is_gone(target->path);
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
    if (target->rel)
        cli_obey(target->store, target->project);
    if (!keep_present(target, &present, err) || !write_target(target, bytes, v->mode, err) ||
        !fs_stat(target->path, &st, err))
        return false;
    NewVersion new = {.path = str_c(target->rel),
                      .bytes = bytes,
                      .mode = st.mode,
                      .cause = CAUSE_RESTORE,
                      .parent = r->to ? 0 : v->n};
    if (target->rel && !store_version_add(target->store, target->project, &new, NULL, err))
        return false;
    cli_note(target->store, "restore", target->path, r->word);
    tell(r, target, v, present);
    return true;
}

static bool restore_file(const Request *r, const CliFile *source, Err *err)
{
    CliFile target = {0};
    Version v;
    int64_t n;
    AUTO(buf) Buf bytes = BUF_INIT;
    bool ok =
        cli_version_find(&r->which, source, &n, err) &&
        store_version_read(source->store, source->project, str_c(source->rel), n, &v, &bytes, err);
    if (ok && r->to)
        ok = cli_file_open(&target, r->to, err);
    ok = ok && put_back(r, r->to ? &target : source, &v, buf_str(&bytes), err);
    cli_file_deinit(&target);
    return ok;
}

static bool tell_tree(const MomentRestored *done, const char *when, Err *err)
{
    if (done->failed)
        return err_set(err, "%zu files were restored, %zu could not be, the first: %s",
                       done->written + done->removed, done->failed, err_text(&done->first));
    printf("restored the project of %s: %zu files written, %zu put into the trash\n", when,
           done->written, done->removed);
    return true;
}

// All files of a project.
static bool restore_tree(const Request *r, const Project *p, Err *err)
{
    int64_t moment;
    MomentRestored done = {0};
    Store *s = cli_store(err);
    AUTO(free) char *when = cli_time(r->which.time_ms);
    if (s)
        cli_obey(s, p->id);
    bool ok =
        s && store_moment_at(s, p->id, r->which.time_ms, &moment, err) &&
        (moment || err_set(err, "nothing of '%s' is known from %s or before", p->dir, when)) &&
        store_moment_restore(s, p->id, moment, str_c(when), &done, err) &&
        (cli_note(s, "restore", p->dir, when), tell_tree(&done, when, err));
    err_deinit(&done.first);
    store_close(s);
    return ok;
}

// The word names the folder of a project.
static bool is_project(const Request *r, Project *out)
{
    AUTO(free) char *dir = cli_absolute(r->which.file, NULL);
    Store *s = dir && r->which.n == 0 && fs_is_dir(dir) ? cli_store(NULL) : NULL;
    bool is = s && store_project_find(s, dir, out, NULL);
    store_close(s);
    return is;
}

static bool restore(const Request *r, Err *err)
{
    CliFile source = {0};
    Project p = {0};
    if (is_project(r, &p)) {
        bool ok = r->to ? err_set(err, "a whole project is restored in its place: leave --to out")
                        : restore_tree(r, &p, err);
        project_deinit(&p);
        return ok;
    }
    bool ok = cli_file_open_known(&source, r->which.file, err) && restore_file(r, &source, err);
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
              (argc == 2 || err_set(&err, "restore needs one FILE@N or FILE@TIME")) &&
              cli_version_parse(&r.which, argv[1], &err);
    if (!ok)
        return cli_misuse(&err, "restore");
    r.word = argv[1];
    ok = restore(&r, &err);
    cli_version_deinit(&r.which);
    return ok ? CLI_OK : cli_fail(&err);
}
