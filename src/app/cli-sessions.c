#include "app/cli-talk.h"
#include "app/cli.h"
#include "app/client.h"
#include "app/sessions.h"

#include "base/json.h"

#include <errno.h>
#include <stdio.h>

enum { END_MS = 20000 };

static const char help[] =
    "usage: codelab -l [--json]\n"
    "       codelab -k NAME\n"
    "       codelab -a [NAME] [--color WHEN] [--ascii] [--screen-reader]\n"
    "\n"
    "Sessions that are running.  -l lists them, -k ends one (what is unsaved is kept), -a goes to\n"
    "one: that of this folder, or the only one there is.  NAME is as -l shows it, or a folder.\n";

static void client_json(JsonOut *w, const SessionClient *c)
{
    json_out_object(w, NULL);
    json_out_str(w, "terminal", c->line);
    json_out_str(w, "term", c->term);
    json_out_str(w, "from", c->from);
    json_out_int(w, "rows", c->rows);
    json_out_int(w, "columns", c->cols);
    json_out_int(w, "since_ms", c->since_ms);
    json_out_bool(w, "watches", c->watches);
    json_out_end(w);
}

static void print_json(const SessionInfos *all)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out};
    json_out_array(&w, NULL);
    VEC_EACH (SessionInfo, i, all) {
        json_out_object(&w, NULL);
        json_out_str(&w, "id", str_c(i->id));
        json_out_str(&w, "name", str_c(i->name));
        json_out_str(&w, "folder", str_c(i->root));
        json_out_str(&w, "version", str_c(i->version));
        json_out_int(&w, "pid", i->pid);
        json_out_int(&w, "began_ms", i->began_ms);
        json_out_int(&w, "clients", i->clients);
        json_out_int(&w, "jobs", i->jobs);
        json_out_int(&w, "unsaved", i->unsaved);
        json_out_int(&w, "terminals", i->terminals);
        json_out_array(&w, "attached");
        VEC_EACH (const SessionClient, c, &i->attached)
            client_json(&w, c);
        json_out_end(&w);
        json_out_end(&w);
    }
    json_out_end(&w);
    puts(buf_c(&out));
}

int cli_list(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    SessionInfos all = {0};
    bool json = argc == 2 && strcmp(argv[1], "--json") == 0;
    if (argc > 1 && !json) {
        bool asked = strcmp(argv[1], "--help") == 0;
        fputs(help, asked ? stdout : stderr);
        return asked ? 0 : EXIT_WRONG_USE;
    }
    bool ok = session_infos(&all, NULL, &err);
    if (json)
        print_json(&all);
    VEC_EACH (SessionInfo, i, &all) {
        AUTO(buf) Buf text = BUF_INIT;
        session_info_print(i, &text);
        Str rest = buf_str(&text), line;
        while (!json && str_split(&rest, '\n', &line)) {
            cli_put(stdout, line);
            putchar('\n');
        }
    }
    if (!ok)
        fprintf(stderr, "codelab: %s\n", err_text(&err));
    session_infos_deinit(&all);
    return ok ? 0 : 1;
}

static int fail(const Err *err)
{
    fprintf(stderr, "codelab: %s\n", err_text(err));
    return err->code == ESRCH ? EXIT_SESSION_GONE : 1;
}

// Until the process is gone, so that what follows finds all of it written.
static bool end(const SessionInfo *i, Err *err)
{
    AUTO(free) SessionFrame *f = NEW(SessionFrame);
    SessionPlace place;
    bool gone = false;
    SessionLink *l =
        session_place_named(&place, str_c(i->id), err) ? session_call(&place, err) : NULL;
    bool sent = l && session_send(l, SESSION_END, NULL, 0);
    while (sent && session_await(l, f, END_MS, &gone))
        ;
    session_link_free(l);
    session_place_deinit(&place);
    return gone || err_set(err, "session '%s' does not answer", i->name);
}

int cli_kill(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    SessionInfos all = {0};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (argc != 2 || argv[1][0] == '-') {
        fputs(help, stderr);
        return EXIT_WRONG_USE;
    }
    bool ok = session_infos(&all, NULL, &err);
    ptrdiff_t at = ok ? session_info_find(&all, argv[1], &err) : -1;
    ok = at >= 0 && end(&all.p[at], &err);
    session_infos_deinit(&all);
    return ok ? 0 : fail(&err);
}

// The folder of the session that is meant; owned.
static char *root_of(const SessionInfos *all, const char *name, Err *err)
{
    AUTO(free) char *cwd = name ? NULL : getcwd(NULL, 0);
    ptrdiff_t at = session_info_find(all, name ? name : cwd ? cwd : "", err);
    if (at < 0 && !name && all->n == 1)
        at = 0;
    if (at >= 0 && !all->p[at].root)
        err_set(err, "session '%s' does not answer", all->p[at].name);
    return at >= 0 && all->p[at].root ? xstrdup(all->p[at].root) : NULL;
}

// The usual case is not worth asking all sessions how they stand.
static char *root_here(void)
{
    AUTO(free) char *cwd = getcwd(NULL, 0);
    SessionPlace place = {.dir_fd = -1, .lock_fd = -1};
    SessionIds ids = {0};
    bool found = false;
    if (cwd && session_place_init(&place, cwd, NULL) && session_ids(&ids, NULL))
        VEC_EACH (char *, id, &ids)
            found |= strcmp(*id, place.id) == 0;
    session_ids_deinit(&ids);
    session_place_deinit(&place);
    return found ? steal(&cwd) : NULL;
}

int cli_attach(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    SessionInfos all = {0};
    bool foreground = false;
    AppArgs args = {.attach = true, .color = -1};
    const char *name = NULL;
    int at = 1, n = 0;
    for (; at < argc && n >= 0; at += MAX(n, 0)) {
        n = app_args_look(&args, argc - at, argv + at, &err);
        if (n == 0 && (name || argv[at][0] == '-')) {
            fputs(help, stderr);
            return EXIT_WRONG_USE;
        }
        if (n == 0)
            name = argv[at++];
    }
    if (n < 0) {
        (void)fail(&err);
        return EXIT_WRONG_USE;
    }
    args.root = name ? NULL : root_here();
    if (!args.root && session_infos(&all, NULL, &err))
        args.root = root_of(&all, name, &err);
    int code = args.root ? client_main(&args, &foreground) : fail(&err);
    free(args.root);
    session_infos_deinit(&all);
    return code;
}
