// Coming back to a session, beside tmux, and what a session costs at the start:
//     bench-attach CODELAB FLOOR
// Both have the same file on the screen when they are left; a figure is the time from execve until
// it is there again.
#include "samples.h"
#include "table.h"
#include "term.h"
#include "world.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <sys/wait.h>

enum { ROUNDS = 20, LINES = 10000, PATIENCE_MS = 10000, PAUSE_MS = 20 };

#define TMUX "/usr/bin/tmux"

typedef struct {
    const char *dir, *codelab, *floor;
    char *file, *socket; // owned
    char mark[WORLD_MARK];
} World;

typedef enum { START_SESSION, START_ALONE, START_FLOOR, ATTACH, ATTACH_TMUX, KIND_COUNT } Kind;

static const char *const names[] = {
    [START_SESSION] = "start with a session, ms", [START_ALONE] = "start without one (-n), ms",
    [START_FLOOR] = "start of the floor, ms",     [ATTACH] = "attach, ms",
    [ATTACH_TMUX] = "attach of tmux, ms",
};

// In its own surroundings; nobody sees it.
static bool command(const World *w, const char *words)
{
    AUTO(free)
    char *line = xasprintf("cd %s && HOME=%s TMPDIR=%s XDG_RUNTIME_DIR=%s TERM=xterm-256color "
                           "LANG=C.UTF-8 %s >/dev/null 2>&1",
                           w->dir, w->dir, w->dir, w->dir, words);
    return system(line) == 0;
}

static Term *start(const World *w, Kind kind)
{
    const char *const argv[][6] = {
        [START_SESSION] = {w->codelab, w->file},
        [START_ALONE] = {w->codelab, "-n", w->file},
        [START_FLOOR] = {w->floor, w->file},
        [ATTACH] = {w->codelab, "-a"},
        [ATTACH_TMUX] = {TMUX, "-S", w->socket, "attach"},
    };
    return term_start(argv[kind], w->dir);
}

// A start of that kind; its time is added.
static bool measure(const World *w, Kind kind, Samples *out, Term **kept)
{
    Term *t = start(w, kind);
    int64_t at = t ? term_wait(t, term_shows, w->mark, PATIENCE_MS) : -1;
    if (at >= 0)
        vec_push(out, samples_ms(*t->start_ns, at));
    *kept = t;
    return at >= 0;
}

static bool once(const World *w, Kind kind, Samples *out)
{
    Term *t;
    bool ok = measure(w, kind, out, &t);
    term_free(t);
    return ok;
}

// A session begins, is left, and is come back to.
static bool go_and_come_back(const World *w, Samples *of)
{
    Term *t;
    bool ok = measure(w, START_SESSION, &of[START_SESSION], &t);
    if (ok) {
        term_send(t, STR("\013q"));
        siginfo_t end; // until then the session is its child, and would be killed with it
        ok = term_wait(t, term_shows, "is running", PATIENCE_MS) >= 0 &&
             waitid(P_PID, (id_t)t->pid, &end, WEXITED | WNOWAIT) == 0;
    }
    term_free(t);
    (void)poll(NULL, 0, PAUSE_MS); // what it has to do when it is left is not what is measured
    ok = ok && once(w, ATTACH, &of[ATTACH]);
    AUTO(free) char *end = xasprintf("%s -k %s", w->codelab, w->dir);
    return command(w, end) && ok;
}

static bool come_back_to_tmux(const World *w, Samples *of)
{
    AUTO(free)
    char *begin = xasprintf(TMUX " -S %s -f /dev/null new-session -d -x %d -y %d '%s %s'",
                            w->socket, (int)TERM_COLS, (int)TERM_ROWS, w->floor, w->file);
    AUTO(free) char *end = xasprintf(TMUX " -S %s kill-server", w->socket);
    if (!command(w, begin))
        return false;
    (void)poll(NULL, 0, PAUSE_MS * 5); // until the program in it has painted
    bool ok = once(w, ATTACH_TMUX, &of[ATTACH_TMUX]);
    return command(w, end) && ok;
}

static void report(Samples *of, bool tmux)
{
    for (int i = 0; i < KIND_COUNT; i++)
        samples_print(&of[i], names[i], "");
    double attach = samples_at(&of[ATTACH], 0.5);
    table_compare("attach, ms (wanted: within 2x)", attach, "tmux",
                  tmux ? samples_at(&of[ATTACH_TMUX], 0.5) : NAN, WANT_NOTHING);
    table_compare("start with a session, C file, ms", samples_at(&of[START_SESSION], 0.5), "-n",
                  samples_at(&of[START_ALONE], 0.5), WANT_NOTHING);
    table_compare("start with a session, C file, ms", samples_at(&of[START_SESSION], 0.5), "floor",
                  samples_at(&of[START_FLOOR], 0.5), WANT_NOTHING);
}

static int work(const char *dir, void *arg)
{
    World *w = arg;
    Samples of[KIND_COUNT] = {{0}};
    bool ok = true, tmux = access(TMUX, X_OK) == 0;
    w->dir = dir;
    w->file = path_join(dir, "code.c");
    w->socket = path_join(dir, "tmux");
    world_mark(w->mark, 'C', 9);
    if (!world_write_code(w->file, LINES))
        return perror("bench-attach: cannot write the file"), 1;
    for (int i = 0; ok && i < samples_setting("BENCH_ROUNDS", ROUNDS); i++) {
        ok = go_and_come_back(w, of) && once(w, START_ALONE, &of[START_ALONE]) &&
             once(w, START_FLOOR, &of[START_FLOOR]);
        tmux = tmux && come_back_to_tmux(w, of);
    }
    if (ok)
        report(of, tmux);
    else
        fputs("bench-attach: nothing came on the screen in time\n", stderr);
    for (int i = 0; i < KIND_COUNT; i++)
        vec_deinit(&of[i]);
    free(w->file);
    free(w->socket);
    return !ok;
}

int main(int argc, char **argv)
{
    AUTO(free) char *codelab = argc == 3 ? realpath(argv[1], NULL) : NULL;
    AUTO(free) char *floor = argc == 3 ? realpath(argv[2], NULL) : NULL;
    if (!codelab || !floor) {
        fputs("usage: bench-attach CODELAB FLOOR\n", stderr);
        return 2;
    }
    return world_with(work, &(World){.codelab = codelab, .floor = floor});
}
