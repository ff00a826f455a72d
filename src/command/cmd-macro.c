// Macros: recording what is done, and doing it again.
#include "command/inner.h"
#include "base/clock.h"
#include "base/utf8.h"

enum { SLICE_NS = 4000000, TIMES_MAX = 1000000 };

static void say_stopped(Workspace *ws, const char *why)
{
    const Macro *m = &ws->macro;
    message_say(ws, MESSAGE_RESULT, "macro stopped after %zu of %zu plays: %s", m->done, m->times,
                why);
    macro_stop(ws);
}

// Character by character, as keys come.
static bool type(Workspace *ws, Str text, Err *err)
{
    View *v = command_view(ws, err);
    while (v && text.n) {
        size_t n;
        bool valid;
        utf8_decode(text, &n, &valid);
        if (!view_type(v, str_n(text.p, n), err))
            return false;
        text = str_from(text, n);
    }
    return v != NULL;
}

static bool run_step(Workspace *ws, const MacroStep *s, Err *err)
{
    if (s->kind == MACRO_TYPE)
        return type(ws, buf_str(&s->text), err);
    if (s->kind == MACRO_PASTE) {
        View *v = command_view(ws, err);
        return v && view_paste(v, buf_str(&s->text), err);
    }
    const Command *c = command_find(str_c(s->command));
    BUG_ON(!c);
    return c->run(ws, buf_str(&s->text), err);
}

// Where the play under way begins.
static void note(Workspace *ws)
{
    Macro *m = &ws->macro;
    const View *v = workspace_view(ws);
    m->place = v ? view_cursor(v) : 0;
    m->rev = v ? text_rev(v->doc->text) : 0;
    m->doc = v ? v->doc->id : 0;
}

static bool did_nothing(const Workspace *ws)
{
    const Macro *m = &ws->macro;
    const View *v = workspace_view(ws);
    return v && m->doc == v->doc->id && m->rev == text_rev(v->doc->text) &&
           m->place == view_cursor(v);
}

static void end_play(Workspace *ws)
{
    Macro *m = &ws->macro;
    macro_ungroup(ws);
    m->at = 0;
    m->done++;
    if (m->done < m->times && did_nothing(ws)) {
        say_stopped(ws, "it changes nothing any more");
    } else if (m->done == m->times) {
        if (m->times > 1)
            message_say(ws, MESSAGE_RESULT, "macro played %zu times", m->times);
        macro_stop(ws);
    }
}

static void play_step(Workspace *ws)
{
    Macro *m = &ws->macro;
    AUTO(err) Err err = {0};
    if (m->at == 0)
        note(ws);
    macro_group(ws);
    bool ok = run_step(ws, &m->steps.p[m->at++], &err);
    // each view stands where its text is before the next step looks at it
    VEC_EACH (View *, v, &ws->views)
        view_sync(*v);
    if (!ok)
        say_stopped(ws, err.msg ? err_text(&err) : "a command failed");
    else if (ws->palette.open || ask_shown(ws))
        say_stopped(ws, "it asks something");
    else if (m->at == m->steps.n)
        end_play(ws);
}

void macro_settle(Workspace *ws)
{
    int64_t end = clock_mono_ns() + SLICE_NS;
    if (!macro_is_playing(&ws->macro) || find_is_searching(ws->find))
        return; // what is searched for is where the next step begins
    do
        play_step(ws);
    while (macro_is_playing(&ws->macro) && !find_is_searching(ws->find) && clock_mono_ns() < end);
    workspace_wake(ws); // to go on, and for all that follows edits
}

bool macro_key(Workspace *ws, bool escape)
{
    if (!macro_is_playing(&ws->macro))
        return false;
    if (escape)
        say_stopped(ws, "by you");
    else
        message_say(ws, MESSAGE_RESULT, "a macro is playing: Esc stops it");
    return true;
}

static bool record(Workspace *ws, Str arg, Err *err)
{
    Macro *m = &ws->macro;
    (void)arg;
    if (!m->recording) {
        macro_record(m);
        message_say(ws, MESSAGE_RESULT, "Recording a macro; the same key ends it");
        return true;
    }
    if (!macro_record_end(m))
        return err_set(err, "nothing was recorded: the macro stays as it was");
    message_say(ws, MESSAGE_RESULT, "Macro recorded: %zu steps", m->steps.n);
    return true;
}

static bool play(Workspace *ws, Str arg, Err *err)
{
    Macro *m = &ws->macro;
    long long times = 1;
    if (arg.n && (!str_to_i64(arg, &times) || times < 1 || times > TIMES_MAX))
        return err_set(err, "'" STR_FMT "' is no count from 1 to %d", STR_ARG(arg), TIMES_MAX);
    if (macro_is_playing(m))
        return err_set(err, "a macro is playing already");
    if (m->recording)
        return err_set(err, "a macro cannot play within its recording: end that first");
    if (m->steps.n == 0)
        return err_set(err, "no macro was recorded yet");
    m->times = (size_t)times;
    m->done = m->at = 0;
    return true; // the next settle plays it
}

static void on_times(Workspace *ws, int choice, Str line, void *arg)
{
    (void)arg;
    if (choice == 0)
        command_invoke(ws, command_find(STR("macro.play")), str_trim(line));
}

static bool play_times(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (ws->macro.steps.n == 0)
        return err_set(err, "no macro was recorded yet");
    ask_file(ws, (Ask){.title = xstrdup("Play macro"),
                       .text = xstrdup("How many times?"),
                       .preset = xstrdup("10"),
                       .replaced = true,
                       .answer = on_times});
    return true;
}

const Command commands_macro[] = {
    {"macro.play", "Macro: Play", "Play the macro once, or as many times as its argument says",
     play},
    {"macro.playTimes", "Macro: Play Many Times…", "Play the macro a number of times", play_times},
    {"macro.record", "Macro: Record", "Record what is done; again: end the recording", record},
    {0},
};
