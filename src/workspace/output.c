#include "workspace/output.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/width.h"
#include "vt/vt.h"
#include "workspace/inner.h"
#include "workspace/screen-find.h"

#include <time.h>

enum { KEPT_ROWS = 5000, FIRST_ROWS = 8, FIRST_COLS = 80, TEXT_MAX = 16 << 10 };

static const char *const names[OUTPUT_COUNT] = {
    [OUTPUT_CODELAB] = "codelab", [OUTPUT_TASKS] = "tasks", [OUTPUT_JAIL] = "jail",
    [OUTPUT_TESTS] = "tests",     [OUTPUT_TRUST] = "trust", [OUTPUT_SETTINGS] = "settings",
    [OUTPUT_LOG] = "log",
};

const char *output_name(OutputId id)
{
    return names[id];
}

OutputId output_named(Str name)
{
    OutputId id = 0;
    while (id < OUTPUT_COUNT && !str_eq_c(name, names[id]))
        id++;
    return id;
}

// Text alone: whatever would move the cursor or change a mode is drawn as a picture.
static void add_harmless(Str text, Buf *out)
{
    char picture[WIDTH_PICTURE_MAX];
    text = str_upto(text, TEXT_MAX);
    for (size_t n; text.n; text = str_from(text, n)) {
        int cells;
        n = width_cluster(text, 1, &cells);
        size_t drawn = text.p[0] == '\n' ? 0 : width_picture(str_upto(text, n), picture);
        if (text.p[0] == '\n')
            buf_add_c(out, "\r\n");
        else
            buf_add(out, drawn ? str_n(picture, drawn) : str_upto(text, n));
    }
}

static void add_clock(Buf *out)
{
    time_t now = (time_t)(clock_wall_ms() / 1000);
    struct tm tm;
    char text[16] = "";
    if (localtime_r(&now, &tm))
        strftime(text, sizeof text, "%H:%M:%S", &tm);
    buf_add_c(out, text);
}

// A new one is as large as the others are.
static OutputChannel *need(Output *o, OutputId id)
{
    const Vt *other = NULL;
    if (o->all[id])
        return o->all[id];
    for (OutputId i = 0; i < OUTPUT_COUNT; i++)
        other = o->all[i] ? o->all[i]->screen.vt : other;
    o->all[id] = NEW(OutputChannel);
    screen_init(&o->all[id]->screen, other ? vt_rows(other) : FIRST_ROWS,
                other ? vt_cols(other) : FIRST_COLS, KEPT_ROWS);
    return o->all[id];
}

// The row that a line begins in, which ends where the cursor is.
static int first_row_of_last(const Screen *s, const OutputChannel *c)
{
    int row = vt_cursor(s->vt).row, oldest = -(int)vt_scrollback(s->vt);
    for (size_t left = c->rows; row > oldest; row--)
        if (!vt_row_wraps(s->vt, row - 1) && --left == 0)
            break;
    return row;
}

static size_t count_rows(Str text)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    return n;
}

void output_put(Workspace *ws, OutputId id, MessageLevel level, Str text, bool again)
{
    static const char *const signs[] = {"  ", "I ", "\033[33mW ", "\033[31mE "};
    OutputChannel *c = need(&ws->output, id);
    const Screen *s = &c->screen;
    AUTO(buf) Buf out = BUF_INIT;
    bool over = again && c->lines;
    int up = over ? vt_cursor(s->vt).row - first_row_of_last(s, c) : 0;
    if (up > 0)
        buf_addf(&out, "\033[%dA", up);
    buf_add_c(&out, over ? "\r\033[J" : c->lines ? "\r\n" : "");
    c->lines += !over;
    c->rows = count_rows(text);
    add_clock(&out);
    buf_addf(&out, " %s", signs[level]);
    add_harmless(text, &out);
    buf_add_c(&out, "\033[m");
    vt_feed(s->vt, buf_str(&out));
}

void output_say(Workspace *ws, OutputId id, MessageLevel level, const char *fmt, ...)
{
    AUTO(buf) Buf text = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    output_put(ws, id, level, buf_str(&text), false);
}

Screen *output_screen(const Workspace *ws)
{
    OutputChannel *c = ws->output.all[ws->output.shown];
    return c ? &c->screen : NULL;
}

Screen *panel_screen(const Workspace *ws)
{
    Terminal *t = terminal_active(ws);
    RunItem *r = runs_active(ws);
    switch (ws->layout.tab) {
    case PANEL_TERMINAL:
        return t ? &t->screen : NULL;
    case PANEL_RUNS:
        return r ? &r->screen : NULL;
    case PANEL_OUTPUT:
        return output_screen(ws);
    case PANEL_PROBLEMS:
    case PANEL_TAB_COUNT:
        break;
    }
    return NULL;
}

void output_resize(Workspace *ws, int rows, int cols)
{
    const Screen *s = output_screen(ws);
    if (s && rows > 0 && cols > 0 && (vt_rows(s->vt) != rows || vt_cols(s->vt) != cols))
        vt_resize(s->vt, rows, cols);
}

void output_show(Workspace *ws, OutputId id)
{
    ws->output.shown = id;
}

static void channel_free(OutputChannel *c)
{
    if (c)
        screen_deinit(&c->screen);
    free(c);
}

void output_clear(Workspace *ws, OutputId id)
{
    channel_free(steal(&ws->output.all[id]));
}

void output_text(const Workspace *ws, OutputId id, Buf *out)
{
    const Vt *v = ws->output.all[id] ? ws->output.all[id]->screen.vt : NULL;
    if (!v)
        return;
    for (int row = -(int)vt_scrollback(v); row <= vt_cursor(v).row; row++) {
        vt_row_text(v, row, out);
        if (!vt_row_wraps(v, row))
            buf_add_byte(out, '\n');
    }
}

// "warn  loop: a turn took 9 ms", as the log has it without the time.
static MessageLevel level_of(Str line)
{
    return str_starts(line, STR("error"))  ? MESSAGE_ERROR
           : str_starts(line, STR("warn")) ? MESSAGE_WARNING
                                           : MESSAGE_RESULT;
}

static void take_log(Workspace *ws)
{
    enum { LEVEL = 6 }; // bytes
    AUTO(buf) Buf lines = BUF_INIT;
    Str rest, line;
    if (!log_read(&ws->output.log_off, &lines))
        return;
    rest = buf_str(&lines);
    while (str_split(&rest, '\n', &line) && line.n > LEVEL)
        output_put(ws, OUTPUT_LOG, level_of(line), str_from(line, LEVEL), false);
}

void output_settle(Workspace *ws)
{
    take_log(ws);
    for (OutputId i = 0; i < OUTPUT_COUNT; i++) {
        OutputChannel *c = ws->output.all[i];
        if (!c)
            continue;
        screen_settle(&c->screen);
        screen_find_settle(&c->screen, ws);
    }
}

void output_deinit(Output *o)
{
    for (OutputId i = 0; i < OUTPUT_COUNT; i++)
        channel_free(o->all[i]);
}
