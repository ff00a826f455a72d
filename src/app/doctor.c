#include "app/cli-note.h"
#include "app/doctor.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/width.h"
#include "config.h"
#include "jail/jail.h"
#include "store/store.h"
#include "workspace/workspace.h"

#include <langinfo.h>
#include <locale.h>
#include <unistd.h>

enum { MS_AN_HOUR = 3600000 };

__attribute__((format(printf, 4, 5))) static void add(DoctorRows *rows, const char *what,
                                                      DoctorState state, const char *fmt, ...)
{
    AUTO(buf) Buf text = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    DoctorRow row = {what, state, str_dup(buf_str(&text))};
    vec_push(rows, row);
}

static const char *env(const char *name)
{
    const char *v = getenv(name);
    return v && *v ? v : "(unset)";
}

static void add_environment(DoctorRows *rows)
{
    const char *term = getenv("TERM");
    bool ok = term && *term && strcmp(term, "dumb") != 0;
    add(rows, "terminal", ok ? DOCTOR_OK : DOCTOR_BAD, "TERM=%s COLORTERM=%s", env("TERM"),
        env("COLORTERM"));
    if (!ok)
        add(rows, "", DOCTOR_NOTE, "no full screen here; codelab --plain FILE edits line by line");
}

void doctor_locale(DoctorRows *rows)
{
    (void)setlocale(LC_CTYPE, ""); // else it is the C locale, and said to be
    const char *set = nl_langinfo(CODESET);
    bool utf8 = strcmp(set, "UTF-8") == 0;
    add(rows, "locale", utf8 ? DOCTOR_OK : DOCTOR_NOTE, "%s, Unicode %s%s", set,
        width_unicode_version(), utf8 ? "" : "; signs are ASCII, other text is shown as ?");
}

static bool is_there(const char *tool)
{
    Str rest = str_c(getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin"), dir;
    while (str_split(&rest, ':', &dir)) {
        AUTO(free) char *folder = str_dup(dir);
        AUTO(free) char *path = path_join(*folder ? folder : ".", tool);
        if (access(path, X_OK) == 0)
            return true;
    }
    return false;
}

static void add_tools(DoctorRows *rows)
{
    static const char *const tools[] = {"git", "cc", "make", "python3", "node", "go", "cargo"};
    AUTO(buf) Buf there = BUF_INIT;
    AUTO(buf) Buf missing = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LEN(tools); i++)
        buf_addf(is_there(tools[i]) ? &there : &missing, " %s", tools[i]);
    add(rows, "tools", DOCTOR_OK, "found:%s", there.n ? buf_c(&there) : " none");
    if (missing.n)
        add(rows, "", DOCTOR_NOTE, "not found:%s", buf_c(&missing));
}

// With a layer over the folder we are in, unless that is none for a program.
static void add_jail(DoctorRows *rows)
{
    AUTO(err) Err of_folder = {0};
    AUTO(err) Err err = {0};
    AUTO(free) char *folder = getcwd(NULL, 0);
    AUTO(free) char *notes = NULL;
    bool ok = (folder && jail_check(folder, &notes, &of_folder)) || jail_check(NULL, &notes, &err);
    Str rest = str_c(notes), note;
    add(rows, "jail", ok ? DOCTOR_OK : DOCTOR_BAD, "%s",
        ok ? "programs run isolated" : err_text(&err));
    if (!ok && jail_check_landlock(NULL))
        add(rows, "", DOCTOR_NOTE,
            "codelab run --isolation landlock-only does without, if you accept less: the project "
            "is read-only, there are no sockets, no /proc, and it sees which files and processes "
            "there are; in the editor the setting run.isolation");
    while (str_split(&rest, '\n', &note))
        add(rows, "", DOCTOR_NOTE, STR_FMT, STR_ARG(note));
}

void doctor_machine(DoctorRows *rows)
{
    add(rows, "version", DOCTOR_OK, "%s", PACKAGE_VERSION);
    add_environment(rows);
    add_jail(rows);
    add_tools(rows);
}

static void add_backups(Store *s, DoctorRows *rows)
{
    AUTO(err) Err err = {0};
    Backups all = {0};
    if (!store_backups(s, &all, &err))
        add(rows, "backup", DOCTOR_NOTE, "%s", err_text(&err));
    else if (all.n == 0)
        add(rows, "backup", DOCTOR_NOTE, "none yet; codelab backup now makes one");
    else
        add(rows, "backup", DOCTOR_OK, "%zu kept, the newest %lld hours old", all.n,
            (long long)((clock_wall_ms() - all.p[0].time_ms) / MS_AN_HOUR));
    backups_deinit(&all);
}

// What a codelab left that died, and none has taken over yet.
static void add_unsaved(Store *s, DoctorRows *rows)
{
    AUTO(err) Err err = {0};
    int64_t n = store_journal_waiting(s, 0, &err);
    if (n < 0)
        add(rows, "unsaved", DOCTOR_NOTE, "%s", err_text(&err));
    n = n < 0 ? -1 : n + (int64_t)journal_spills_waiting();
    if (n == 0)
        add(rows, "unsaved", DOCTOR_OK, "no unsaved edits wait to be brought back");
    else if (n > 0)
        add(rows, "unsaved", DOCTOR_NOTE,
            "edits of %lld file%s wait: they are back when codelab is started in their folder",
            (long long)n, n == 1 ? "" : "s");
}

void doctor_store(DoctorRows *rows)
{
    AUTO(err) Err err = {0};
    Store *s = store_open(NULL, &err);
    add(rows, "store", s ? DOCTOR_OK : DOCTOR_BAD, "%s", s ? store_path(s) : err_text(&err));
    if (s && *store_notice(s))
        add(rows, "", DOCTOR_NOTE, "%s", store_notice(s));
    if (s && !store_check(s, &err))
        add(rows, "", DOCTOR_BAD, "%s", err_text(&err));
    if (s) {
        add_backups(s, rows);
        add_unsaved(s, rows);
    }
    store_close(s);
}

// Damage that was met is repaired by whoever opens the database next, alone.
static Store *open_repaired(Err *err)
{
    Store *s = store_open(NULL, err);
    if (!s || store_check(s, NULL))
        return s;
    store_close(s);
    return store_open(NULL, err);
}

void doctor_repair(DoctorRows *rows)
{
    AUTO(err) Err err = {0};
    HealResult r = {0};
    Store *s = open_repaired(&err);
    if (s && *store_notice(s))
        add(rows, "repair", DOCTOR_NOTE, "%s", store_notice(s));
    bool ok = s && store_heal(s, &r, &err);
    AUTO(free) char *healed = xasprintf("%lld contents from backups", (long long)r.nhealed);
    if (ok && r.nhealed)
        cli_note(s, "repair", store_path(s), healed);
    if (!ok)
        add(rows, "repair", DOCTOR_BAD, "%s", err_text(&err));
    else
        add(rows, "repair", r.nlost ? DOCTOR_BAD : DOCTOR_OK,
            "%lld contents read, %lld damaged ones healed, %lld in no backup",
            (long long)r.ncontents, (long long)r.nhealed, (long long)r.nlost);
    store_close(s);
}

void doctor_terminal(const Tty *tty, DoctorRows *rows)
{
    static const char *const colors[] = {[TTY_COLOR_NONE] = "none",
                                         [TTY_COLOR_16] = "16",
                                         [TTY_COLOR_256] = "256",
                                         [TTY_COLOR_TRUE] = "24 bits"};
    static const char *const keys[] = {"those of every terminal (T0)",
                                       "also arrows and function keys with modifiers (T1)",
                                       "all there are (T2)"};
    const TtyFacts *f = tty_facts(tty);
    add(rows, "screen", DOCTOR_OK, "%s, %d columns, %d rows", *f->name ? f->name : "no name told",
        tty_cols(tty), tty_rows(tty));
    add(rows, "colours", tty_color(tty) == TTY_COLOR_NONE ? DOCTOR_NOTE : DOCTOR_OK, "%s",
        colors[tty_color(tty)]);
    add(rows, "keys", tty_key_tier(tty) ? DOCTOR_OK : DOCTOR_NOTE, "%s", keys[tty_key_tier(tty)]);
    add(rows, "UTF-8", tty_is_utf8(tty) ? DOCTOR_OK : DOCTOR_NOTE, "%s",
        tty_is_utf8(tty) ? "yes" : "no: signs are ASCII, other text is shown as ?");
    add(rows, "frames", DOCTOR_OK, "%s", f->sync ? "appear at once (2026)" : "as they are sent");
    if (tty_is_slow(tty))
        add(rows, "line", DOCTOR_NOTE, "slow: frames are left out");
}

void doctor_clipboard(int wanted, const Tty *tty, DoctorRows *rows)
{
    const char *names[CLIP_WAYS];
    const char *tools[CLIP_WAYS];
    size_t n = clip_outside_ways((ClipProvider)wanted, names, tools);
    AUTO(buf) Buf way = BUF_INIT;
    for (size_t i = 0; i < n; i++)
        if (is_there(tools[i]))
            buf_addf(&way, "%s%s", way.n ? ", then " : "", names[i]);
    if (tty && tty_facts(tty)->clipboard)
        buf_addf(&way, "%sthe terminal (OSC 52)", way.n ? ", then " : "");
    add(rows, "clipboard", way.n ? DOCTOR_OK : DOCTOR_NOTE, "%s",
        way.n ? buf_c(&way) : "no program found; else the terminal's, if it has OSC 52");
}

int doctor_print(const DoctorRows *rows, Buf *out)
{
    static const char *const states[] = {"ok", "", "NO"};
    int bad = 0;
    VEC_EACH (DoctorRow, r, rows) {
        buf_addf(out, "%-10s %-4s %s\n", r->what, states[r->state], r->detail);
        bad += r->state == DOCTOR_BAD;
    }
    return bad;
}

void doctor_json(const DoctorRows *rows, Buf *out)
{
    static const char *const states[] = {"ok", "note", "bad"};
    JsonOut w = {.out = out, .indent = 2};
    const char *what = "";
    bool ok = true;
    VEC_EACH (DoctorRow, r, rows)
        ok = ok && r->state != DOCTOR_BAD;
    json_out_object(&w, NULL);
    json_out_bool(&w, "ok", ok);
    json_out_array(&w, "checks");
    VEC_EACH (DoctorRow, r, rows) {
        what = *r->what ? r->what : what; // one goes on with the one before
        json_out_object(&w, NULL);
        json_out_str(&w, "what", str_c(what));
        json_out_str(&w, "state", str_c(states[r->state]));
        json_out_str(&w, "detail", str_c(r->detail));
        json_out_end(&w);
    }
    json_out_end(&w);
    json_out_end(&w);
    buf_add_byte(out, '\n');
}

void doctor_deinit(DoctorRows *rows)
{
    VEC_EACH (DoctorRow, r, rows)
        free(r->detail);
    vec_deinit(rows);
}
