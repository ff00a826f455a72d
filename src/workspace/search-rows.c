// The list of results: which rows there are, which one is selected, and going where they lead.
#include "base/path.h"
#include "workspace/search-inner.h"

static void file_deinit(SearchFile *f)
{
    VEC_EACH (SearchGone, g, &f->gone)
        buf_deinit(&g->line);
    vec_deinit(&f->gone);
    grep_file_free(f->found);
}

void search_drop_files(Search *s)
{
    VEC_EACH (SearchFile, f, &s->files)
        file_deinit(f);
    vec_clear(&s->files);
    s->at = NULL;
    s->at_match = SIZE_MAX;
    s->counts = (GrepCounts){0};
    search_renumber(s);
}

static size_t rows_of(const SearchFile *f)
{
    return f->found->matches.n == 0 ? 0 : f->folded ? 1 : 1 + f->found->matches.n;
}

void search_renumber(Search *s)
{
    s->nfiles = s->nmatches = s->nrows = 0;
    s->changes++;
    VEC_EACH (SearchFile, f, &s->files) {
        f->first = s->nrows;
        s->nrows += rows_of(f);
        s->nmatches += f->found->matches.n;
        s->nfiles += f->found->matches.n > 0;
    }
    if (s->nrows == 0 && s->part == SEARCH_LIST)
        s->part = SEARCH_PATTERN;
}

// Folders before what lies behind them: a slash comes before all other bytes.
static int compare(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    int x = *a == '/' ? 1 : (unsigned char)*a, y = *b == '/' ? 1 : (unsigned char)*b;
    return x - y;
}

size_t search_find(const Search *s, const char *path, bool *found)
{
    size_t lo = 0, hi = s->files.n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (compare(s->files.p[mid].found->path, path) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *found = lo < s->files.n && strcmp(s->files.p[lo].found->path, path) == 0;
    return lo;
}

static int by_path(const void *a, const void *b)
{
    const GrepFile *const *x = a, *const *y = b;
    return compare((*x)->path, (*y)->path);
}

// The match that is meant, or the nearest of those that look the same; SIZE_MAX: none.
static size_t find_gone(const GrepFile *found, const SearchGone *g)
{
    size_t best = SIZE_MAX, least = SIZE_MAX;
    for (size_t i = 0; i < found->matches.n; i++) {
        const GrepMatch *m = &found->matches.p[i];
        size_t away = m->row < g->row ? g->row - m->row : m->row - g->row;
        if (m->col != g->col || away >= least || !str_eq(grep_line(found, m), buf_str(&g->line)))
            continue;
        best = i;
        least = away;
    }
    return best;
}

static void leave_gone_out(SearchFile *f, GrepFile *found)
{
    for (size_t i = f->gone.n; i-- > 0;) {
        SearchGone *g = &f->gone.p[i];
        size_t at = find_gone(found, g);
        if (at != SIZE_MAX) {
            g->row = found->matches.p[at].row;
            vec_remove(&found->matches, at, 1);
            continue;
        }
        buf_deinit(&g->line);
        vec_remove(&f->gone, i, 1);
    }
}

// Takes the place of an older look at the same file.
static void replace(Search *s, SearchFile *f, GrepFile *found)
{
    leave_gone_out(f, found);
    if (s->at == f->found) {
        s->at = found;
        if (s->at_match != SIZE_MAX && s->at_match >= found->matches.n)
            s->at_match = found->matches.n - 1;
    }
    grep_file_free(f->found);
    f->found = found;
}

void search_merge(Search *s, GrepFiles *files)
{
    Vec(SearchFile) all = {0};
    size_t old = 0;
    qsort(files->p, files->n, sizeof *files->p, by_path);
    vec_reserve(&all, s->files.n + files->n);
    VEC_EACH (GrepFile *, x, files) {
        while (old < s->files.n && compare(s->files.p[old].found->path, (*x)->path) < 0)
            vec_push(&all, s->files.p[old++]);
        if (old < s->files.n && strcmp(s->files.p[old].found->path, (*x)->path) == 0) {
            replace(s, &s->files.p[old], *x);
            vec_push(&all, s->files.p[old++]);
        } else {
            vec_push(&all, (SearchFile){.found = *x});
        }
    }
    while (old < s->files.n)
        vec_push(&all, s->files.p[old++]);
    vec_clear(files);
    free(s->files.p);
    memcpy(&s->files, &all, sizeof s->files);
    search_renumber(s);
}

size_t search_rows(const Search *s)
{
    return s->nrows;
}

// Index of the file that a row belongs to.
static size_t file_at(const Search *s, size_t row)
{
    size_t lo = 0, hi = s->files.n;
    while (lo + 1 < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (s->files.p[mid].first <= row)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}

SearchRow search_row(const Search *s, size_t i)
{
    BUG_ON(i >= s->nrows);
    const SearchFile *f = &s->files.p[file_at(s, i)];
    const GrepMatches *m = &f->found->matches;
    return (SearchRow){f->found, i == f->first ? NULL : &m->p[i - f->first - 1], f->folded};
}

// The file of the selected row, NULL without any.
static SearchFile *selected_file(const Search *s)
{
    bool found;
    if (s->nrows == 0)
        return NULL;
    size_t i = s->at ? search_find(s, s->at->path, &found) : file_at(s, 0);
    return i < s->files.n ? &s->files.p[i] : NULL;
}

size_t search_selected(const Search *s)
{
    const SearchFile *f = selected_file(s);
    if (!f)
        return 0;
    if (!s->at) // the first match
        return MIN(f->first + !f->folded, s->nrows - 1);
    bool in = !f->folded && s->at_match < f->found->matches.n;
    return MIN(f->first + (in ? 1 + s->at_match : 0), s->nrows - 1);
}

void search_select(Search *s, size_t row)
{
    if (s->nrows == 0)
        return;
    row = MIN(row, s->nrows - 1);
    const SearchFile *f = &s->files.p[file_at(s, row)];
    s->at = f->found;
    s->at_match = row == f->first ? SIZE_MAX : row - f->first - 1;
}

void search_fold(Search *s, bool folded)
{
    SearchFile *f = selected_file(s);
    if (!f)
        return;
    s->at = f->found;
    if (folded)
        s->at_match = SIZE_MAX;
    f->folded = folded;
    search_renumber(s);
}

void search_fold_all(Search *s, bool folded)
{
    VEC_EACH (SearchFile, f, &s->files)
        f->folded = folded;
    if (folded)
        s->at_match = SIZE_MAX;
    search_renumber(s);
}

static bool nothing(Err *err)
{
    return err_set(err, "there are no results: search for something first");
}

// The selected row, made sure of: there is one, and s->at is its file.
static bool selected(Search *s, SearchRow *out, Err *err)
{
    if (s->nrows == 0)
        return nothing(err);
    search_select(s, search_selected(s));
    *out = search_row(s, search_selected(s));
    return true;
}

bool search_dismiss(Search *s, Err *err)
{
    SearchRow r;
    if (!selected(s, &r, err))
        return false;
    size_t row = search_selected(s);
    SearchFile *f = selected_file(s);
    if (r.match) {
        SearchGone gone = {.row = r.match->row, .col = r.match->col};
        buf_add(&gone.line, grep_line(f->found, r.match));
        vec_push(&f->gone, gone);
        vec_remove(&f->found->matches, (size_t)(r.match - f->found->matches.p), 1);
    }
    if (!r.match || f->found->matches.n == 0) {
        size_t i = (size_t)(f - s->files.p);
        row = f->first;
        file_deinit(f);
        vec_remove(&s->files, i, 1);
    }
    s->at = NULL;
    search_renumber(s);
    search_select(s, row);
    return true;
}

bool search_add_copy(const Search *s, Buf *out, Err *err)
{
    if (s->nrows == 0)
        return nothing(err);
    SearchRow r = search_row(s, search_selected(s));
    buf_add_c(out, r.file->path);
    if (r.match)
        buf_addf(out, ":%zu:%zu: " STR_FMT, r.match->row + 1, r.match->col + 1,
                 STR_ARG(str_trim(grep_line(r.file, r.match))));
    return true;
}

// Its offsets are those of the document as it is now.
static bool is_exact(const Search *s, const GrepFile *f, const Document *d)
{
    VEC_EACH (SearchSeen, x, &s->seen)
        if (x->doc == d->id && x->rev != text_rev(d->text))
            return false;
    bool is_unicode = d->coding.encoding->kind <= ENCODING_UTF32 && !d->coding.cr;
    return f->tag == d->id ||
           (!f->tag && !document_is_modified(d) && fs_stat_same(&f->stat, &d->disk) && is_unicode);
}

static void go_to(const Search *s, View *v, const GrepFile *f, const GrepMatch *m)
{
    size_t size = snap_size(text_now(v->doc->text));
    if (is_exact(s, f, v->doc) && m->end <= size) {
        view_select(v, m->start, m->end);
        return;
    }
    view_goto_line(v, m->row, 0);
}

// A file that is not what it was is looked at again.
static void note_change(Search *s, const GrepFile *f, const Document *d)
{
    const char *const path[] = {f->path, NULL};
    if (!f->tag && !fs_stat_same(&f->stat, &d->disk) && !s->run)
        search_again(s, path);
}

bool search_show(Search *s, bool focus, Err *err)
{
    SearchRow r;
    if (!selected(s, &r, err))
        return false;
    if (!r.match) {
        search_fold(s, !r.folded);
        return true;
    }
    AUTO(free) char *path = search_full_path(s, r.file->path);
    FsStat st;
    if (!r.file->tag && !fs_stat(path, &st, err))
        return err_wrap(err, "cannot show the result");
    if (!(focus ? workspace_open : workspace_preview)(s->ws, path, err))
        return false;
    View *v = workspace_view(s->ws);
    if (!v->hex)
        go_to(s, v, r.file, r.match);
    note_change(s, r.file, v->doc);
    if (focus)
        layout_focus(&s->ws->layout, FOCUS_EDITOR);
    return true;
}

// The place of the next match behind (file i, match m); m may be -1 or the count.
static bool next_match(const Search *s, size_t *i, long *m, int dir)
{
    for (size_t tries = 0; tries <= s->files.n; tries++) {
        long n = (long)s->files.p[*i].found->matches.n;
        *m += dir;
        if (*m >= 0 && *m < n)
            return true;
        *i = (*i + (dir > 0 ? 1 : s->files.n - 1)) % s->files.n;
        *m = dir > 0 ? -1 : (long)s->files.p[*i].found->matches.n;
    }
    return false;
}

bool search_step(Search *s, int dir, Err *err)
{
    const SearchFile *f = selected_file(s);
    if (!f || s->nmatches == 0)
        return nothing(err);
    size_t i = (size_t)(f - s->files.p);
    long m = s->at && s->at_match != SIZE_MAX ? (long)s->at_match : -1;
    if (dir < 0 && m < 0)
        m = 0;
    if (!next_match(s, &i, &m, dir))
        return nothing(err);
    if (s->files.p[i].folded) {
        s->files.p[i].folded = false;
        search_renumber(s);
    }
    s->at = s->files.p[i].found;
    s->at_match = (size_t)m;
    return search_show(s, true, err);
}

bool search_add_replacement(Search *s, const SearchRow *row, Buf *out)
{
    FindReplacement with = {search_text(s, SEARCH_REPLACEMENT), s->options.preserve_case, false};
    Str line = grep_line(row->file, row->match);
    size_t start, end, from = row->match->hit;
    if (!s->brief || !finder_next_bytes(s->brief, line, from, NULL, &start, &end) ||
        start != from || end != from + row->match->nhit ||
        row->match->nhit != row->match->end - row->match->start)
        return false;
    finder_expand(s->brief, &with, out);
    return true;
}
