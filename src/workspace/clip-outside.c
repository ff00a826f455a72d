#include "workspace/inner.h"
#include "base/json.h"
#include "loop/loop.h"
#include "workspace/clip-program.h"

#include <stdio.h>

// What a worker is to do, and what came of it.
typedef struct {
    Workspace *ws;
    Buf text; // to copy, or what was read
    const ClipProgram *programs[CLIP_PROGRAMS];
    size_t n;
    char *command;     // owned; the user's own, by the shell; NULL: none
    const char *route; // the program that took it; NULL: none did
    bool got;          // something was read
    bool primary;      // what is selected is wanted, not what was copied
} ClipJob;

size_t clip_outside_ways(ClipProvider wanted, const char *names[CLIP_WAYS],
                         const char *tools[CLIP_WAYS])
{
    const ClipProgram *programs[CLIP_PROGRAMS];
    size_t n = clip_programs(wanted, programs);
    _Static_assert((int)CLIP_WAYS == (int)CLIP_PROGRAMS, "room for each");
    for (size_t i = 0; i < n; i++) {
        names[i] = programs[i]->name;
        tools[i] = programs[i]->copy[0];
    }
    return n;
}

static ClipJob *job_new(Workspace *ws, const char *member)
{
    ClipJob *j = NEW(ClipJob);
    ClipProvider wanted = (ClipProvider)ws->options.clip_provider;
    j->ws = ws;
    if (wanted == CLIP_AUTO || wanted == CLIP_COMMAND) {
        JsonDoc *doc = json_parse(str_c(ws->options.clip_command), NULL);
        Str command = json_str_or(json_get(json_root(doc), member), STR(""));
        j->command = command.n ? str_dup(command) : NULL;
        json_free(doc);
    }
    j->n = clip_programs(wanted, j->programs);
    return j;
}

static void job_free(ClipJob *j)
{
    buf_deinit(&j->text);
    free(j->command);
    free(j);
}

static void copy_work(void *arg, const atomic_bool *cancelled)
{
    ClipJob *j = arg;
    const char *const shell[] = {"/bin/sh", "-c", j->command, NULL};
    if (j->command && clip_program_run(shell, buf_str(&j->text), NULL))
        j->route = "clipboard.command";
    for (size_t i = 0; i < j->n && !j->route && !*cancelled; i++)
        if (clip_program_run(j->programs[i]->copy, buf_str(&j->text), NULL))
            j->route = j->programs[i]->name;
}

static void copy_done(void *arg, bool cancelled)
{
    ClipJob *j = arg;
    Workspace *ws = j->ws;
    ClipOutside *c = &ws->outside;
    bool tried = j->command || j->n > 0, only = ws->options.clip_provider > CLIP_OSC52;
    c->copying = NULL;
    if (j->route && !c->again)
        clip_outside_say(ws, j->route);
    if (!j->route && !cancelled && only && !c->again)
        clip_outside_say_kept(ws, "the program of clipboard.provider did not take it");
    else if (!j->route && !cancelled)
        c->for_tty = true;
    snprintf(c->why, sizeof c->why, "%s", tried ? "no program took it" : "");
    job_free(j);
    if (c->again && !cancelled)
        clip_outside_send(ws);
}

void clip_outside_send(Workspace *ws)
{
    ClipOutside *c = &ws->outside;
    int provider = ws->options.clip_provider;
    c->again = c->copying != NULL;
    if (!c->on || c->again)
        return;
    if (provider == CLIP_INTERNAL) {
        clip_outside_say_kept(ws, "clipboard.provider is internal");
        return;
    }
    buf_clear(&c->sent);
    buf_add(&c->sent, buf_str(&ws->clipboard.text));
    ClipJob *j = job_new(ws, "copy");
    if (!j->command && j->n == 0) {
        c->for_tty = provider <= CLIP_OSC52;
        c->why[0] = '\0';
        if (!c->for_tty)
            clip_outside_say_kept(ws, "clipboard.command names no program to copy");
        job_free(j);
        return;
    }
    buf_add(&j->text, buf_str(&ws->clipboard.text));
    c->copying = loop_job_new(ws->loop, copy_work, copy_done, j);
}

static void read_work(void *arg, const atomic_bool *cancelled)
{
    ClipJob *j = arg;
    const char *const shell[] = {"/bin/sh", "-c", j->command, NULL};
    j->got = j->command && clip_program_run(shell, STR(""), &j->text);
    for (size_t i = 0; i < j->n && !j->got && !*cancelled; i++) {
        const ClipProgram *p = j->programs[i];
        const char *const *argv = j->primary ? p->primary : p->paste;
        buf_clear(&j->text);
        j->got = argv[0] && clip_program_run(argv, STR(""), &j->text);
    }
}

static void take_primary(ClipOutside *c, ClipJob *j)
{
    buf_clear(&c->primary);
    if (j->got)
        buf_add(&c->primary, buf_str(&j->text));
}

static void read_done(void *arg, bool cancelled)
{
    ClipJob *j = arg;
    ClipOutside *c = &j->ws->outside;
    Str text = buf_str(&j->text);
    bool news = j->got && !j->primary && text.n && !str_eq(text, buf_str(&c->sent)) &&
                !str_eq(text, buf_str(&j->ws->clipboard.text));
    c->reading = NULL;
    if (j->primary)
        take_primary(c, j);
    if (news && !cancelled) {
        clipboard_take(j->ws, text);
        buf_clear(&c->sent);
        buf_add(&c->sent, text);
    }
    if (c->waiting && !c->due)
        c->due = steal(&c->waiting);
    job_free(j);
}

// Have a worker read, and `command` wait for that; takes j over.
static bool read_later(Workspace *ws, ClipJob *j, bool can, const char *command)
{
    ClipOutside *c = &ws->outside;
    if (can && command) {
        free(c->waiting);
        c->waiting = xstrdup(command);
    }
    if (can && !c->reading)
        c->reading = loop_job_new(ws->loop, read_work, read_done, j);
    else
        job_free(j);
    return can;
}

bool clip_outside_read(Workspace *ws, const char *command)
{
    const ClipOutside *c = &ws->outside;
    // what is being copied is the newest
    if (!c->on || c->settled || c->copying || ws->options.clip_provider == CLIP_INTERNAL)
        return false;
    ClipJob *j = job_new(ws, "paste");
    return read_later(ws, j, j->command || j->n > 0, command);
}

bool clip_outside_read_primary(Workspace *ws, const char *command)
{
    const ClipOutside *c = &ws->outside;
    if (!c->on || c->settled || c->reading || ws->options.clip_provider == CLIP_INTERNAL)
        return false;
    ClipJob *j = job_new(ws, "primary");
    bool can = j->command != NULL;
    j->primary = true;
    for (size_t i = 0; i < j->n; i++)
        can = can || j->programs[i]->primary[0];
    return read_later(ws, j, can, command);
}

void clip_outside_cancel(Workspace *ws)
{
    if (ws->outside.copying)
        loop_job_cancel(ws->outside.copying);
    if (ws->outside.reading)
        loop_job_cancel(ws->outside.reading);
}

void clip_outside_deinit(Workspace *ws)
{
    buf_deinit(&ws->outside.sent);
    buf_deinit(&ws->outside.primary);
    free(ws->outside.waiting);
    free(ws->outside.due);
}

static void add_amount(Str text, Buf *out)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.n; i++)
        lines += text.p[i] == '\n';
    if (lines > 0 && text.p[text.n - 1] != '\n')
        lines++;
    if (lines > 0)
        buf_addf(out, "%zu line%s", lines, lines == 1 ? "" : "s");
    else
        buf_addf(out, "%zu byte%s", text.n, text.n == 1 ? "" : "s");
}

void clip_outside_say(Workspace *ws, const char *route)
{
    AUTO(buf) Buf amount = BUF_INIT;
    add_amount(buf_str(&ws->clipboard.text), &amount);
    message_say(ws, MESSAGE_RESULT, "Copied %s (%s)", buf_c(&amount), route);
}

void clip_outside_say_kept(Workspace *ws, const char *why)
{
    message_say(ws, MESSAGE_RESULT, "Copied inside codelab only: %s", why);
}
