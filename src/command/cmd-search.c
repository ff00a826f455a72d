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
SEARCH_COMMAND(fold_all, search_fold_all(s, true))
SEARCH_COMMAND(unfold_all, search_fold_all(s, false))

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

// Without a replacement nothing can be replaced: on to the line where it is typed.
static bool ask_replacement(Search *s)
{
    search_set_replacing(s, true);
    search_focus(s, SEARCH_REPLACEMENT);
    return true;
}

static bool replace(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!search_is_replacing(ws->search))
        return ask_replacement(ws->search);
    return search_replace_selected(ws->search, err);
}

static bool replace_all(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    if (!search_is_replacing(ws->search))
        return ask_replacement(ws->search);
    return search_replace_all(ws->search, err);
}

// All that was found, a line each that leads there; what is folded away too.
static void add_results(Search *s, Buf *out)
{
    search_add_summary(s, out);
    buf_add_c(out, "\n\n");
    for (size_t i = 0; i < search_rows(s); i++) {
        const SearchRow row = search_row(s, i);
        if (row.match)
            continue; // with its file
        VEC_EACH (GrepMatch, m, &row.file->matches)
            buf_addf(out, "%s:%zu:%zu: " STR_FMT "\n", row.file->path, m->row + 1, m->col + 1,
                     STR_ARG(str_trim(grep_line(row.file, m))));
    }
}

static bool open_as_tab(Workspace *ws, Str arg, Err *err)
{
    Search *s = ws->search;
    (void)arg;
    if (search_rows(s) == 0)
        return err_set(err, search_is_busy(s) ? "nothing was found yet" : "there are no results");
    Buf text = BUF_INIT;
    add_results(s, &text);
    workspace_show_page(ws, "Search Results", &text);
    return true;
}

static bool undo_replace(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return search_undo_replace(ws->search, err);
}

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

static bool quick(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    (void)err;
    palette_open(&ws->palette, "%");
    return true;
}

const Command commands_search[] = {
    {"search.clear", "Search: Clear", "Forget the results and what was looked for", clear},
    {"search.foldAll", "Search: Fold All", "Show only the files", fold_all},
    {"search.historyNext", "Search: Newer Text", "Show what was typed in this line later", newer},
    {"search.historyPrevious", "Search: Older Text", "Show what was typed in this line before",
     older},
    {"search.nextField", "Search: Next Line", "Go to the next line, then to the results",
     next_field},
    {"search.nextResult", "Search: Next Result", "Show the next result in its file", next},
    {"search.openAsTab", "Search: Open Results in a Tab",
     "All results as a text, whose lines lead to them by Ctrl+click or F12", open_as_tab},
    {"search.preview", "Search: Preview Result", "Show the result and stay in the list", preview},
    {"search.previousField", "Search: Line Before", "Go to the line before, or to the results",
     previous_field},
    {"search.previousResult", "Search: Previous Result", "Show the result before in its file",
     previous},
    {"search.quick", "Search: Quick Search in Files…", "List text of all files in the palette",
     quick},
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
    {"search.undoReplace", "Search: Undo Replace in Files",
     "Put the files of the last replacement back as they were", undo_replace},
    {"search.unfoldAll", "Search: Unfold All", "Show the results of all files", unfold_all},
    {"view.replaceInFiles", "Replace in Files…", "Replace in the project, seen before it is done",
     open_replace},
    {"view.search", "Search in Files…", "Search in the project, seeded from the selection", open},
    {0},
};
