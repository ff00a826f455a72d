// codelab run: a file or a command in the jail, with its input and output passed through.
#include "app/cli-run.h"

#include "app/cli-note.h"
#include "app/cli-review.h"
#include "app/cli-talk.h"
#include "app/cli.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "jail/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLI_NO_JAIL = 125 };

static const char usage[] =
    "usage: codelab run [OPTIONS] FILE [ARGS...]\n"
    "       codelab run [OPTIONS] -- COMMAND [ARGS...]\n"
    "       codelab run [OPTIONS] --lang NAME -\n\n"
    "Runs a program where it can do no harm: it sees the current folder and the system read-only,\n"
    "no network, nothing else of yours.  What it writes goes to a layer that vanishes at the end,\n"
    "unless you say otherwise.\n\n"
    "      --overlay        keep what it writes: codelab review shows it and applies it\n"
    "      --review         the same, and look at it at once\n"
    "      --apply          the same, and apply it when it has ended, but for what wants a yes of\n"
    "                       its own: deletions, modes, links, binaries, secrets, what other\n"
    "                       programs obey; that waits for codelab review\n"
    "      --with KIND,...  with --apply: say that yes: deleted, retyped, link, mode, binary,\n"
    "                       secret, tools, leaves, moved, final; or everything\n"
    "      --direct         what it writes in the current folder reaches the disk as it runs\n"
    "      --discard        have it vanish without a word about it\n"
    "      --timeout TIME   end it after this time: 30s (the default), 500ms, 2m; 0: never\n"
    "      --memory SIZE    of all its processes together: 512M\n"
    "      --cpus N         1\n"
    "      --procs N        processes and threads: 64\n"
    "      --output SIZE    of both streams together: 16M; 0: any\n"
    "      --net WHAT       none; full: the network of this machine; or the places it may talk to\n"
    "                       by a proxy: example.org,*.example.net:443,10.1.2.3\n"
    "      --isolation HOW  full; landlock-only: without namespaces, for machines that have none:\n"
    "                       weaker, the folder is read-only, no sockets; codelab doctor tells\n"
    "      --strict         fewer system calls, for what only computes: no sockets\n"
    "      --debug          a debugger in it may look into what it starts\n"
    "      --lang NAME[@VERSION]  the file's language; codelab languages lists them\n"
    "      --stdin FILE     its input\n"
    "      --env NAME=VALUE set in its environment, which else holds nothing of yours\n"
    "      --tty, --no-tty  a terminal of its own; else it has one if you run it in one\n"
    "      --json           print one object with all about the run instead\n"
    "      --batch          a line of the input is an object that tells what is run, a line of "
    "the\n"
    "                       output is that of --json: \"argv\", or \"file\" and \"args\", or\n"
    "                       \"code\" and \"lang\"; \"stdin\", \"id\"\n"
    "      --quiet          print nothing but what the program prints\n\n"
    "Exits with the program's code, 128+signal, 124 out of time, 137 out of memory, 153 too much\n"
    "output, 125 if the jail cannot be made, 2 for wrong use.\n";

static const char repl_usage[] =
    "usage: codelab repl [OPTIONS] LANGUAGE[@VERSION]\n\n"
    "Talk to a language, in the jail: python, node, lua@5.3.  It sees the current folder "
    "read-only\n"
    "and may take as long as you like; codelab run --help has the options.\n";

static bool use_stdin(const char *path, Err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot open '%s'", path);
    bool ok = dup2(fd, STDIN_FILENO) >= 0;
    close(fd);
    return ok || err_set_errno(err, errno, "cannot use '%s' as input", path);
}

/* The current folder, or NULL where that would show too much: then the program sees the one file.
 */
char *cli_run_project(void)
{
    AUTO(err) Err err = {0};
    char *cwd = getcwd(NULL, 0);
    const char *home = getenv("HOME");
    AUTO(free) char *real_home = home ? realpath(home, NULL) : NULL;
    if (!cwd || !jail_may_be_project(cwd, &err) || (real_home && path_within(cwd, real_home))) {
        free(cwd);
        return NULL;
    }
    return cwd;
}

/* A file outside of the project is shown alone, at its own place. */
static void show_file(RunPlan *p, const char *project, const char *file)
{
    AUTO(free) char *real = realpath(file, NULL);
    if (!real || fs_is_dir(real) || path_within("/usr", real) ||
        (project && path_within(project, real)))
        return;
    vec_push(&p->read_paths, steal(&real));
}

static bool plan_file(const CliRun *r, const char *project, CliSource *s, RunPlan *out, Err *err)
{
    const Lang *l = r->lang;
    const char *const *args = (const char *const *)r->words + 1;
    const char *word = r->words[0];
    if (r->turn && r->turn->code.p) {
        if (!cli_source_write(s, l, r->turn->code, err))
            return false;
    } else if (strcmp(word, "-") == 0 && !cli_source_read(s, l, err))
        return false;
    AUTO(free) char *file = realpath(s->file ? s->file : word, NULL);
    if (!file)
        return err_set_errno(err, errno, "cannot run '%s'", word);
    if (fs_is_dir(file))
        return err_set(err, "cannot run '%s': it is a folder", word);
    bool ok = l ? run_plan_language(l, r->version, project, file, args, &r->limits, out, err)
                : run_plan_file(project, file, args, &r->limits, out, err);
    if (ok)
        show_file(out, project, file);
    if (ok && !project)
        out->cwd = str_dup(path_dir(str_c(file)));
    return ok;
}

/* "bash": no file here, but a program of the system. */
static bool is_program(const char *word)
{
    static const char *const places[] = {"/usr/local/bin", "/usr/bin", "/bin"};
    if (strchr(word, '/') || strcmp(word, "-") == 0 || fs_exists(word))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        AUTO(free) char *path = path_join(places[i], word);
        if (access(path, X_OK) == 0)
            return true;
    }
    return false;
}

bool cli_run_plan(const CliRun *r, CliSource *s, RunPlan *out, Err *err)
{
    AUTO(free) char *project = cli_run_project();
    bool is_command = r->is_command || (!r->lang && is_program(r->words[0]));
    if (r->repl && !run_plan_repl(r->lang, r->version, project, &r->limits, out, err))
        return false;
    if (!is_command && !r->repl && !plan_file(r, project, s, out, err))
        return false;
    if (is_command) {
        const char *const *argv = (const char *const *)r->words;
        if (!run_plan_command(project, argv, &r->limits, out, err))
            return false;
        if (strchr(argv[0], '/'))
            show_file(out, project, argv[0]);
    }
    for (size_t i = 0; i < r->env.n; i++)
        vec_push(&out->env, xstrdup(r->env.p[i]));
    for (size_t i = 0; i < r->hosts.n; i++)
        vec_push(&out->hosts, xstrdup(r->hosts.p[i]));
    out->writes_apply = r->direct;
    out->keep_layer = r->keep;
    return true;
}

/* What ended it, for a person; nothing for an ordinary end. */
static void tell_end(const CliRun *r, const RunResult *res, const JailReport *rep)
{
    static const struct {
        const char *status, *remedy;
    } remedies[] = {{"timeout", "; --timeout gives it more"},
                    {"memory", "; --memory gives it more"},
                    {"output", "; --output gives it more"}};
    const char *remedy = "";
    for (size_t i = 0; i < ARRAY_LEN(remedies); i++)
        if (strcmp(res->status, remedies[i].status) == 0)
            remedy = remedies[i].remedy;
    // A program that could not be started has said nothing itself.
    bool must = rep->end == JAIL_FAILED || (rep->end == JAIL_EXITED && rep->message);
    bool usual = rep->end == JAIL_SIGNALED && (rep->signo == SIGPIPE || rep->signo == SIGINT);
    if (!res->message || usual || (r->quiet && !must))
        return;
    fputs(rep->end == JAIL_FAILED ? "codelab: cannot make the jail: " : "codelab: ", stderr);
    cli_put(stderr, str_c(res->message));
    fprintf(stderr, "%s\n", remedy);
}

static void tell_notes(const CliRun *r, const JailReport *rep)
{
    Str notes = str_c(rep->notes), line;
    size_t n = rep->writes.n + rep->deleted.n;
    if (r->quiet)
        return;
    while (str_split(&notes, '\n', &line))
        fprintf(stderr, "codelab: " STR_FMT "\n", STR_ARG(line));
    VEC_EACH (const JailBlocked, b, &rep->blocked) {
        fprintf(stderr, "codelab: the jail blocked: %s ", b->what);
        cli_put(stderr, str_c(b->subject));
        fputs(strcmp(b->what, "host") == 0 ? ", which --net does not list\n" : "\n", stderr);
    }
    if (n && !r->discard && !r->keep)
        fprintf(stderr,
                "codelab: %zu change%s in the scratch layer %s not kept; --overlay keeps %s\n", n,
                n == 1 ? "" : "s", n == 1 ? "was" : "were", n == 1 ? "it" : "them");
}

void cli_run_leave_interrupts(void)
{
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
}

static int run_through(const CliRun *r, const RunPlan *plan, CliKept *kept)
{
    AUTO(err) Err err = {0};
    JailRun run;
    JailReport rep;
    RunResult res;
    if (!run_plan_start(plan, true, &run, &err)) {
        cli_fail(&err);
        return CLI_NO_JAIL;
    }
    cli_run_leave_interrupts();
    bool told = jail_report(run.report_fd, &rep, &err);
    while (waitpid(run.pid, NULL, 0) < 0 && errno == EINTR)
        ;
    if (!told) {
        cli_fail(&err);
        return CLI_NO_JAIL;
    }
    run_result_init(&res, &rep, plan->compile.n > 0, false);
    tell_end(r, &res, &rep);
    tell_notes(r, &rep);
    int code = res.returncode;
    if (r->keep && rep.end != JAIL_FAILED)
        cli_keep_end(kept, r, plan, &run.layer_fd, code);
    auto_fd(&run.layer_fd);
    run_result_deinit(&res);
    jail_report_deinit(&rep);
    return code;
}

/* With nothing to say at its end, we need not wait for it. */
static int become_it(const RunPlan *plan)
{
    AUTO(err) Err err = {0};
    if (!run_plan_exec(plan, &err))
        cli_fail(&err);
    return CLI_NO_JAIL;
}

/* Somebody sits in front of it, for as long as he likes. */
static bool is_shell(char *const *words)
{
    static const char *const shells[] = {"bash", "sh", "dash", "zsh", "fish", "ksh", "ash"};
    for (size_t i = 0; i < ARRAY_LEN(shells); i++)
        if (!words[1] && str_eq_c(path_base(str_c(words[0])), shells[i]))
            return true;
    return false;
}

static void set_terminal(const CliRun *r, RunPlan *plan)
{
    struct winsize size = {0};
    plan->tty = r->tty >= 0 ? r->tty : isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    if (plan->tty && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0)
        size = (struct winsize){.ws_row = 24, .ws_col = 80};
    plan->rows = size.ws_row;
    plan->cols = size.ws_col;
    if (plan->tty && !r->timed && (r->repl || is_shell(r->words)))
        plan->limits.wall_ms = 0;
}

// The program alone: what its arguments say is nobody's.
static void note(const CliRun *r, const char *what, int code)
{
    size_t n = 0;
    while (r->words[0] && r->words[n + 1])
        n++;
    AUTO(free) char *more = n ? xasprintf(" (+%zu word%s)", n, n == 1 ? "" : "s") : xstrdup("");
    AUTO(free) char *subject = xasprintf("%s%s", r->words[0], more);
    AUTO(free) char *detail = code < 0 ? xstrdup(what) : xasprintf("%s %d", what, code);
    cli_note_later("run", subject, detail);
}

static int run_words(const CliRun *r)
{
    AUTO(err) Err err = {0};
    RunPlan plan = {0};
    CliSource source = {.lock = -1};
    CliKept kept = cli_keep_begin();
    int code;
    bool ok =
        cli_run_plan(r, &source, &plan, &err) && (!r->stdin_path || use_stdin(r->stdin_path, &err));
    if (!ok) {
        code = cli_fail(&err);
    } else if (r->json) {
        CliWrites *w = r->direct ? cli_writes_begin() : NULL;
        code = cli_run_json(r, &plan, &kept);
        cli_writes_end(w, r, &plan, code);
        note(r, "exit", code);
    } else {
        set_terminal(r, &plan);
        bool alone = r->quiet && !r->direct && !r->keep && plan.compile.n == 0 && !source.dir;
        if (alone)
            note(r, "started", -1);
        CliWrites *w = r->direct ? cli_writes_begin() : NULL;
        code = alone ? become_it(&plan) : run_through(r, &plan, &kept);
        cli_writes_end(w, r, &plan, code);
        if (!alone)
            note(r, "exit", code);
    }
    run_plan_deinit(&plan);
    cli_source_remove(&source);
    if (r->review && kept.run)
        cli_review_now(kept.run);
    return code;
}

int cli_run(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    CliRun r;
    int code = 0;
    if (!cli_run_parse(&r, argc, argv, &err))
        code = cli_misuse(&err, argv[0]);
    else if (r.help)
        fputs(r.repl ? repl_usage : usage, stdout);
    else
        code = r.batch ? cli_run_batch(&r) : run_words(&r);
    cli_run_deinit(&r);
    return code;
}

int cli_repl(int argc, char **argv)
{
    return cli_run(argc, argv);
}
