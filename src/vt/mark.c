// Commands, as a shell with integration marks them (OSC 133, and VS Code's 633): the marks stand in
// the rows, so that they move with the text and go with it.
#include "vt/inner.h"

#include "base/mem.h"

static uint64_t number_of(const Vt *v, int row)
{
    return v->history.pushed + (uint64_t)row;
}

/* The row with that number, NULL if it is gone. */
static Line *row_of(Vt *v, uint64_t number)
{
    uint64_t screen = v->history.pushed;
    if (number >= screen)
        return number - screen < (uint64_t)v->rows ? v->main.rows[number - screen] : NULL;
    return vt_history_get(&v->history, (size_t)(screen - number));
}

static Line *prompt_row(Vt *v)
{
    Line *r = v->has_prompt ? row_of(v, v->prompt) : NULL;
    return r && r->marks.bits & VT_MARK_PROMPT ? r : NULL;
}

static void begin_prompt(Vt *v)
{
    VtMarks *m = &v->main.rows[v->row]->marks;
    m->bits = (uint8_t)((m->bits & VT_MARK_OUTPUT) | VT_MARK_PROMPT);
    m->prompt_col = (uint16_t)v->col;
    v->prompt = number_of(v, v->row);
    v->has_prompt = true;
    v->running = false;
}

static void begin_output(Vt *v)
{
    VtMarks *m = &v->main.rows[v->row]->marks;
    m->bits |= VT_MARK_OUTPUT;
    m->output_col = (uint16_t)v->col;
    v->running = true;
}

/* Shells tell the end of a command that was never begun too, when a prompt is given up. */
static void end_command(Vt *v, Str code)
{
    Line *r = prompt_row(v);
    Str number;
    long long exit = 0;
    if (!v->running)
        return;
    v->running = false;
    if (!str_split(&code, ';', &number) || !str_to_i64(number, &exit))
        return;
    v->last_exit = (int)(exit & 0xff);
    if (r) {
        r->marks.bits |= VT_MARK_DONE;
        r->marks.exit = (uint8_t)v->last_exit;
    }
}

void vt_mark(Vt *v, Str s)
{
    Str kind, rest = s;
    if (v->grid != &v->main)
        return;
    if (!str_split(&rest, ';', &kind))
        return;
    if (str_eq_c(kind, "A"))
        begin_prompt(v);
    else if (str_eq_c(kind, "C"))
        begin_output(v);
    else if (str_eq_c(kind, "D"))
        end_command(v, rest);
    else if (str_eq_c(kind, "P") && str_starts(rest, STR("Cwd=")))
        vt_set_cwd(v, str_from(rest, strlen("Cwd=")));
    else
        return;
    v->changed = true;
}

void vt_mark_again(Vt *v)
{
    uint64_t last = number_of(v, v->rows - 1), n = (uint64_t)v->rows + v->history.n;
    for (uint64_t i = 0; v->has_prompt && i < n; i++) {
        v->prompt = last - i;
        if (prompt_row(v))
            return;
    }
    v->has_prompt = false;
}

VtMarks vt_row_marks(const Vt *v, int row)
{
    const Line *r = NULL;
    if (row >= 0 && row < v->rows)
        r = v->grid->rows[row];
    else if (row < 0)
        r = vt_history_get(&v->history, -(size_t)row);
    return r ? r->marks : (VtMarks){0};
}

bool vt_is_running(const Vt *v)
{
    return v->running;
}

int vt_last_exit(const Vt *v)
{
    return v->last_exit;
}
