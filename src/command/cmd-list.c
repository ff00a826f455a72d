// Lists of results: moving, opening, filtering.  Which list it is, the focus says.
#include "command/inner.h"

// The results of the search, if they have the focus, else NULL.
static Search *results(Workspace *ws)
{
    Search *s = ws->search;
    return search_has_focus(s) && search_part(s) == SEARCH_LIST ? s : NULL;
}

// A file folds; a match goes to its file.
static bool fold_results(Search *s)
{
    size_t i = search_selected(s);
    bool in_file = search_rows(s) && search_row(s, i).match;
    while (in_file && search_row(s, i).match)
        i--;
    if (in_file)
        search_select(s, i);
    else
        search_fold(s, true);
    return true;
}

static bool copy_result(Workspace *ws, const Search *s, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    if (!search_add_copy(s, &text, err))
        return false;
    clipboard_put(ws, buf_str(&text), false);
    return true;
}

static bool step_results(Search *s, long by)
{
    long n = (long)search_rows(s), at = (long)search_selected(s) + by;
    if (n)
        search_select(s, (size_t)CLAMP(at, 0L, n - 1));
    return true;
}

// The problems, if their panel has the focus.
static ProblemList *problems(Workspace *ws, Err *err)
{
    const Layout *l = &ws->layout;
    if (l->focus != FOCUS_PANEL || l->tab != PANEL_PROBLEMS || !l->panel) {
        err_set(err, "no list has the focus: show one first");
        return NULL;
    }
    problems_settle(ws);
    problem_list_settle(ws);
    return &ws->problem_list;
}

static ProblemFile *file_of(Workspace *ws, const ProblemRow *r)
{
    size_t n;
    return problems_files(ws->problems, &n)[r->file];
}

static ProblemRow *selected(Workspace *ws, Err *err)
{
    ProblemList *l = problems(ws, err);
    if (l && l->rows.n == 0)
        err_set(err, "the list is empty");
    return l && l->rows.n ? &l->rows.p[l->selected] : NULL;
}

static bool show_related(Workspace *ws, const ProblemRelated *r, Err *err)
{
    AUTO(free) char *path = xstrdup(r->path);
    return workspace_open_at(ws, path, r->row + 1, r->col + 1, err);
}

static bool open_row(Workspace *ws, Str arg, Err *err)
{
    if (results(ws))
        return search_show(results(ws), true, err);
    const ProblemRow *r = selected(ws, err);
    (void)arg;
    if (!r)
        return false;
    const ProblemFile *f = file_of(ws, r);
    if (r->kind == PROBLEM_ROW_FILE) {
        problem_list_fold(ws, ws->problem_list.selected, !f->folded);
        return true;
    }
    const Problem *p = &f->all.p[r->problem];
    AUTO(free) char *path = xstrdup(f->path);
    ws->problem_list.visited = r->id;
    bool ok = r->kind == PROBLEM_ROW_RELATED ? show_related(ws, &p->related.p[r->related], err)
                                             : problem_show(ws, path, r->id, err);
    if (ok)
        layout_focus(&ws->layout, FOCUS_EDITOR);
    return ok;
}

static bool filter(Workspace *ws, Str arg, Err *err)
{
    if (results(ws)) {
        search_focus(ws->search, SEARCH_INCLUDE); // what is not in these files goes
        return true;
    }
    ProblemList *l = problems(ws, err);
    if (!l)
        return false;
    if (arg.n)
        problem_list_set_filter(l, arg);
    l->filtering = arg.n == 0;
    return true;
}

static bool copy(Workspace *ws, Str arg, Err *err)
{
    if (results(ws))
        return copy_result(ws, ws->search, err);
    AUTO(buf) Buf text = BUF_INIT;
    (void)arg;
    if (!selected(ws, err))
        return false;
    problem_list_text(ws, ws->problem_list.selected, &text);
    clipboard_put(ws, buf_str(&text), false);
    return true;
}

static bool dismiss(Workspace *ws, Str arg, Err *err)
{
    if (results(ws))
        return search_dismiss(ws->search, err);
    (void)arg;
    if (!selected(ws, err))
        return false;
    problem_list_dismiss(ws, ws->problem_list.selected);
    return true;
}

static bool leave(Workspace *ws, Str arg, Err *err)
{
    if (results(ws)) {
        layout_focus(&ws->layout, FOCUS_EDITOR);
        return true;
    }
    if (history_has_focus(ws)) {
        if (!history_back(ws))
            layout_focus(&ws->layout, FOCUS_EDITOR);
        return true;
    }
    ProblemList *l = problems(ws, err);
    (void)arg;
    if (l && l->filter.n)
        problem_list_set_filter(l, STR_NULL);
    else if (l)
        layout_focus(&ws->layout, FOCUS_EDITOR);
    return l != NULL;
}

static bool fold(Workspace *ws, Str arg, Err *err)
{
    if (results(ws))
        return fold_results(ws->search);
    const ProblemRow *r = selected(ws, err);
    (void)arg;
    if (!r)
        return false;
    ProblemList *l = &ws->problem_list;
    if (r->kind != PROBLEM_ROW_FILE && problem_list_is_folded(ws, l->selected)) {
        while (l->selected > 0 && l->rows.p[l->selected].kind != PROBLEM_ROW_FILE)
            l->selected--; // there is nothing of its own to fold
        return true;
    }
    while (l->rows.p[l->selected].kind == PROBLEM_ROW_RELATED)
        l->selected--;
    problem_list_fold(ws, l->selected, true);
    return true;
}

static bool unfold(Workspace *ws, Str arg, Err *err)
{
    if (results(ws)) {
        search_fold(ws->search, false);
        return true;
    }
    (void)arg;
    if (!selected(ws, err))
        return false;
    problem_list_fold(ws, ws->problem_list.selected, false);
    return true;
}

static bool step(Workspace *ws, long by, Err *err)
{
    if (results(ws))
        return step_results(ws->search, by);
    if (reviewing_has_focus(ws)) {
        reviewing_move(ws, by);
        return true;
    }
    if (history_has_focus(ws)) {
        history_move(ws, by);
        return true;
    }
    if (!problems(ws, err))
        return false;
    problem_list_move(ws, by);
    return true;
}

static long page(const Workspace *ws)
{
    Areas a = layout_areas(&ws->layout);
    return MAX(1, ws->layout.focus == FOCUS_SIDE_BAR ? a.side_bar.rows - 8 : a.panel.rows - 2);
}

#define STEP_COMMAND(name, by)                         \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        return step(ws, by, err);                      \
    }

STEP_COMMAND(up, -1)
STEP_COMMAND(down, 1)
STEP_COMMAND(page_up, -page(ws))
STEP_COMMAND(page_down, page(ws))
STEP_COMMAND(top, -1000000000L)
STEP_COMMAND(bottom, 1000000000L)

const Command commands_list[] = {
    {"list.bottom", "List: Last", "Go to the last row of the list", bottom},
    {"list.close", "List: Close", "Take the filter away, then go back to the editor", leave},
    {"list.copy", "List: Copy", "Copy the row as FILE:LINE:COLUMN: text; of a file, all of its",
     copy},
    {"list.dismiss", "List: Dismiss", "Take the row, or all rows of a file, from the list",
     dismiss},
    {"list.down", "List: Down", "Next row", down},
    {"list.filter", "List: Filter…", "Show only rows with these words; !word: without it", filter},
    {"list.fold", "List: Fold", "Hide what belongs to the row, or go to its file", fold},
    {"list.open", "List: Open", "Open the place that the row names", open_row},
    {"list.pageDown", "List: Page Down", "One page down", page_down},
    {"list.pageUp", "List: Page Up", "One page up", page_up},
    {"list.top", "List: First", "Go to the first row of the list", top},
    {"list.unfold", "List: Unfold", "Show what belongs to the row", unfold},
    {"list.up", "List: Up", "Row before", up},
    {0},
};
