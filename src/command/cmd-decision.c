// Decision records: a form, the list, the search.
#include "command/inner.h"

static bool new_form(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return decisions_new(ws, err);
}

static bool list(Workspace *ws, Str arg, Err *err)
{
    (void)err;
    decisions_list(ws, arg);
    return true;
}

static void on_text(Workspace *ws, int choice, Str line, void *arg)
{
    (void)arg;
    if (choice >= 0)
        decisions_list(ws, line);
}

// `arg` is the text; without one it is asked for.
static bool search(Workspace *ws, Str arg, Err *err)
{
    (void)err;
    if (arg.n)
        decisions_list(ws, arg);
    else
        ask_file(ws, (Ask){.title = xstrdup("Search in decisions"),
                           .text = xstrdup("Text that a decision has:"),
                           .answer = on_text});
    return true;
}

static void fill(Fill *f, Workspace *ws)
{
    VEC_EACH (const DecisionItem, x, &ws->decisions) {
        AUTO(free) char *value = xasprintf("%lld", (long long)x->n);
        fill_add(f, str_c(x->label), xstrdup(x->detail), str_c(value), (int)x->n);
    }
}

static void accept(Workspace *ws, const char *value)
{
    decisions_show(ws, strtoll(value, NULL, 10));
}

const PaletteList palette_decisions = {"decision ", fill, accept, NULL, NULL};

const Command commands_decision[] = {
    {"decision.list", "Decision: List", "List why things were changed, and show one", list},
    {"decision.new", "Decision: New…",
     "Record why the last change of the file was made, or the version selected in local history",
     new_form},
    {"decision.search", "Decision: Search…", "Find decisions whose words have a text", search},
    {"view.decisions", "View: Decision Vault", "List why things were changed, and show one", list},
    {0},
};
