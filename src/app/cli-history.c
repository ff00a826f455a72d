#include "app/cli-file.h"
#include "app/cli-talk.h"
#include "app/cli.h"

#include "base/json.h"
#include "base/mem.h"

static const char help[] =
    "usage: codelab history [--json] FILE\n"
    "\n"
    "List the versions of a file, the newest first; the file need not exist any more.\n"
    "codelab restore FILE@N brings one back, codelab diff FILE@N shows what changed since.\n"
    "\n"
    "  --json    one object: {\"file\", \"path\", \"versions\": [{\"n\", \"time_ms\", "
    "\"cause\",\n"
    "            \"size\", \"mode\", \"hash\"}, ...]}\n";

static void put_json(const CliFile *f, const Versions *versions)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_object(&w, NULL);
    json_out_str(&w, "file", str_c(f->path));
    json_out_str(&w, "path", str_c(f->rel));
    json_out_array(&w, "versions");
    VEC_EACH (Version, v, versions) {
        AUTO(free) char *mode = xasprintf("%04o", v->mode);
        json_out_object(&w, NULL);
        json_out_int(&w, "n", v->n);
        json_out_int(&w, "time_ms", v->time_ms);
        json_out_str(&w, "cause", str_c(version_cause_name(v->cause)));
        json_out_int(&w, "size", v->nbytes);
        json_out_str(&w, "mode", str_c(mode));
        json_out_str(&w, "hash", str_c(v->hash));
        json_out_end(&w);
    }
    json_out_end(&w);
    json_out_end(&w);
    puts(buf_c(&out));
}

static void put_table(const Versions *versions)
{
    VEC_EACH (Version, v, versions) {
        AUTO(free) char *when = cli_time(v->time_ms);
        AUTO(free) char *size = cli_size(v->nbytes);
        printf("%5lld  %s  %-8s  %8s  %.12s\n", (long long)v->n, when, version_cause_name(v->cause),
               size, v->hash);
    }
}

static bool history(const char *path, bool json, Err *err)
{
    CliFile f;
    Versions versions = {0};
    bool ok = cli_file_open_known(&f, path, err) &&
              store_versions(f.store, f.project, str_c(f.rel), &versions, err);
    if (ok && versions.n == 0)
        ok = err_set(err, "there is no history of '%s'", path);
    if (ok && json)
        put_json(&f, &versions);
    else if (ok)
        put_table(&versions);
    vec_deinit(&versions);
    cli_file_deinit(&f);
    return ok;
}

int cli_history(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    bool json = false;
    const CliOption options[] = {{"--json", &json, NULL}};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err))
        return cli_misuse(&err, "history");
    if (argc != 2) {
        err_set(&err, "history needs one file");
        return cli_misuse(&err, "history");
    }
    return history(argv[1], json, &err) ? CLI_OK : cli_fail(&err);
}
