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

/* `options`: what follows the A, as KEY=VALUE;KEY=VALUE.  "redraw" is kitty's; "rows" is for fish,
   which goes up by the rows it knows to have printed and prints them all. */
static void begin_prompt(Vt *v, Str options)
{
    Str option;
    v->redraw_all = v->redraw_none = v->redraw_rows = false;
    while (str_split(&options, ';', &option)) {
        v->redraw_all |= str_eq_c(option, "redraw=1");
        v->redraw_none |= str_eq_c(option, "redraw=0");
        v->redraw_rows |= str_eq_c(option, "redraw=rows");
        v->tells_output |= str_starts(option, STR("redraw=")); // a script that knows all of this
    }
    v->has_input = v->redraw_rows; // such a shell does not tell where its line begins
    VtMarks *m = &v->main.rows[v->row]->marks;
    m->bits = (uint8_t)((m->bits & VT_MARK_OUTPUT) | VT_MARK_PROMPT);
    m->prompt_col = (uint16_t)v->col;
    v->prompt = number_of(v, v->row);
    v->has_prompt = true;
    v->running = false;
}

static void begin_input(Vt *v)
{
    v->input = number_of(v, v->row);
    v->has_input = true;
}

static void begin_output(Vt *v)
{
    v->has_input = false;
    v->tells_output = true;
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
        begin_prompt(v, rest);
    else if (str_eq_c(kind, "B"))
        begin_input(v);
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

/* Rows that flowed anew would be more or fewer than a shell counts that prints all of them again,
   so they go, each where it stands; right prompts and what hangs below the cursor too. */
static void unprint_rows(Vt *v)
{
    uint64_t top = v->history.pushed;
    bool waits = v->has_input && v->has_prompt && !v->running && v->prompt >= top;
    int first = waits ? (int)(v->prompt - top) : v->rows;
    for (int i = first; i < v->rows; i++) {
        Line *r = v->main.rows[i];
        vt_line_cut(r, i == first && prompt_row(v) == r ? r->marks.prompt_col : 0);
        r->wraps = false;
    }
}

/* The row of the screen from which the shell prints again; -1: none, or nobody knows. */
static int first_again(const Vt *v)
{
    uint64_t top = v->history.pushed;
    bool waits = v->has_input && v->has_prompt && !v->running && !v->redraw_none;
    if (!waits || v->grid != &v->main || !v->tells_output || v->input < top || v->prompt < top)
        return -1;
    int input = (int)(v->input - top), row = (int)(v->prompt - top);
    // Several lines are typed, or a line goes on: shells do not agree on what they print then.
    for (int i = input; i < v->row; i++)
        if (!v->main.rows[i]->wraps)
            return -1;
    if (input > v->row)
        return -1;
    if (!v->redraw_all)
        for (int i = row; i < input; i++)
            if (!v->main.rows[i]->wraps)
                row = i + 1;
    return row;
}

void vt_mark_unprint(Vt *v)
{
    if (v->redraw_rows && v->grid == &v->main) {
        unprint_rows(v);
        return;
    }
    int first = first_again(v);
    bool goes_on = true;
    for (int i = first; first >= 0 && i < v->rows && goes_on; i++) {
        Line *r = v->main.rows[i];
        bool keeps = i == first && r->marks.bits & VT_MARK_PROMPT;
        goes_on = r->wraps || i < v->row;
        vt_line_cut(r, keeps ? r->marks.prompt_col : 0);
        r->wraps = false;
    }
    v->has_input = false;
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
