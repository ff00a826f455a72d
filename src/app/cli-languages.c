// codelab languages: what can be run, by which program of which version, and how to get what is
// missing.
#include "app/cli-talk.h"
#include "app/cli.h"
#include "base/json.h"
#include "base/mem.h"
#include "run/run.h"

#include <stdio.h>
#include <string.h>

static const char usage[] = "usage: codelab languages [--json] [LANGUAGE]\n"
                            "       codelab languages use LANGUAGE[@VERSION]\n\n"
                            "Lists what can be run, with which program, in which versions, and how "
                            "to get what is missing.\n"
                            "A version is chosen by --lang LANGUAGE@VERSION, by you for this "
                            "folder (use; without a version\n"
                            "it is taken back), by the folder's own files (.python-version, "
                            ".nvmrc, .tool-versions, go.mod,\n"
                            "...), else it is the first in PATH.\n\n"
                            "      --json           print one object for each\n";

/* What is known of one language here. */
typedef struct {
    const Lang *lang;
    char *path, *version; // owned; of what is chosen, NULL: nothing can be
    char *because;        // owned; who chose, NULL: nobody
    Err err;              // why nothing can be chosen
    LangVersions all;
} Known;

static Known know(const Lang *l, const char *project)
{
    Known k = {.lang = l};
    LangTools t;
    if (lang_choose(l, project, NULL, &t, &k.err)) {
        k.path = xstrdup(lang_tool(&t, NULL));
        k.version = lang_tools_version(&t);
        k.because = steal(&t.because);
        lang_tools_deinit(&t);
    }
    lang_installed(l, project, &k.all);
    return k;
}

static void forget(Known *k)
{
    free(k->path);
    free(k->version);
    free(k->because);
    err_deinit(&k->err);
    lang_versions_deinit(&k->all);
}

static void put_text(JsonOut *w, const char *key, const char *text)
{
    if (text)
        json_out_str(w, key, str_c(text));
    else
        json_out_null(w, key);
}

static void put_versions(JsonOut *w, const LangVersions *all)
{
    json_out_array(w, "versions");
    VEC_EACH (const LangVersion, v, all) {
        json_out_object(w, NULL);
        put_text(w, "version", v->version);
        json_out_str(w, "path", str_c(v->path));
        json_out_str(w, "source", str_c(v->source));
        json_out_end(w);
    }
    json_out_end(w);
}

static void put_json(JsonOut *w, const Known *k)
{
    json_out_object(w, NULL);
    json_out_str(w, "id", str_c(lang_id(k->lang)));
    json_out_str(w, "title", str_c(lang_title(k->lang)));
    json_out_bool(w, "installed", k->path != NULL);
    if (k->path) {
        json_out_str(w, "program", str_c(k->path));
        put_text(w, "version", k->version);
        if (k->because)
            json_out_str(w, "because", str_c(k->because));
    } else {
        json_out_str(w, "install", str_c(lang_install(k->lang)));
        json_out_str(w, "message", str_c(err_text(&k->err)));
    }
    put_versions(w, &k->all);
    json_out_str(w, "memory", str_c(lang_memory_mode(k->lang)));
    json_out_bool(w, "yours", lang_is_users(k->lang));
    json_out_end(w);
}

static void print_others(const Known *k)
{
    const char *sep = "; also ";
    VEC_EACH (const LangVersion, v, &k->all) {
        if (!v->version || (k->version && strcmp(v->version, k->version) == 0))
            continue;
        printf("%s%s", sep, v->version);
        sep = ", ";
    }
}

static void print_line(const Known *k)
{
    printf("%-22s ", lang_title(k->lang));
    if (k->path) {
        printf("%-10s %s", k->version ? k->version : "", k->path);
        if (k->because)
            printf(" (by %s)", k->because);
        print_others(k);
    } else if (k->all.n) {
        fputs(err_text(&k->err), stdout);
    } else {
        printf("not installed: %s", lang_install(k->lang));
    }
    putchar('\n');
}

static int list(const Lang *only, bool json)
{
    AUTO(buf) Buf out = BUF_INIT;
    AUTO(free) char *project = getcwd(NULL, 0);
    JsonOut w = {.out = &out, .indent = 2};
    json_out_array(&w, NULL);
    for (const Lang *const *l = lang_all(); *l; l++) {
        if (only && *l != only)
            continue;
        Known k = know(*l, project);
        if (json)
            put_json(&w, &k);
        else
            print_line(&k);
        forget(&k);
    }
    json_out_end(&w);
    if (json)
        puts(buf_c(&out));
    return CLI_OK;
}

// "python@3.11" or "python"
static int use(const char *word)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *project = getcwd(NULL, 0);
    LangTools t;
    Str rest = str_c(word), name = STR_NULL;
    str_split(&rest, '@', &name);
    const Lang *l = lang_named(name);
    const char *version = rest.n ? rest.p : "";
    if (!l || !project) {
        err_set(&err, "there is no language '" STR_FMT "'; codelab languages lists them",
                STR_ARG(name));
        return cli_fail(&err);
    }
    if (*version) {
        if (!lang_choose(l, project, version, &t, &err))
            return cli_fail(&err);
        lang_tools_deinit(&t);
    }
    return lang_pin(l, project, version, &err) ? CLI_OK : cli_fail(&err);
}

// What is wrong in the user's own table of languages.
static void tell_faults(void)
{
    Str rest = str_c(lang_faults()), line;
    while (rest.n && str_split(&rest, '\n', &line)) {
        fputs("codelab: ", stderr);
        cli_put(stderr, line);
        fputc('\n', stderr);
    }
}

int cli_languages(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    bool json = false;
    const CliOption options[] = {{.name = "--json", .flag = &json}};
    if (cli_wants_help(argc, argv)) {
        fputs(usage, stdout);
        return CLI_OK;
    }
    if (!cli_options(options, ARRAY_LEN(options), &argc, argv, &err))
        return cli_misuse(&err, "languages");
    tell_faults();
    if (argc == 3 && strcmp(argv[1], "use") == 0)
        return use(argv[2]);
    const Lang *only = argc == 2 ? lang_named(str_c(argv[1])) : NULL;
    if (argc > 2 || (argc == 2 && !only)) {
        err_set(&err, "there is no language '%s'", argv[1]);
        return cli_misuse(&err, "languages");
    }
    return list(only, json);
}
