// The palette's list of files: those used lately, then what the finder found.
#include "command/inner.h"
#include "base/fs.h"
#include "base/name.h"
#include "base/path.h"

enum { ROWS_MAX = 200, RECENT_BONUS = 24 };

typedef struct {
    Str path; // as it is shown
    int score;
    bool open, recent;
} Candidate;
typedef Vec(Candidate) Candidates;

// "name:12:3": the place is no part of the name.  Returns the name.
static Str cut_place(Str query, Str *place)
{
    size_t n = query.n;
    while (n && (query.p[n - 1] == ':' || (query.p[n - 1] >= '0' && query.p[n - 1] <= '9')))
        n--;
    while (n < query.n && query.p[n] != ':')
        n++;
    *place = n < query.n ? str_from(query, n + 1) : STR_NULL;
    return n ? str_n(query.p, n) : query;
}

static Str name_of(Str query)
{
    Str place;
    return str_trim(cut_place(str_trim(query), &place));
}

static bool is_open(const Workspace *ws, const char *path)
{
    return document_find(ws, path) != NULL;
}

// Newest first.  The one that is shown needs no finding.
static void add_recent(Workspace *ws, const FinderQuery *q, FinderMode mode, Arena *texts,
                       Candidates *out)
{
    const View *v = workspace_view(ws);
    const char *here = v && v->doc->path ? v->doc->path : "";
    int rank = (int)ws->recent.n;
    for (size_t i = ws->recent.n; i-- > 0;) {
        const char *path = ws->recent.p[i];
        AUTO(free) char *shown = workspace_pretty(ws, path);
        int score = finder_score(q, str_c(shown), mode, NULL);
        if (!score || (finder_query_is_empty(q) && strcmp(path, here) == 0))
            continue;
        if (finder_query_is_empty(q))
            score = RECENT_BONUS + rank--;
        vec_push(out, ((Candidate){str_c(arena_str(texts, str_c(shown))), score + RECENT_BONUS,
                                   is_open(ws, path), true}));
    }
}

static bool is_listed(const Candidates *all, size_t n, Str path)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(all->p[i].path, path))
            return true;
    return false;
}

// Stable, so that what is found stays in its order and recent files lead their equals.
static void sort(Candidates *all)
{
    for (size_t i = 1; i < all->n; i++) {
        Candidate c = all->p[i];
        size_t at = i;
        for (; at > 0 && all->p[at - 1].score < c.score; at--)
            all->p[at] = all->p[at - 1];
        all->p[at] = c;
    }
}

static void put(Fill *f, const FinderQuery *q, FinderMode mode, const Candidate *c)
{
    FinderOffsets hits = {0};
    AUTO(buf) Buf shown = BUF_INIT;
    name_show(c->path, &shown); // as the explorer shows it
    PaletteRow row = {
        .label = str_dup(buf_str(&shown)), .value = str_dup(c->path), .is_path = true};
    if (str_eq(buf_str(&shown), c->path))
        finder_score(q, c->path, mode, &hits);
    memcpy(&row.hits, &hits, sizeof row.hits);
    if (c->open || c->recent)
        row.detail = xstrdup(c->open ? "open" : "recent");
    fill_put(f, row);
}

void files_fill(Fill *f, Workspace *ws)
{
    FilesFound found = files_find(ws, name_of(fill_pattern(f)));
    Candidates all = {0};
    Arena texts = {0};
    // until there is an answer what was found for the letters before stays
    FinderQuery *q = finder_query_new(name_of(fill_pattern(f)));
    add_recent(ws, q, found.mode, &texts, &all);
    size_t nrecent = all.n;
    VEC_EACH (const FinderHit, h, &found.top->best) {
        Str path = finder_path(h->paths, h->index);
        int score = finder_score(q, path, found.mode, NULL);
        if (score && !is_listed(&all, nrecent, path))
            vec_push(&all, ((Candidate){path, score, false, false}));
    }
    sort(&all);
    for (size_t i = 0; i < all.n && i < ROWS_MAX; i++)
        put(f, q, found.mode, &all.p[i]);
    fill_set_total(f, MAX(found.total, all.n));
    finder_query_free(q);
    vec_deinit(&all);
    arena_deinit(&texts);
}

bool files_are_found(Workspace *ws)
{
    return files_find(ws, name_of(buf_str(&ws->palette.query))).done;
}

void files_accept(Workspace *ws, const char *value, Str query)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *path = path_normal(ws->root, value);
    Str place, line = STR_NULL;
    long long row = 0, col = 0;
    if (!is_open(ws, path) && !fs_exists(path)) { // or a file of that name would be made
        files_forget(ws, path);
        message_say(ws, MESSAGE_ERROR, "'%s' is no longer there", value);
        return;
    }
    cut_place(str_trim(query), &place);
    if (str_split(&place, ':', &line))
        str_to_i64(line, &row);
    str_to_i64(place, &col);
    if (workspace_open_at(ws, path, (int)CLAMP(row, 0, INT32_MAX), (int)CLAMP(col, 0, INT32_MAX),
                          &err))
        layout_focus(&ws->layout, FOCUS_EDITOR);
    else
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&err));
}
