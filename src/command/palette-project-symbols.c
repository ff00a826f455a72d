// The palette's list of all the project's symbols, "#".
#include "command/inner.h"
#include "base/path.h"

enum { ROWS_MAX = 200 };

static void put(Fill *f, Workspace *ws, const FinderQuery *q, const FinderHit *h)
{
    ProjectSymbol s = symbols_get(ws, h);
    FinderOffsets hits = {0};
    PaletteRow row = {.label = str_dup(s.name)};
    finder_score(q, s.name, FINDER_STRICT, &hits);
    memcpy(&row.hits, &hits, sizeof row.hits);
    row.detail = xasprintf("%s  %s:%zu", symbol_kind_name(s.kind), s.path, s.row + 1);
    row.value = xasprintf("%zu %s", s.row + 1, s.path);
    fill_put(f, row);
}

static void fill_symbols(Fill *f, Workspace *ws)
{
    SymbolsFound found = symbols_find(ws, fill_pattern(f));
    FinderQuery *q = finder_query_new(fill_pattern(f));
    VEC_EACH (const FinderHit, h, &found.top->best)
        if (finder_score(q, finder_path(h->paths, h->index), FINDER_STRICT, NULL))
            put(f, ws, q, h);
    fill_set_total(f, MAX(found.total, found.top->best.n));
    finder_query_free(q);
}

static void accept_symbol(Workspace *ws, const char *value)
{
    AUTO(err) Err err = {0};
    char *end;
    int row = (int)strtol(value, &end, 10);
    AUTO(free) char *path = path_join(ws->root, end + (*end == ' '));
    if (workspace_open_at(ws, path, row, 0, &err))
        layout_focus(&ws->layout, FOCUS_EDITOR);
    else
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}

const PaletteList palette_project_symbols = {"#", fill_symbols, accept_symbol, NULL, NULL};
