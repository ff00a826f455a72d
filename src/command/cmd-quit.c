// Quitting: what would be lost is asked about, one thing after the other; what ends well by itself
// in a moment is waited for.
#include "command/inner.h"

// What leaving is called: to end, or for another folder.  `begin` is `doing` where a sentence
// begins.
typedef struct {
    const char *title, *doing, *begin, *wait, *stop, *end;
} Words;

static const Words *words(const Workspace *ws)
{
    static const Words quit = {"Quit",          "quitting",      "Quitting",
                               "Wait and quit", "Stop and quit", "End and quit"};
    static const Words go = {"Open Folder", "leaving this folder", "Leaving this folder",
                             "Wait and go", "Stop and go",         "End and go"};
    return ws->next_root ? &go : &quit;
}

static bool writes_files(const Workspace *ws)
{
    return fileops_is_busy(ws) || search_is_writing(ws->search);
}

static void leave(Workspace *ws)
{
    bool waits = ws->saving || writes_files(ws);
    ws->quit_when_saved = waits;
    ws->quit |= !waits && (ws->quit_discards || !workspace_unsaved(ws));
}

static void on_files_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    (void)arg;
    if (choice == 1) {
        fileops_cancel(ws);
        search_stop(ws->search);
    }
    ws->quit_discards &= choice == 0 || choice == 1;
    if (choice == 0 || choice == 1)
        leave(ws);
}

static void ask_files(Workspace *ws)
{
    if (!writes_files(ws)) {
        leave(ws);
        return;
    }
    ask_file(ws,
             (Ask){.title = xstrdup(words(ws)->title),
                   .text = xstrdup(fileops_is_busy(ws) ? "A file operation is under way."
                                                       : "A replacement in files is under way."),
                   .choices = {words(ws)->wait, words(ws)->stop, "Cancel"},
                   .safe = 0,
                   .answer = on_files_answer});
}

static void on_stop_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    (void)arg;
    ws->quit_discards &= choice == 1;
    if (choice == 1)
        ask_files(ws);
}

static int running(const Workspace *ws)
{
    int n = 0;
    VEC_EACH (RunItem *, r, &ws->runs.all)
        n += run_item_is_running(*r);
    return n;
}

static bool asks_for_terminals(const Workspace *ws)
{
    bool busy = false;
    VEC_EACH (Terminal *, t, &ws->terminals.all)
        busy = busy || terminal_is_busy(*t);
    bool always = ws->options.confirm_exit == CONFIRM_ALWAYS;
    return ws->terminals.all.n && (always || (ws->options.confirm_exit == CONFIRM_BUSY && busy));
}

static void ask_programs(Workspace *ws)
{
    size_t n = ws->terminals.all.n;
    if (running(ws))
        ask_file(ws,
                 (Ask){.title = xstrdup(words(ws)->title),
                       .text = xasprintf("A program is still running; %s stops it. What it wrote "
                                         "for a review is kept.",
                                         words(ws)->doing),
                       .choices = {"Cancel", words(ws)->stop},
                       .safe = 0,
                       .answer = on_stop_answer});
    else if (asks_for_terminals(ws))
        ask_file(ws, (Ask){.title = xstrdup(words(ws)->title),
                           .text = xasprintf("%s ends %zu terminal%s.", words(ws)->begin, n,
                                             n == 1 ? "" : "s"),
                           .choices = {"Cancel", words(ws)->end},
                           .safe = 0,
                           .answer = on_stop_answer});
    else
        ask_files(ws);
}

typedef enum { EDITS_SAVE, EDITS_DISCARD, EDITS_KEEP, EDITS_STAY } Edits;

static void leave_edits(Workspace *ws, Edits what)
{
    AUTO(err) Err err = {0};
    ws->keep_unsaved = what == EDITS_KEEP;
    ws->quit_discards = what == EDITS_DISCARD || what == EDITS_KEEP;
    if (what == EDITS_SAVE && !command_find(STR("file.saveAll"))->run(ws, STR_NULL, &err))
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
    else if (what != EDITS_STAY)
        ask_programs(ws);
}

static void on_edits_answer(Workspace *ws, int choice, Str line, void *arg)
{
    static const Edits edits[] = {EDITS_SAVE, EDITS_DISCARD};
    (void)line;
    (void)arg;
    leave_edits(ws, choice == 0 || choice == 1 ? edits[choice] : EDITS_STAY);
}

static void on_keep_answer(Workspace *ws, int choice, Str line, void *arg)
{
    static const Edits edits[] = {EDITS_KEEP, EDITS_SAVE, EDITS_DISCARD};
    (void)line;
    (void)arg;
    leave_edits(ws, choice >= 0 && choice < 3 ? edits[choice] : EDITS_STAY);
}

// Edits that no save under way is about to write.
static const Document *lost_document(const Workspace *ws)
{
    VEC_EACH (Document *, d, &ws->documents)
        if (document_is_unsaved(*d) && !((*d)->saving && (*d)->saving_rev == text_rev((*d)->text)))
            return *d;
    return NULL;
}

static char *what_waits(const Document *d)
{
    return xasprintf("%s has edits that are not saved.", d->title);
}

static void ask_edits(Workspace *ws)
{
    const Document *d = lost_document(ws);
    if (!d)
        ask_programs(ws);
    else if (journal_keeps_all(ws))
        ask_file(ws, (Ask){.title = xstrdup(words(ws)->title),
                           .text = what_waits(d),
                           .choices = {"Keep unsaved", "Save all", "Discard", "Cancel"},
                           .safe = 0,
                           .answer = on_keep_answer});
    else
        ask_file(ws, (Ask){.title = xstrdup(words(ws)->title),
                           .text = what_waits(d),
                           .choices = {"Save all", "Discard", "Cancel"},
                           .safe = 0,
                           .answer = on_edits_answer});
}

static void on_session_answer(Workspace *ws, int choice, Str line, void *arg)
{
    (void)line;
    (void)arg;
    if (choice == 0)
        ws->seat.detach = true;
    else if (choice == 1 && journal_keeps_all(ws))
        leave_edits(ws, EDITS_KEEP);
    else if (choice == 1)
        ask_edits(ws);
}

// Where others look on, they stay here.
static bool goes_alone(Workspace *ws, char *to)
{
    if (!to || ws->seat.clients < 2)
        return false;
    free(ws->seat.go);
    ws->seat.go = to;
    return true;
}

static char *why_asked(const Workspace *ws, const Document *d, bool busy)
{
    if (d)
        return what_waits(d);
    return busy ? xstrdup("Programs are still running.")
                : xasprintf("%d terminals show this session.", ws->seat.clients);
}

void command_leave(Workspace *ws, char *to)
{
    if (goes_alone(ws, to))
        return;
    const Document *d = lost_document(ws);
    bool busy = running(ws) || asks_for_terminals(ws), keeps = d && journal_keeps_all(ws);
    bool asks = d || busy || ws->seat.clients > 1;
    ws->quit_discards = ws->keep_unsaved = false;
    free(ws->next_root);
    ws->next_root = to;
    if (ws->seat.name && ws->seat.clients && !to && !ws->seat.restart && asks)
        ask_file(ws, (Ask){.title = xstrdup(words(ws)->title),
                           .text = why_asked(ws, d, busy),
                           .choices = {"Detach", keeps ? "Quit, keep unsaved" : "Quit", "Cancel"},
                           .safe = 0,
                           .answer = on_session_answer});
    else
        ask_edits(ws);
}

static bool quit(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    command_leave(ws, NULL);
    return true;
}

const Command commands_quit[] = {
    {"app.quit", "Quit", "Leave codelab; asks about unsaved edits", quit},
    {0},
};
