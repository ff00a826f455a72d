#include "workspace/macro.h"
#include "workspace/inner.h"

static void steps_clear(MacroSteps *v)
{
    VEC_EACH (MacroStep, s, v) {
        free(s->command);
        buf_deinit(&s->text);
    }
    vec_deinit(v);
}

void macro_deinit(Macro *m)
{
    steps_clear(&m->steps);
    steps_clear(&m->fresh);
}

void macro_record(Macro *m)
{
    steps_clear(&m->fresh);
    m->recording = true;
}

bool macro_record_end(Macro *m)
{
    m->recording = false;
    if (m->fresh.n == 0)
        return false;
    steps_clear(&m->steps);
    m->steps = m->fresh;
    memset(&m->fresh, 0, sizeof m->fresh);
    return true;
}

static size_t bytes_of(const MacroSteps *v)
{
    size_t sum = 0;
    VEC_EACH (MacroStep, s, v)
        sum += s->text.n;
    return sum;
}

void macro_add(Workspace *ws, MacroKind kind, Str command, Str text)
{
    Macro *m = &ws->macro;
    if (!m->recording)
        return;
    if (m->fresh.n == MACRO_STEPS || bytes_of(&m->fresh) + text.n > MACRO_BYTES) {
        macro_record_end(m);
        message_say(ws, MESSAGE_WARNING, "the macro is too long: recording ended");
        return;
    }
    if (kind != MACRO_TYPE || m->fresh.n == 0 || vec_last(&m->fresh).kind != MACRO_TYPE)
        vec_push(&m->fresh,
                 ((MacroStep){.kind = kind, .command = command.n ? str_dup(command) : NULL}));
    buf_add(&vec_last(&m->fresh).text, text);
}

void macro_unadd(Macro *m)
{
    if (!m->recording || m->fresh.n == 0)
        return;
    MacroStep last = vec_pop(&m->fresh);
    free(last.command);
    buf_deinit(&last.text);
}

bool macro_is_playing(const Macro *m)
{
    return m->times > 0;
}

void macro_group(Workspace *ws)
{
    Macro *m = &ws->macro;
    const View *v = workspace_view(ws);
    if (m->group && (!v || v->doc->id != m->group))
        macro_ungroup(ws);
    if (!v || m->group)
        return;
    text_undo_break(v->doc->text);
    text_group_begin(v->doc->text);
    m->group = v->doc->id;
}

void macro_ungroup(Workspace *ws)
{
    Macro *m = &ws->macro;
    Document *d = m->group ? document_by_id(ws, m->group) : NULL;
    m->group = 0;
    if (!d)
        return;
    text_group_end(d->text);
    text_undo_break(d->text);
}

void macro_stop(Workspace *ws)
{
    macro_ungroup(ws);
    ws->macro.times = 0;
}
