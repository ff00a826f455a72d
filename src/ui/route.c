// Where a key goes: a dialog, the palette, a command, or the focused part as text.
#include "ui/inner.h"
#include "base/clock.h"
#include "base/utf8.h"

static void say_failure(Ui *ui, bool ok, const Err *err)
{
    if (!ok)
        message_say(ui->ws, MESSAGE_RESULT, "%s", err_text(err));
}

static void type_text(Ui *ui, const Key *k)
{
    AUTO(err) Err err = {0};
    View *v = workspace_view(ui->ws);
    char text[4];
    if (!v)
        return;
    Str typed = k->kind == KEY_PASTE ? k->text : str_n(text, utf8_encode(k->cp, text));
    macro_add(ui->ws, k->kind == KEY_PASTE ? MACRO_PASTE : MACRO_TYPE, STR_NULL, typed);
    if (v->hex)
        say_failure(ui, k->kind == KEY_PASTE ? hex_paste(v, typed, &err) : hex_type(v, typed, &err),
                    &err);
    else if (k->kind == KEY_PASTE)
        say_failure(ui, view_paste(v, typed, &err), &err);
    else
        say_failure(ui, view_type(v, typed, &err), &err);
}

static bool is_text(const Key *k)
{
    return k->kind == KEY_PASTE || (k->kind == KEY_CHAR && !(k->mods & (MOD_CTRL | MOD_ALT)));
}

InputAnswer ui_input_key(Ui *ui, Input *in, const Key *k)
{
    InputAnswer answer = input_key(in, k);
    if (answer == INPUT_COPY || answer == INPUT_CUT) {
        clipboard_put(ui->ws, input_selected(in), false);
        ui->ws->palette.stale = true; // it may list what was copied
    }
    if (answer == INPUT_CUT)
        input_insert(in, STR_NULL);
    if (answer == INPUT_PASTE)
        input_insert(in, buf_str(&ui->ws->clipboard.text));
    return answer == INPUT_CUT || answer == INPUT_PASTE ? INPUT_CHANGED : answer;
}

// A key that is no command, to what a terminal or a run shows.
static void to_screen(Ui *ui, Screen *s, const Key *k)
{
    Workspace *ws = ui->ws;
    Terminal *t = terminal_active(ws);
    if (s->finding) {
        (void)pane_screen_find_key(ui, s, k); // others mean nothing there
        return;
    }
    command_leave_scroll(ws, s);
    if (ws->layout.tab == PANEL_OUTPUT)
        return; // nobody is there to type for
    if (ws->layout.tab == PANEL_RUNS)
        run_item_key(runs_active(ws), k);
    else if (k->kind == KEY_PASTE)
        command_paste(ws, t, k->text);
    else
        terminal_key(t, k);
}

// Keys that are no command.
static void to_part(Ui *ui, const Key *k)
{
    Workspace *ws = ui->ws;
    if (ws->layout.focus == FOCUS_EDITOR) {
        if (ws->welcome || !workspace_view(ws)) {
            pane_welcome_key(ui, k);
            return;
        }
        if (find_has_focus(ws->find))
            pane_find_key(ui, k);
        else if (is_text(k))
            type_text(ui, k);
        return;
    }
    if (ws->layout.focus == FOCUS_SIDE_BAR && ws->layout.side == SIDE_SEARCH)
        pane_search_key(ui, k);
    if (ws->layout.focus == FOCUS_SIDE_BAR && ws->layout.side == SIDE_EXPLORER)
        pane_explorer_key(ui, k);
    if (ws->layout.focus != FOCUS_PANEL)
        return;
    if (panel_screen(ws))
        to_screen(ui, panel_screen(ws), k);
}

// Programs in terminals hear when they get and lose the focus.
static void tell_focus(Ui *ui)
{
    const Terminals *ts = &ui->ws->terminals;
    Terminal *t = ui->away ? NULL : command_typed_terminal(ui->ws);
    int number = t ? t->number : 0;
    if (number == ui->told_focus)
        return;
    VEC_EACH (Terminal *, x, &ts->all)
        if ((*x)->number == ui->told_focus)
            terminal_tell_focus(*x, false);
    if (t)
        terminal_tell_focus(t, true);
    ui->told_focus = number;
}

static void key_to_sheet(Ui *ui, const Key *k)
{
    if (ui->ws->keysheet.kind == KEYSHEET_INSPECT)
        pane_inspect_key(ui, k);
    else if (k->kind == KEY_MOUSE)
        pane_keys_mouse(ui, k);
    else
        pane_keys_key(ui, k);
}

// Modes come before the keymap; false: the key is none of theirs.
static bool to_vim(Ui *ui, const Key *k)
{
    VimAnswer answer = ui->ws->palette.open ? VIM_PASS : vim_key(ui->vim, k);
    if (answer == VIM_LEADER) {
        keymap_lead(ui->keymap);
        ui->chord_ns = clock_mono_ns();
    }
    return answer != VIM_PASS;
}

void ui_key(Ui *ui, const Key *k)
{
    const Command *command = NULL;
    Str arg = STR_NULL;
    if (k->kind == KEY_FOCUS_IN || k->kind == KEY_FOCUS_OUT)
        ui->away = ui->ws->away = k->kind == KEY_FOCUS_OUT;
    if (k->kind == KEY_FOCUS_IN)
        ui->focus_ns = clock_mono_ns();
    if (k->kind == KEY_FOCUS_IN || k->kind == KEY_FOCUS_OUT || k->kind == KEY_NONE)
        return;
    bool is_looked_at = ui->ws->keysheet.kind == KEYSHEET_INSPECT || ui->keys.recording;
    Key alias = is_looked_at ? *k : keymap_alias(ui->keymap, context_now(ui->ws), k);
    k = &alias;
    if (ui_hover_key(ui, k) || macro_key(ui->ws, k->kind == KEY_ESCAPE) || ui_guard_press(ui, k))
        return;
    if (ask_shown(ui->ws)) {
        pane_ask_key(ui, k);
        return;
    }
    if (ui->ws->labels) {
        pane_labels_key(ui, k);
        return;
    }
    if (ui->ws->menu.kind) {
        pane_menu_key(ui, k);
        return;
    }
    if (ui->ws->keysheet.kind) {
        key_to_sheet(ui, k);
        return;
    }
    if (k->kind == KEY_MOUSE) {
        if (k->mouse.kind == MOUSE_PRESS)
            keymap_cancel(ui->keymap);
        if (k->mouse.kind == MOUSE_PRESS && vim_line(ui->vim).mark)
            (void)to_vim(ui, &(Key){.kind = KEY_ESCAPE}); // what was being typed is given up
        ui_mouse(ui, k);
        return;
    }
    // what is being typed into an input is text there before it is a chord anywhere
    if (ui->ws->palette.open && is_text(k) && pane_palette_key(ui, k))
        return;
    if (!*keymap_pending(ui->keymap) && pane_problems_key(ui, k))
        return;
    if (*keymap_pending(ui->keymap) && pane_leader_key(ui, k))
        return;
    if (!*keymap_pending(ui->keymap))
        ui->leader_page = 0;
    if (k->kind == KEY_ESCAPE && !k->mods && !*keymap_pending(ui->keymap) && ui_busy_escape(ui))
        return;
    if (!*keymap_pending(ui->keymap) && to_vim(ui, k))
        return;
    KeymapAnswer answer = keymap_feed(ui->keymap, ui->ws, k, &command, &arg);
    bool program = command_typed_terminal(ui->ws) != NULL;
    if (answer == KEYMAP_PENDING && (ui->ws->palette.open || program)) {
        keymap_cancel(ui->keymap); // its next key would be typed
        answer = KEYMAP_NONE;
    }
    if (answer == KEYMAP_HIT && command && !command_is_kept(ui->ws, command))
        answer = KEYMAP_NONE; // it is the program's
    if (answer == KEYMAP_AGAIN) {
        command_invoke(ui->ws, command, arg);
        ui_key(ui, k);
    } else if (answer == KEYMAP_PENDING)
        ui->chord_ns = clock_mono_ns();
    else if (answer == KEYMAP_HIT && command)
        command_invoke(ui->ws, command, arg);
    else if (answer == KEYMAP_NONE && ui->ws->palette.open)
        pane_palette_key(ui, k);
    else if (answer == KEYMAP_NONE)
        to_part(ui, k);
}

// A chord that means something as it is waits only so long for more.
static void end_chord(Ui *ui)
{
    const Command *command = NULL;
    Str arg = STR_NULL;
    if (keymap_has_whole(ui->keymap) &&
        clock_mono_ns() - ui->chord_ns >= (int64_t)CHORD_MS * 1000000 &&
        keymap_take_whole(ui->keymap, &command, &arg))
        command_invoke(ui->ws, command, arg);
}

void ui_settle(Ui *ui)
{
    ui_settle_busy(ui);
    end_chord(ui);
    ui_settle_hover(ui);
    macro_settle(ui->ws);
    vim_settle(ui->vim);
    tell_focus(ui);
    keymap_settle(ui->keymap);
    if (ui->ws->palette.open && ui->ws->palette.stale)
        palette_fill(ui->ws, ui->keymap);
    ui_settle_theme(ui);
}
