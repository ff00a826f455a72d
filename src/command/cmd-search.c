// Search in the project: the side bar's view, its list, replacing.
#include "command/inner.h"

#define SEARCH_COMMAND(name, body)                     \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        Search *s = ws->search;                        \
        (void)arg;                                     \
        (void)err;                                     \
        body;                                          \
        return true;                                   \
    }

SEARCH_COMMAND(open, search_open(s))
SEARCH_COMMAND(open_replace, search_open_replace(s))
SEARCH_COMMAND(next_field, search_focus_next(s, 1))
SEARCH_COMMAND(previous_field, search_focus_next(s, -1))
SEARCH_COMMAND(older, search_recall(s, -1))
SEARCH_COMMAND(newer, search_recall(s, 1))
SEARCH_COMMAND(refresh, search_start(s))
SEARCH_COMMAND(stop, search_stop(s))
SEARCH_COMMAND(clear, search_clear(s))
SEARCH_COMMAND(toggle_replace, search_set_replacing(s, !search_is_replacing(s)))
SEARCH_COMMAND(filter, search_focus(s, SEARCH_INCLUDE))
SEARCH_COMMAND(unfold, search_fold(s, false))
SEARCH_COMMAND(fold_all, search_fold_all(s, true))
SEARCH_COMMAND(unfold_all, search_fold_all(s, false))

static bool close_list(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    layout_focus(&ws->layout, FOCUS_EDITOR);
    return true;
}

// A file folds; a match goes to its file.
static bool fold(Workspace *ws, Str arg, Err *err)
{
    Search *s = ws->search;
    (void)arg;
    (void)err;
    size_t i = search_selected(s);
    if (search_rows(s) && search_row(s, i).match) {
        while (search_row(s, i).match)
            i--;
        search_select(s, i);
        return true;
    }
    search_fold(s, true);
    return true;
}

// What is looked for stands: on to what was found.
static bool to_list(Workspace *ws, Str arg, Err *err)
{
    Search *s = ws->search;
    (void)arg;
    if (search_rows(s) == 0)
        return err_set(err, search_is_busy(s) ? "nothing was found yet" : "there are no results");
    search_focus(s, SEARCH_LIST);
    return true;
}

static bool show(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return search_show(ws->search, true, err);
}

static bool preview(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return search_show(ws->search, false, err);
}

static bool next(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return search_step(ws->search, 1, err);
}

static bool previous(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return search_step(ws->search, -1, err);
}

static bool dismiss(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return search_dismiss(ws->search, err);
}

static bool copy(Workspace *ws, Str arg, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    (void)arg;
    if (!search_add_copy(ws->search, &text, err))
        return false;
    clipboard_put(ws, buf_str(&text), false);
    return true;
}

static bool replace(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!search_is_replacing(ws->search))
        return err_set(err, "show the line of the replacement first: Search: Toggle Replace");
    return search_replace_selected(ws->search, err);
}

static bool replace_all(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!search_is_replacing(ws->search))
        return err_set(err, "show the line of the replacement first: Search: Toggle Replace");
    return search_replace_all(ws->search, err);
}

static bool undo_replace(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return search_undo_replace(ws->search, err);
}

static bool step(Workspace *ws, long by)
{
    Search *s = ws->search;
    long n = (long)search_rows(s), at = (long)search_selected(s) + by;
    if (n)
        search_select(s, (size_t)CLAMP(at, 0L, n - 1));
    return true;
}

static long page(const Workspace *ws)
{
    return MAX(1, layout_areas(&ws->layout).side_bar.rows - 8);
}

#define STEP_COMMAND(name, by)                         \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        (void)err;                                     \
        return step(ws, by);                           \
    }

STEP_COMMAND(up, -1)
STEP_COMMAND(down, 1)
STEP_COMMAND(page_up, -page(ws))
STEP_COMMAND(page_down, page(ws))
STEP_COMMAND(top, -1000000000L)
STEP_COMMAND(bottom, 1000000000L)

#define FLAG_COMMAND(name, flag)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        FindOptions *o = search_options(ws->search);   \
        (void)arg;                                     \
        (void)err;                                     \
        o->flag = !o->flag;                            \
        search_start(ws->search);                      \
        return true;                                   \
    }

FLAG_COMMAND(toggle_case, ignore_case)
FLAG_COMMAND(toggle_word, whole_word)
FLAG_COMMAND(toggle_regex, regex)
FLAG_COMMAND(toggle_preserve, preserve_case)

const Command commands_search[] = {
    {"search.bottom", "Search: Last Result", "Go to the last row of the results", bottom},
    {"search.clear", "Search: Clear", "Forget the results and what was looked for", clear},
    {"search.close", "Search: Back to the Editor", "Leave the results open, and go on editing",
     close_list},
    {"search.copy", "Search: Copy Result", "Copy the result as FILE:LINE:COLUMN: text", copy},
    {"search.dismiss", "Search: Dismiss", "Take the result, or all of a file, out of the list",
     dismiss},
    {"search.down", "Search: Down", "Next row of the results", down},
    {"search.filter", "Search: Filter Files", "Choose the files with globs: src/**, *.c, !test",
     filter},
    {"search.fold", "Search: Fold", "Fold the file, or go to the file of the result", fold},
    {"search.foldAll", "Search: Fold All", "Show only the files", fold_all},
    {"search.historyNext", "Search: Newer Text", "Show what was typed in this line later", newer},
    {"search.historyPrevious", "Search: Older Text", "Show what was typed in this line before",
     older},
    {"search.nextField", "Search: Next Line", "Go to the next line, then to the results",
     next_field},
    {"search.nextResult", "Search: Next Result", "Show the next result in its file", next},
    {"search.open", "Search: Open Result", "Show the result in its file, and go there", show},
    {"search.pageDown", "Search: Page Down", "One page of results down", page_down},
    {"search.pageUp", "Search: Page Up", "One page of results up", page_up},
    {"search.preview", "Search: Preview Result", "Show the result and stay in the list", preview},
    {"search.previousField", "Search: Line Before", "Go to the line before, or to the results",
     previous_field},
    {"search.previousResult", "Search: Previous Result", "Show the result before in its file",
     previous},
    {"search.refresh", "Search: Refresh", "Look again", refresh},
    {"search.replace", "Search: Replace Result",
     "Replace the result, or all of the file that is selected", replace},
    {"search.replaceAll", "Search: Replace All", "Replace all results that are listed",
     replace_all},
    {"search.stop", "Search: Stop", "Stop looking; what was found stays", stop},
    {"search.toList", "Search: Go to Results", "From the lines to the results", to_list},
    {"search.toggleCase", "Search: Match Case", "Capitals count", toggle_case},
    {"search.togglePreserveCase", "Search: Preserve Case",
     "A replacement takes the case of what it replaces", toggle_preserve},
    {"search.toggleRegex", "Search: Regular Expression", "The pattern is a regular expression",
     toggle_regex},
    {"search.toggleReplace", "Search: Toggle Replace", "Show or hide the line of the replacement",
     toggle_replace},
    {"search.toggleWord", "Search: Whole Word", "Only whole words match", toggle_word},
    {"search.top", "Search: First Result", "Go to the first row of the results", top},
    {"search.undoReplace", "Search: Undo Replace in Files",
     "Put the files of the last replacement back as they were", undo_replace},
    {"search.unfold", "Search: Unfold", "Show the results of the file", unfold},
    {"search.unfoldAll", "Search: Unfold All", "Show the results of all files", unfold_all},
    {"search.up", "Search: Up", "Row of the results before", up},
    {"view.replaceInFiles", "Replace in Files…", "Replace in the project, seen before it is done",
     open_replace},
    {"view.search", "Search in Files…", "Search in the project, seeded from the selection", open},
    {0},
};
