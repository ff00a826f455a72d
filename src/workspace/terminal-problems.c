// What compilers print in a terminal, as problems: of one command at a time, which the marks of the
// shell tell apart, or the Enter that began it where there are none.
#include "vt/vt.h"
#include "workspace/terminal-inner.h"

enum { FLOOD_BYTES = 256 << 10, PROMPT_ROWS = 16 };

typedef struct TerminalProblems {
    ProblemFeed *feed; // owned; NULL: no command began yet
    Buf command;       // rows of its prompt, as they stood when it began
} TerminalProblems;

static const char begins[] = "\033]133;C", ends[] = "\033]133;D";

static bool is_read(const Terminal *t)
{
    return t->ws->options.terminal_problems && !screen_is_alt(&t->screen);
}

// The rows from the last prompt on; nothing if none is near.
static void read_prompt(const Terminal *t, Buf *out)
{
    const Vt *v = t->screen.vt;
    int end = vt_cursor(v).row, row = end;
    while (row > end - PROMPT_ROWS && row > -(int)vt_scrollback(v) &&
           !(vt_row_marks(v, row).bits & VT_MARK_PROMPT))
        row--;
    if (!(vt_row_marks(v, row).bits & VT_MARK_PROMPT))
        return;
    for (; row < end; row++)
        vt_row_text(v, row, out);
}

// The same command again has nothing to say of before; of another one the first problem replaces
// what there was.
static void begin(Terminal *t)
{
    if (!t->problems)
        t->problems = NEW(TerminalProblems);
    TerminalProblems *p = t->problems;
    AUTO(buf) Buf command = BUF_INIT;
    AUTO(free) char *source = xasprintf("terminal %d", t->number);
    const char *cwd = screen_cwd(&t->screen);
    read_prompt(t, &command);
    bool same = command.n && str_eq(buf_str(&command), buf_str(&p->command));
    problem_feed_free(p->feed);
    p->feed = problem_feed_new(
        t->ws, t->ws->matchers,
        (ProblemOrigin){.source = source, .cwd = *cwd ? cwd : t->ws->root, .keeps = !same});
    buf_clear(&p->command);
    buf_add(&p->command, buf_str(&command));
}

static void end(Terminal *t)
{
    if (!t->problems || !t->problems->feed)
        return;
    problem_feed_flush(t->problems->feed, true);
    problem_feed_free(steal(&t->problems->feed));
}

// What floods between two paints is shown, but not read.
static void put(Terminal *t, Str bytes)
{
    bool flood = t->ws->terminals.taken > FLOOD_BYTES;
    vt_feed(t->screen.vt, bytes);
    if (t->problems && t->problems->feed && !flood && is_read(t))
        (void)problem_feed_bytes(t->problems->feed, bytes, INT64_MAX);
}

void terminal_problems_take(Terminal *t, Str bytes)
{
    bool ran = vt_is_running(t->screen.vt), begun = false;
    while (t->ws->options.terminal_problems && bytes.n) {
        ptrdiff_t from = str_find(bytes, str_c(begins)), to = str_find(bytes, str_c(ends));
        ptrdiff_t at = from >= 0 && (to < 0 || from < to) ? from : to;
        if (at < 0)
            break;
        put(t, str_upto(bytes, (size_t)at));
        if (at == from)
            begin(t);
        else
            end(t);
        begun = begun || at == from;
        put(t, str_n(bytes.p + at, sizeof begins - 1));
        bytes = str_from(bytes, (size_t)at + sizeof begins - 1);
    }
    put(t, bytes);
    // a mark that came in two pieces
    if (t->ws->options.terminal_problems && !ran && !begun && vt_is_running(t->screen.vt))
        begin(t);
}

void terminal_problems_key(Terminal *t, const Key *k)
{
    bool marks = t->marks || vt_last_exit(t->screen.vt) >= 0;
    if (k->kind == KEY_ENTER && !marks && !t->busy && is_read(t))
        begin(t);
}

void terminal_problems_rest(Terminal *t)
{
    if (t->problems && t->problems->feed)
        problem_feed_flush(t->problems->feed, false);
}

void terminal_problems_free(Terminal *t)
{
    if (!t->problems)
        return;
    problem_feed_free(t->problems->feed);
    buf_deinit(&t->problems->command);
    free(steal(&t->problems));
}
