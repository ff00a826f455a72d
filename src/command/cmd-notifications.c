// What was said, as a list to choose from: to read it in full, to do what it offers.
#include "command/inner.h"

#include <time.h>

static void fill(Fill *f, Workspace *ws)
{
    static const char *const letters[] = {" ", "I", "W", "E"};
    const Messages *m = &ws->messages;
    for (size_t i = 0; i < m->all.n; i++) {
        const Message *x = &m->all.p[i];
        time_t when = (time_t)(x->wall_ms / 1000);
        struct tm tm;
        char clock[16] = "";
        if (localtime_r(&when, &tm))
            strftime(clock, sizeof clock, "%H:%M:%S", &tm);
        AUTO(free) char *label = xasprintf("%s %s", letters[x->level], x->text);
        AUTO(free) char *index = xasprintf("%zu", i);
        char *detail =
            x->count > 1 ? xasprintf("(x%d) %s", x->count, clock) : xasprintf("%s", clock);
        fill_add(f, str_c(label), detail, str_c(index), (int)i);
    }
}

// The question outlives the message: it has its own copies of what may be done.
typedef struct {
    MessageAction actions[MESSAGE_ACTIONS];
    int n;
} Offer;

static void on_answer(Workspace *ws, int choice, Str line, void *arg)
{
    Offer *o = arg;
    (void)line;
    if (choice > 0 && choice <= o->n) {
        const MessageAction *a = &o->actions[choice - 1];
        command_invoke(ws, command_find(str_c(a->command)), str_c(a->arg));
    }
    for (int i = 0; i < o->n; i++)
        free(o->actions[i].arg);
    free(o);
}

// All of its text, with what it offers.
static void accept(Workspace *ws, const char *value)
{
    static const char *const titles[] = {"Message", "Information", "Warning", "Error"};
    size_t i = strtoull(value, NULL, 10);
    if (i >= ws->messages.all.n)
        return;
    Message *m = &ws->messages.all.p[i];
    Offer *o = NEW(Offer);
    Ask q = {.title = xstrdup(titles[m->level]),
             .text = xstrdup(m->text),
             .choices = {"Close"},
             .answer = on_answer,
             .arg = o};
    while (o->n < MESSAGE_ACTIONS && m->actions[o->n].label) {
        const MessageAction *a = &m->actions[o->n];
        q.choices[1 + o->n] = a->label;
        o->actions[o->n++] = (MessageAction){a->label, a->command, a->arg ? xstrdup(a->arg) : NULL};
    }
    if (m->level != MESSAGE_RESULT)
        message_hide(m);
    ask_file(ws, q);
}

const PaletteList palette_notes = {"note ", fill, accept, NULL, NULL};

static bool show(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (ws->messages.all.n == 0)
        return err_set(err, "there are no notifications");
    palette_open(&ws->palette, palette_notes.prefix);
    return true;
}

static bool dismiss(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return message_dismiss(ws) || err_set(err, "no message is shown");
}

const Command commands_notifications[] = {
    {"notifications.dismiss", "View: Dismiss Notifications",
     "Hide the messages that are shown; the list keeps them", dismiss},
    {"notifications.show", "View: Notifications…",
     "All that was said, the newest first; Enter shows one in full, with what it offers", show},
    {0},
};
