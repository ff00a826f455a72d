#include "kill-life.h"

#include "base/fs.h"
#include "base/path.h"
#include "../lib/temp-dir.h"

#include <signal.h>
#include <sys/wait.h>

enum { DIALOG_MS = 400 };

static const char first_text[] = "sleep 0.2; exit\n";
static const char settings[] = "{\"files.insertFinalNewline\": false,\n"
                               " \"session.restoreLayout\": false}\n";

unsigned roll(Dice *d, unsigned below)
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(d->state >> 33) % below;
}

void world_fail(const World *w, const char *why)
{
    outer_put(&w->o, "expected", buf_str(&w->m.base)); // to be looked at
    outer_put(&w->o, "expected-file", buf_str(&w->m.file));
    VEC_EACH (const Stretch, s, &w->m.typed) {
        AUTO(free) char *name = xasprintf("typed-%zu-%zu", s - w->m.typed.p, s->sure);
        outer_put(&w->o, name, buf_str(&s->text));
    }
    fprintf(stderr, "# life %ld in %s: %s\n", w->life, w->o.home, why);
    if (w->session)
        kill(w->session, SIGKILL);
    kill(w->o.pid, SIGKILL);
    _exit(1);
}

// A new thing is waited for.
static void begin_wait(World *w)
{
    w->patience = patience_new(w->o.home);
}

static void say_screen(const World *w)
{
    for (int row = 0; row < vt_rows(w->o.vt); row++) {
        AUTO(buf) Buf line = BUF_INIT;
        vt_row_text(w->o.vt, row, &line);
        fprintf(stderr, "# |%s\n", buf_c(&line));
    }
}

static bool has_ended(pid_t child)
{
    siginfo_t end = {0};
    return waitid(P_PID, (id_t)child, &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_pid;
}

void world_tick(World *w, const char *what)
{
    bool is_over = has_ended(w->o.pid);
    outer_quiet(&w->o, 3);
    if (!is_over && patience_lasts(&w->patience))
        return;
    say_screen(w);
    patience_tell(w->o.home, stderr);
    AUTO(free)
    char *why = xasprintf("%s while it was to show: %s", is_over ? "it ended" : "it stood", what);
    world_fail(w, why);
}

static void see(World *w, const char *text)
{
    while (!outer_shows(&w->o, text))
        world_tick(w, text);
}

// A session that lost its client becomes our child, as this process adopts what is orphaned.
static pid_t child_named(pid_t parent, const char *name)
{
    AUTO(free) char *list = xasprintf("/proc/%d/task/%d/children", (int)parent, (int)parent);
    pid_t found = 0;
    int pid;
    FILE *f = fopen(list, "re");
    while (f && fscanf(f, "%d", &pid) == 1) {
        AUTO(free) char *path = xasprintf("/proc/%d/comm", pid);
        char comm[32] = "";
        FILE *c = fopen(path, "re");
        if (c && fscanf(c, "%31s", comm) == 1 && strcmp(comm, name) == 0)
            found = pid;
        if (c)
            fclose(c);
    }
    if (f)
        fclose(f);
    return found;
}

static bool is_logged(const World *w, const char *text, const char *not_after)
{
    AUTO(free) char *path = path_join(w->o.home, "log");
    AUTO(buf) Buf log = BUF_INIT;
    bool is = false;
    if (!fs_read(path, 0, &log, NULL))
        return false;
    Str rest = buf_str(&log), line;
    while (str_split(&rest, '\n', &line))
        is = str_find(line, str_c(text)) >= 0 ||
             (is && (!not_after || str_find(line, str_c(not_after)) < 0));
    return is;
}

static void wait_logged(World *w, const char *text, const char *not_after)
{
    while (!is_logged(w, text, not_after))
        world_tick(w, text);
}

static void pause_ms(World *w, unsigned most)
{
    if (most)
        outer_quiet(&w->o, (int)roll(&w->dice, most) + 1);
}

// Clients and sessions --------------------------------------------------------------------------

static void run_client(World *w)
{
    OuterSetup s = {.term = "xterm-256color",
                    .cols = 120,
                    .session = w->with_session,
                    .args = {"--log", "log", "p/a.sh"}};
    begin_wait(w);
    if (w->o.vt)
        outer_restart(&w->o, &s);
    else
        outer_start(&w->o, &s);
}

static void start(World *w, bool with_session)
{
    AUTO(free) char *log = path_join(w->o.home, "log");
    (void)unlink(log); // the first time there is none
    w->with_session = with_session;
    w->adopted = 0;
    run_client(w);
}

// The session; what else has the name is on its way to be another program.
static pid_t session_of(const World *w)
{
    if (w->adopted)
        return w->adopted;
    return w->with_session ? child_named(w->o.pid, "codelab") : 0;
}

// Things users do ------------------------------------------------------------------------------

// Waits as long as the program takes its input, so that what follows is about this text.
static void see_typed(World *w)
{
    Str text = str_trim(buf_str(&model_now(&w->m)->text)), word = text;
    for (ptrdiff_t i = (ptrdiff_t)text.n; i-- > 0;)
        if (text.p[i] == ' ' || text.p[i] == '\n') {
            word = str_from(text, (size_t)i + 1);
            break;
        }
    AUTO(free) char *last = str_dup(word);
    if (*last)
        see(w, last);
}

static void type(World *w, unsigned words)
{
    AUTO(buf) Buf keys = BUF_INIT;
    model_type(&w->m, words, words > 1 ? 4 : 1, &keys);
    outer_type(&w->o, buf_str(&keys));
}

static void type_some(World *w)
{
    type(w, 1 + roll(&w->dice, 20));
    see_typed(w);
}

static void type_until_kept(World *w)
{
    begin_wait(w);
    type_some(w);
    wait_logged(w, "all is kept", "edits wait");
    model_all_kept(&w->m);
}

// As people type: one word after the other.
static void type_slowly(World *w)
{
    for (unsigned n = 3 + roll(&w->dice, 15); n > 0; n--) {
        type(w, 1);
        pause_ms(w, 90);
    }
}

static void read_now(const World *w, Buf *out)
{
    AUTO(free) char *path = path_join(w->o.home, "p/a.sh");
    AUTO(err) Err err = {0};
    if (!fs_read(path, 0, out, &err))
        world_fail(w, err_text(&err));
}

// In the tab: edits, or edits while the file is another one.
static bool is_unsaved(const World *w)
{
    return outer_shows(&w->o, "a.sh ●") || outer_shows(&w->o, "a.sh !");
}

static void check_text(World *w, Str text)
{
    const char *wrong = model_refuses(&w->m, text, &w->losses);
    if (wrong)
        world_fail(w, wrong);
    model_set(&w->m, text);
}

// The editor came to know of a save of its own as of one by another, which it does only where the
// journal was not to be had for too long before.  The file has all.
static void reload(World *w)
{
    AUTO(buf) Buf now = BUF_INIT;
    outer_quiet(&w->o, DIALOG_MS);
    outer_type(&w->o, STR("\t\t\t\r"));
    while (is_unsaved(w))
        world_tick(w, "the text of the file");
    read_now(w, &now);
    if (!str_eq(buf_str(&now), buf_str(&w->m.file)))
        world_fail(w, "the file changed meanwhile");
    model_set(&w->m, buf_str(&now)); // which was held against what was typed when it was found
    outer_type(&w->o, STR("\033[1;5F"));
    w->losses.asked++;
}

static void save_by(World *w, Str keys)
{
    AUTO(buf) Buf now = BUF_INIT;
    begin_wait(w);
    type(w, 2);
    see_typed(w);
    while (!is_unsaved(w))
        world_tick(w, "that there are edits");
    outer_type(&w->o, keys);
    while (is_unsaved(w)) {
        world_tick(w, "that it is saved");
        if (outer_shows(&w->o, "changed on disk")) {
            reload(w);
            return;
        }
    }
    model_all_kept(&w->m);
    read_now(w, &now);
    check_text(w, buf_str(&now));
    model_saved(&w->m);
    w->losses.saves++;
}

static void save(World *w)
{
    save_by(w, STR("\x13"));
}

// It saves, too, and then works for a while.
static void run(World *w)
{
    save_by(w, STR("\033r"));
}

// The terminal is gone, and the session is not: the next client shows what it had.
static void lose_client(World *w)
{
    pid_t session = session_of(w);
    type_some(w);
    if (!session)
        return;
    kill(w->o.pid, SIGKILL);
    (void)outer_finish(&w->o);
    w->adopted = session;
    w->losses.clients++;
    run_client(w);
    see_typed(w);
    if (has_ended(session) || child_named(w->o.pid, "codelab"))
        world_fail(w, "the session died with its client");
}

// The last thing in a life, as which version it is is seen in the file only.
static void restore(World *w)
{
    save(w);
    outer_type(&w->o, STR("\033h"));
    see(w, "LOCAL HISTORY");
    see(w, " versions"); // the list is there
    for (unsigned n = roll(&w->dice, 6); n > 0; n--)
        outer_type(&w->o, STR("\033[B"));
    w->losses.restored++;
    w->m.restoring = true;
    outer_type(&w->o, STR("\r"));
}

// Lives ----------------------------------------------------------------------------------------

void end_orphans(void)
{
    int pid;
    for (;;) {
        AUTO(free) char *list = xasprintf("/proc/self/task/%d/children", (int)getpid());
        FILE *f = fopen(list, "re");
        bool any = f && fscanf(f, "%d", &pid) == 1;
        if (f)
            fclose(f);
        if (!any)
            return;
        kill(pid, SIGKILL);
        (void)waitpid(pid, NULL, 0);
    }
}

static void wait_open(World *w)
{
    see(w, "Ln ");
    wait_logged(w, "what was unsaved is back", NULL);
    outer_type(&w->o, STR("\033[1;5F")); // to the end
}

static void act(World *w)
{
    static void (*const all[])(World * w) = {type_some, type_until_kept, type_slowly, save, save,
                                             run,       lose_client};
    for (unsigned n = roll(&w->dice, 4); n > 0; n--)
        all[roll(&w->dice, ARRAY_LEN(all))](w);
    if (roll(&w->dice, 8) == 0) {
        restore(w);
    } else if (roll(&w->dice, 4) == 0) { // killed while it saves
        type(w, 3);
        w->m.saving = true;
        outer_type(&w->o, roll(&w->dice, 3) ? STR("\x13") : STR("\033r"));
    } else {
        type(w, roll(&w->dice, 20));
    }
}

static void die(World *w)
{
    w->session = session_of(w);
    bool all = !w->session || roll(&w->dice, 2); // else the session, which its client survives
    if (w->session)
        kill(w->session, SIGKILL);
    if (all)
        kill(w->o.pid, SIGKILL);
    model_killed(&w->m);
    w->losses.kills++;
    w->losses.unheld += is_logged(w, "waits no longer", NULL) || is_logged(w, "not kept", NULL);
    (void)outer_finish(&w->o);
    end_orphans(); // a session that was just being born, and who still holds what it had open
    w->session = 0;
}

void world_live(World *w)
{
    static const unsigned pauses[] = {0, 4, 40, 400, 1000};
    bool early = roll(&w->dice, 10) == 0;
    w->life++;
    start(w, roll(&w->dice, 2));
    if (early) {
        pause_ms(w, 150);
    } else {
        wait_open(w);
        world_wait_names(w);
        act(w);
        pause_ms(w, pauses[roll(&w->dice, ARRAY_LEN(pauses))]);
    }
    die(w);
}

void world_leave(World *w)
{
    int status;
    w->life++;
    start(w, false);
    wait_open(w);
    w->m.nold = w->m.acknowledged.n;
    save(w);
    save(w);
    outer_quiet(&w->o, 100);
    outer_type(&w->o, STR("\x11"));
    status = outer_finish(&w->o);
    if (!WIFEXITED(status) || WEXITSTATUS(status))
        world_fail(w, "it does not end well");
    w->left = true;
}

void world_begin(World *w, uint64_t seed)
{
    *w = (World){.dice = {seed}};
    outer_begin(&w->o);
    outer_put(&w->o, "p/a.sh", str_c(first_text));
    outer_put(&w->o, ".config/codelab/settings.json", str_c(settings));
    outer_put(&w->o, "p/.codelab/keep", STR(""));
    model_init(&w->m, str_c(first_text));
}

void world_end(World *w)
{
    model_deinit(&w->m);
    outer_end(&w->o);
}
