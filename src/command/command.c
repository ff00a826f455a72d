#include "command/inner.h"

#define COMMAND_TABLE_ROW(topic) commands_##topic,
static const Command *const tables[] = {COMMAND_TABLES(COMMAND_TABLE_ROW)};

enum { MAX_COMMANDS = 1000 };

static int by_id(const void *a, const void *b)
{
    return strcmp((*(const Command *const *)a)->id, (*(const Command *const *)b)->id);
}

const Command *const *command_all(size_t *n)
{
    static const Command *all[MAX_COMMANDS + 1]; // filled once, then constant
    static size_t count;
    if (!count) {
        for (size_t i = 0; i < ARRAY_LEN(tables); i++)
            for (const Command *c = tables[i]; c->id; c++) {
                BUG_ON(count == MAX_COMMANDS);
                all[count++] = c;
            }
        qsort(all, count, sizeof all[0], by_id);
    }
    *n = count;
    return all;
}

// Names that commands had: keybindings and macros of users may have them still.
static const char *now_called(Str id)
{
    static const char *const names[][2] = {{"diff.next", "nav.nextChange"},
                                           {"diff.previous", "nav.previousChange"},
                                           {"edit.undoTree", "history.undoTree"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq_c(id, names[i][0]))
            return names[i][1];
    return NULL;
}

static const Command *find_exactly(Str id)
{
    size_t n, lo = 0;
    const Command *const *all = command_all(&n);
    while (lo < n) {
        size_t mid = lo + (n - lo) / 2;
        int c = str_cmp(str_c(all[mid]->id), id);
        if (c == 0)
            return all[mid];
        if (c < 0)
            lo = mid + 1;
        else
            n = mid;
    }
    return NULL;
}

const Command *command_find(Str id)
{
    const char *now = now_called(id);
    return find_exactly(now ? str_c(now) : id);
}

// Steps of a macro are what the user did, not what that led to, and not how it was looked up.
static bool is_step(const Workspace *ws, const Command *c)
{
    return ws->macro.recording && ws->macro.depth == 0 &&
           !str_starts(str_c(c->id), STR("palette.")) && !str_starts(str_c(c->id), STR("macro."));
}

// Somebody else may have copied something since: a paste waits until that is known.
static bool waits_for_clipboard(Workspace *ws, const Command *c)
{
    static const char *const pastes[] = {"edit.paste", "hex.paste", "terminal.paste"};
    for (size_t i = 0; i < ARRAY_LEN(pastes); i++)
        if (strcmp(c->id, pastes[i]) == 0)
            return clip_outside_read(ws, c->id);
    if (strcmp(c->id, "edit.pastePrimary") == 0)
        return clip_outside_read_primary(ws, c->id);
    return false;
}

void command_invoke(Workspace *ws, const Command *c, Str arg)
{
    AUTO(err) Err err = {0};
    if (waits_for_clipboard(ws, c))
        return;
    bool step = is_step(ws, c);
    if (step)
        macro_add(ws, MACRO_COMMAND, str_c(c->id), arg);
    ws->macro.depth += step;
    if (!c->run(ws, arg, &err) && err.msg)
        message_say(ws, MESSAGE_RESULT, "%s", err_text(&err));
    ws->macro.depth -= step;
    // what only asks is no step: what the answer does is
    if (step && ws->palette.open)
        macro_unadd(&ws->macro);
}

void command_run(Workspace *ws, const char *id)
{
    const Command *c = command_find(str_c(id));
    BUG_ON(!c);
    command_invoke(ws, c, STR_NULL);
}

View *command_view(Workspace *ws, Err *err)
{
    View *v = workspace_view(ws);
    if (!v)
        err_set(err, "no file is open");
    return v;
}
