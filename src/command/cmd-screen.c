// The scroll mode that terminals, runs and channels of output share: moving, selecting, finding,
// following.
#include "command/inner.h"

enum { WAY = 10000000 }; // rows or columns: to the edge

static const char scroll_hint[] =
    "Scroll mode: arrows move, Space selects, Enter copies, Esc leaves";

void command_leave_scroll(Workspace *ws, Screen *s)
{
    screen_set_mode(s, false);
    message_withdraw(ws, scroll_hint);
}

static bool scroll_mode(Workspace *ws, Str arg, Err *err)
{
    Screen *s = panel_screen(ws);
    (void)arg;
    if (!s)
        return err_set(err, "there is nothing to scroll");
    if (s->scroll_mode) {
        command_leave_scroll(ws, s);
        return true;
    }
    screen_set_mode(s, true);
    message_say(ws, MESSAGE_RESULT, "%s", scroll_hint);
    return true;
}

static int page(const Workspace *ws)
{
    return MAX(1, layout_areas(&ws->layout).panel.rows - 2);
}

static bool move(Workspace *ws, int rows, int cols)
{
    Screen *s = panel_screen(ws);
    if (s && s->scroll_mode)
        screen_move(s, rows, cols);
    return true;
}

// What is seen goes along, so that the cursor keeps its place in the panel.
static bool turn_page(Workspace *ws, int dir)
{
    Screen *s = panel_screen(ws);
    if (s && s->scroll_mode)
        screen_scroll(s, -dir * page(ws));
    return move(ws, dir * page(ws), 0);
}

static bool scroll_up(Workspace *ws, Str arg, Err *err)
{
    Screen *s = panel_screen(ws);
    if (!s || (!s->scroll_mode && !scroll_mode(ws, arg, err)))
        return s != NULL;
    return turn_page(ws, -1);
}

#define MOVE_COMMAND(name, call)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        (void)err;                                     \
        return call;                                   \
    }

// As move, and with "select" what it goes over is selected.
static bool stride(Workspace *ws, Str arg, int rows, int cols)
{
    Screen *s = panel_screen(ws);
    if (s && s->scroll_mode && !s->selecting && str_eq_c(arg, "select"))
        screen_select_start(s, s->cur.row, s->cur.col, SCREEN_CELLS);
    return move(ws, rows, cols);
}

#define STRIDE_COMMAND(name, rows, cols)               \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)err;                                     \
        return stride(ws, arg, rows, cols);            \
    }

STRIDE_COMMAND(up, -1, 0)
STRIDE_COMMAND(down, 1, 0)
STRIDE_COMMAND(left, 0, -1)
STRIDE_COMMAND(right, 0, 1)
STRIDE_COMMAND(row_start, 0, -WAY)
STRIDE_COMMAND(row_end, 0, WAY)
MOVE_COMMAND(top, move(ws, -WAY, 0))
MOVE_COMMAND(bottom, move(ws, WAY, 0))
MOVE_COMMAND(page_up, turn_page(ws, -1))
MOVE_COMMAND(page_down, turn_page(ws, 1))

static bool select_from_here(Workspace *ws, ScreenUnit unit)
{
    Screen *s = panel_screen(ws);
    if (s && s->selecting && s->unit == unit)
        screen_select_none(s);
    else if (s && s->selecting)
        s->unit = unit; // what is selected stays so, in whole lines or not
    else if (s)
        screen_select_start(s, s->cur.row, s->cur.col, unit);
    return true;
}

MOVE_COMMAND(select_start, select_from_here(ws, SCREEN_CELLS))
MOVE_COMMAND(select_lines, select_from_here(ws, SCREEN_LINES))

static void copy_selected(Workspace *ws, Screen *s)
{
    AUTO(buf) Buf text = BUF_INIT;
    screen_selection(s, &text);
    if (text.n)
        clipboard_put(ws, buf_str(&text), false);
    if (s->scroll_mode)
        command_leave_scroll(ws, s);
    screen_select_none(s);
}

// Without a selection the place at the cursor is gone to.
static bool copy(Workspace *ws, Str arg, Err *err)
{
    Screen *s = panel_screen(ws);
    (void)arg;
    if (!s)
        return err_set(err, "there is nothing to copy");
    if (s->selecting) {
        copy_selected(ws, s);
        return true;
    }
    AUTO(err) Err nowhere = {0};
    if (s->scroll_mode && command_follow(ws, s, s->cur, true, &nowhere))
        return true;
    return err_set(err, "nothing is selected: press Space where the selection begins");
}

static bool follow(Workspace *ws, Str arg, Err *err)
{
    Screen *s = panel_screen(ws);
    (void)arg;
    return s && s->scroll_mode ? command_follow(ws, s, s->cur, true, err)
                               : err_set(err, "links are followed in scroll mode, or by a click");
}

static bool to_command(Workspace *ws, int dir, Err *err)
{
    Screen *s = panel_screen(ws);
    if (s && s->scroll_mode && screen_to_command(s, dir))
        return true;
    return err_set(err, "no %s command is marked here", dir < 0 ? "earlier" : "later");
}

static bool previous_command(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return to_command(ws, -1, err);
}

static bool next_command(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return to_command(ws, 1, err);
}

static bool select_output(Workspace *ws, Str arg, Err *err)
{
    Screen *s = panel_screen(ws);
    (void)arg;
    if (s && !s->scroll_mode)
        screen_set_mode(s, true);
    return s && screen_select_output(s) ? true
                                        : err_set(err, "no output of a command is marked here");
}

static bool find(Workspace *ws, Str arg, Err *err)
{
    Screen *s = panel_screen(ws);
    (void)arg;
    if (!s)
        return err_set(err, "there is nothing to look through");
    if (!s->scroll_mode)
        screen_set_mode(s, true);
    screen_find_open(s);
    return true;
}

static bool find_accept(Workspace *ws, Str arg, Err *err)
{
    Screen *s = panel_screen(ws);
    (void)arg;
    if (s)
        screen_find_done(s);
    return !s || !*screen_find_problem(s) || err_set(err, "%s", screen_find_problem(s));
}

static bool close_find(Workspace *ws, Str arg, Err *err)
{
    Screen *s = panel_screen(ws);
    (void)arg;
    (void)err;
    if (s)
        screen_find_forget(s);
    return true;
}

static bool step_find(Workspace *ws, int dir, Err *err)
{
    Screen *s = panel_screen(ws);
    return !s || screen_find_step(s, dir, err);
}

static bool find_next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return step_find(ws, -1, err);
}

static bool find_previous(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return step_find(ws, 1, err);
}

static bool find_again(Workspace *ws, bool *flag)
{
    *flag = !*flag;
    Screen *s = panel_screen(ws);
    screen_find_set(s, screen_find_pattern(s));
    return true;
}

MOVE_COMMAND(toggle_case, !panel_screen(ws) ||
                              find_again(ws, &screen_find_options(panel_screen(ws))->match_case))
MOVE_COMMAND(toggle_regex,
             !panel_screen(ws) || find_again(ws, &screen_find_options(panel_screen(ws))->regex))
MOVE_COMMAND(toggle_word, !panel_screen(ws) ||
                              find_again(ws, &screen_find_options(panel_screen(ws))->whole_word))

const Command commands_screen[] = {
    {"terminal.copy", "Terminal: Copy", "Copy the selection of the terminal", copy},
    {"terminal.cursorDown", "Terminal: Scroll Cursor Down", "One row down in scroll mode", down},
    {"terminal.cursorEnd", "Terminal: Scroll Cursor End", "To the end of the row", row_end},
    {"terminal.cursorHome", "Terminal: Scroll Cursor Home", "To the start of the row", row_start},
    {"terminal.cursorLeft", "Terminal: Scroll Cursor Left", "One column left in scroll mode", left},
    {"terminal.cursorPageDown", "Terminal: Scroll Page Down", "One page down in scroll mode",
     page_down},
    {"terminal.cursorPageUp", "Terminal: Scroll Page Up", "One page up in scroll mode", page_up},
    {"terminal.cursorRight", "Terminal: Scroll Cursor Right", "One column right in scroll mode",
     right},
    {"terminal.cursorUp", "Terminal: Scroll Cursor Up", "One row up in scroll mode", up},
    {"terminal.find", "Terminal: Find…", "Find in the output, upwards", find},
    {"terminal.findAccept", "Terminal: Find Done", "Stay at the match", find_accept},
    {"terminal.findClose", "Terminal: Find Close", "Mark no matches any more", close_find},
    {"terminal.findNext", "Terminal: Find Next", "Go to the match above", find_next},
    {"terminal.findPrevious", "Terminal: Find Previous", "Go to the match below", find_previous},
    {"terminal.followLink", "Terminal: Follow Link", "Open the file or link at the cursor", follow},
    {"terminal.nextCommand", "Terminal: Next Command", "Go to the next prompt in scroll mode",
     next_command},
    {"terminal.previousCommand", "Terminal: Previous Command",
     "Go to the prompt before in scroll mode", previous_command},
    {"terminal.scrollBottom", "Terminal: Scroll to Bottom", "To the last row", bottom},
    {"terminal.scrollMode", "Terminal: Scroll Mode", "Move, select and copy in the output",
     scroll_mode},
    {"terminal.scrollTop", "Terminal: Scroll to Top", "To the oldest row", top},
    {"terminal.scrollUp", "Terminal: Scroll Up", "Scroll one page back", scroll_up},
    {"terminal.selectLines", "Terminal: Select Lines", "Begin or drop a selection of lines",
     select_lines},
    {"terminal.selectOutput", "Terminal: Select Output",
     "Select what the command at the cursor printed", select_output},
    {"terminal.selectStart", "Terminal: Start Selection", "Begin or drop a selection",
     select_start},
    {"terminal.toggleFindCase", "Terminal: Find Match Case", "Capitals count", toggle_case},
    {"terminal.toggleFindRegex", "Terminal: Find Regular Expression",
     "The pattern is a regular expression", toggle_regex},
    {"terminal.toggleFindWord", "Terminal: Find Whole Word", "Only whole words match", toggle_word},
    {0},
};
