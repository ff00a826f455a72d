// What holds now.
#include "command/inner.h"

// The rank orders bindings of one key: the most specific context wins.
static const struct {
    const char *name;
    int rank;
} contexts[] = {
    [CTX_ALWAYS] = {"always", 0},
    [CTX_EDITOR_TEXT_FOCUS] = {"editorTextFocus", 3},
    [CTX_SIDE_BAR_FOCUS] = {"sideBarFocus", 2},
    [CTX_LIST_FOCUS] = {"listFocus", 2},
    [CTX_EXPLORER_FOCUS] = {"filesExplorerFocus", 3},
    [CTX_EXPLORER_INPUT] = {"explorerInputFocus", 3},
    [CTX_SEARCH_FOCUS] = {"searchViewletFocus", 3},
    [CTX_HISTORY_FOCUS] = {"historyFocus", 4},
    [CTX_REVIEW_FOCUS] = {"reviewFocus", 5},
    [CTX_SEARCH_INPUT] = {"searchInputBoxFocus", 4},
    [CTX_PROBLEMS_FOCUS] = {"problemsFocus", 4},
    [CTX_TERMINAL_FOCUS] = {"terminalFocus", 3},
    [CTX_TERMINAL_SCROLL] = {"terminalScrollMode", 4},
    [CTX_TERMINAL_ALT] = {"terminalAltScreen", 3},
    [CTX_TERMINAL_SELECTED] = {"terminalTextSelected", 5},
    [CTX_TERMINAL_FIND] = {"terminalFindFocused", 5},
    [CTX_TERMINAL_CAPTURED] = {"terminalCaptured", 3},
    [CTX_RUNS_FOCUS] = {"runsFocus", 3},
    [CTX_RUN_ACTIVE] = {"runActive", 3},
    [CTX_RUN_ENDED] = {"runEnded", 4},
    [CTX_OUTPUT_FOCUS] = {"outputFocus", 3},
    [CTX_PANEL_FOCUS] = {"panelFocus", 3},
    [CTX_FIND_VISIBLE] = {"findWidgetVisible", 4},
    [CTX_FIND_FOCUS] = {"findInputFocused", 4},
    [CTX_REPLACE] = {"replaceActive", 5},
    [CTX_REPLACE_FOCUS] = {"replaceInputFocussed", 6},
    [CTX_PALETTE_OPEN] = {"paletteOpen", 5},
    [CTX_WELCOME_FOCUS] = {"welcomeFocus", 3},
    [CTX_MENU_OPEN] = {"menuOpen", 5},
    [CTX_MODAL_OPEN] = {"modalOpen", 6},
    [CTX_HEX_FOCUS] = {"hexFocus", 4},
    [CTX_IMAGE_FOCUS] = {"imageFocus", 4},
    [CTX_HAS_SELECTION] = {"editorHasSelection", 3},
    [CTX_DIFF] = {"inDiffEditor", 4},
    [CTX_MERGE] = {"mergeConflictFocus", 4},
    [CTX_READING] = {"markdownPreviewFocus", 4},
    [CTX_SNIPPET] = {"inSnippetMode", 4},
    [CTX_KEYS_OPEN] = {"inKeybindings", 5},
};
_Static_assert(ARRAY_LEN(contexts) == CTX_COUNT, "each context has a name");
_Static_assert(CTX_COUNT <= 64, "a flag is a bit; what is looked at less often is a context-value");

static ContextSet screen_contexts(const Screen *s, Context otherwise)
{
    ContextSet set = 0;
    if (s->finding)
        return CONTEXT_BIT(CTX_TERMINAL_FIND);
    set |= CONTEXT_BIT(s->scroll_mode ? CTX_TERMINAL_SCROLL : otherwise);
    return s->selecting && !s->scroll_mode ? set | CONTEXT_BIT(CTX_TERMINAL_SELECTED) : set;
}

static ContextSet panel_contexts(const Workspace *ws)
{
    ContextSet set = CONTEXT_BIT(CTX_PANEL_FOCUS);
    const Terminal *t = terminal_active(ws);
    const RunItem *r = runs_active(ws);
    if (ws->layout.tab == PANEL_OUTPUT)
        return set | (output_screen(ws) ? screen_contexts(output_screen(ws), CTX_OUTPUT_FOCUS)
                                        : CONTEXT_BIT(CTX_OUTPUT_FOCUS));
    if (ws->layout.tab == PANEL_PROBLEMS && !ws->problem_list.filtering)
        return set | CONTEXT_BIT(CTX_PROBLEMS_FOCUS) | CONTEXT_BIT(CTX_LIST_FOCUS);
    if (ws->layout.tab == PANEL_TERMINAL && t) {
        set |= screen_contexts(&t->screen, CTX_TERMINAL_FOCUS);
        set |= t->captured ? CONTEXT_BIT(CTX_TERMINAL_CAPTURED) : 0;
        return screen_is_alt(&t->screen) ? set | CONTEXT_BIT(CTX_TERMINAL_ALT) : set;
    }
    if (ws->layout.tab == PANEL_RUNS) {
        set |= CONTEXT_BIT(CTX_RUNS_FOCUS);
        if (r)
            set |= screen_contexts(&r->screen, CTX_RUNS_FOCUS);
        if (r && (r->screen.scroll_mode || r->screen.finding))
            return set;
        if (r && run_item_is_running(r))
            return set | CONTEXT_BIT(CTX_RUN_ACTIVE) | CONTEXT_BIT(CTX_TERMINAL_FOCUS);
        if (r)
            set |= CONTEXT_BIT(CTX_RUN_ENDED);
    }
    return set;
}

static ContextSet find_contexts(const Find *f)
{
    ContextSet set = CONTEXT_BIT(CTX_FIND_FOCUS);
    if (find_is_replacing(f))
        set |= CONTEXT_BIT(CTX_REPLACE);
    return find_field(f) == FIND_REPLACEMENT ? set | CONTEXT_BIT(CTX_REPLACE_FOCUS) : set;
}

static ContextSet side_contexts(const Workspace *ws)
{
    ContextSet set = CONTEXT_BIT(CTX_SIDE_BAR_FOCUS);
    if (ws->layout.side == SIDE_SEARCH)
        return set | CONTEXT_BIT(CTX_SEARCH_FOCUS) |
               CONTEXT_BIT(search_part(ws->search) == SEARCH_LIST ? CTX_LIST_FOCUS
                                                                  : CTX_SEARCH_INPUT);
    if (ws->layout.side == SIDE_HISTORY)
        return set | CONTEXT_BIT(CTX_HISTORY_FOCUS) | CONTEXT_BIT(CTX_LIST_FOCUS);
    if (ws->layout.side == SIDE_REVIEW)
        return set | CONTEXT_BIT(CTX_REVIEW_FOCUS) | CONTEXT_BIT(CTX_LIST_FOCUS);
    if (explorer_has_input(ws->explorer))
        return CONTEXT_BIT(CTX_EXPLORER_INPUT);
    return set | CONTEXT_BIT(CTX_EXPLORER_FOCUS) | CONTEXT_BIT(CTX_LIST_FOCUS);
}

static ContextSet part_contexts(const Workspace *ws)
{
    const View *v = workspace_view(ws);
    switch (ws->layout.focus) {
    case FOCUS_SIDE_BAR:
        return side_contexts(ws);
    case FOCUS_PANEL:
        return panel_contexts(ws);
    case FOCUS_EDITOR:
        break;
    }
    if (find_has_focus(ws->find))
        return find_contexts(ws->find);
    if (ws->welcome || !v)
        return CONTEXT_BIT(CTX_WELCOME_FOCUS);
    if (v->picture)
        return CONTEXT_BIT(CTX_IMAGE_FOCUS);
    if (v->hex)
        return CONTEXT_BIT(CTX_HEX_FOCUS);
    ContextSet set = CONTEXT_BIT(CTX_EDITOR_TEXT_FOCUS);
    if (v->doc->diff)
        set |= CONTEXT_BIT(v->doc->diff->review ? CTX_REVIEW_FOCUS : CTX_DIFF);
    if (merging_is_shown(ws))
        set |= CONTEXT_BIT(CTX_MERGE);
    if (v->doc->reading)
        set |= CONTEXT_BIT(CTX_READING);
    if (v->filling.snippet)
        set |= CONTEXT_BIT(CTX_SNIPPET);
    return view_has_selection(v) ? set | CONTEXT_BIT(CTX_HAS_SELECTION) : set;
}

ContextSet context_now(const Workspace *ws)
{
    ContextSet set = CONTEXT_BIT(CTX_ALWAYS);
    if (ask_shown(ws))
        return set | CONTEXT_BIT(CTX_MODAL_OPEN);
    if (ws->menu.kind)
        return set | CONTEXT_BIT(CTX_MENU_OPEN);
    if (ws->keysheet.kind)
        return set | CONTEXT_BIT(CTX_KEYS_OPEN);
    if (ws->palette.open)
        return set | CONTEXT_BIT(CTX_PALETTE_OPEN);
    if (find_is_open(ws->find))
        set |= CONTEXT_BIT(CTX_FIND_VISIBLE);
    return set | part_contexts(ws);
}

size_t context_find(Str name)
{
    size_t i = 0;
    while (i < CTX_COUNT && !str_eq_c(name, contexts[i].name))
        i++;
    return i;
}

int context_rank(size_t context)
{
    return contexts[context].rank;
}
