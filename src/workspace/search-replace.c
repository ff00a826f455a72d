// Replacing what was found: open documents are edited, other files are written by workers.
#include "base/path.h"
#include "workspace/search-swap.h"

enum { DOCUMENT_MOST = 16 << 20 }; // bytes of a document that is edited in a turn

void search_replacements_deinit(SearchReplacements *all)
{
    VEC_EACH (SearchReplaced, r, all)
        free(r->path);
    vec_deinit(all);
}

static void note_failure(SearchSwap *j, const char *path, const Err *err)
{
    if (j->failed++ == 0)
        err_set(&j->why, "'%s': %s", path, err_text(err));
}

typedef struct {
    Vec(TextSplice) all; // `with` are offsets in bytes until all are known
    Buf bytes;
} Splices;

static bool is_wanted(const GrepMatches *only, size_t *next, size_t start, size_t end)
{
    bool is = *next < only->n && only->p[*next].start == start && only->p[*next].end == end;
    *next += is;
    return is;
}

// What to put where in a document; false if what was found is not there any more.
static bool find_splices(const SearchSwap *j, const Document *d, const GrepMatches *only,
                         Splices *out)
{
    Finder *finder = finder_new(&j->find, NULL);
    const Snap *s = text_now(d->text);
    FindReplacement with = j->with;
    size_t at = 0, next = 0, start, end;
    with.crlf = document_line_end(d) == EOL_CRLF;
    while (finder && finder_next(finder, s, at, SIZE_MAX, NULL, &start, &end)) {
        if (is_wanted(only, &next, start, end)) {
            size_t from = out->bytes.n;
            finder_expand(finder, &with, &out->bytes);
            vec_push(&out->all, (TextSplice){start, end, {.n = out->bytes.n - from}});
        }
        at = MAX(end, start + 1);
    }
    finder_free(finder);
    const char *p = buf_c(&out->bytes);
    VEC_EACH (TextSplice, x, &out->all) {
        x->with.p = p;
        p += x->with.n;
    }
    return next == only->n;
}

static View *view_of(const Workspace *ws, const Document *d)
{
    VEC_EACH (View *, v, &ws->views)
        if ((*v)->doc == d)
            return *v;
    return NULL;
}

static bool edit_document(SearchSwap *j, Document *d, const GrepMatches *only, Err *err)
{
    Splices x = {0};
    bool ok = document_may_edit(d, err);
    if (ok && snap_size(text_now(d->text)) > DOCUMENT_MOST)
        ok = err_set(err, "it is too large: replace in its editor");
    if (ok && !find_splices(j, d, only, &x))
        ok = err_set(err, "it changed since it was searched");
    if (ok && x.all.n) {
        text_undo_break(d->text);
        (void)text_replace_many(d->text, x.all.p, x.all.n); // its revision is of no use here
        text_undo_break(d->text);
        VEC_EACH (View *, v, &j->s->ws->views)
            view_sync(*v);
        j->made += x.all.n;
        j->documents++;
        SearchReplaced r = {.path = xstrdup(d->path), .version = -(int64_t)text_state(d->text)};
        vec_push(&j->done, r);
    }
    vec_deinit(&x.all);
    buf_deinit(&x.bytes);
    return ok;
}

static SearchSwap *new_swap(Search *s)
{
    SearchSwap *j = NEW(SearchSwap);
    j->s = s;
    j->root = xstrdup(s->ws->root);
    buf_add(&j->pattern, search_text(s, SEARCH_PATTERN));
    buf_add(&j->replacement, search_text(s, SEARCH_REPLACEMENT));
    j->find = search_query(s);
    j->find.pattern = buf_str(&j->pattern);
    j->with = (FindReplacement){buf_str(&j->replacement), s->options.preserve_case, false};
    return j;
}

// Files that were written, and documents that were edited, are looked at again.
static void look_again(Search *s, const SearchSwap *j)
{
    Vec(const char *) paths = {0};
    VEC_EACH (SwapTarget, t, &j->targets)
        vec_push(&paths, t->path);
    if (paths.n && s->searched) {
        vec_push(&paths, NULL);
        search_again(s, paths.p);
    }
    vec_deinit(&paths);
}

static void add_count(Buf *out, size_t n, const char *what)
{
    buf_addf(out, "%zu %s%s", n, what, n == 1 ? "" : "s");
}

static void tell(const SearchSwap *j)
{
    AUTO(buf) Buf said = BUF_INIT;
    size_t files = j->written + j->documents, left = j->targets.n - j->next;
    buf_add_c(&said, j->undo ? "Brought back " : "Replaced ");
    if (!j->undo)
        add_count(&said, j->made, "match");
    if (!j->undo && j->made != 1)
        buf_splice(&said, said.n - 1, said.n, STR("es"));
    buf_add_c(&said, j->undo ? "" : " in ");
    add_count(&said, files, "file");
    if (j->documents && !j->undo)
        buf_addf(&said, ", %zu of them open and not saved", j->documents);
    if (left)
        buf_addf(&said, "; stopped before %zu", left);
    if (j->failed == 0) {
        message_say(j->s->ws, MESSAGE_RESULT, "%s", buf_c(&said));
        return;
    }
    j->s->ws->quit_when_saved = false; // the user is to see why
    buf_addf(&said, "; left as it was: %s", err_text(&j->why));
    if (j->failed > 1)
        buf_addf(&said, " (and %zu more)", j->failed - 1);
    message_say(j->s->ws, MESSAGE_WARNING, "%s", buf_c(&said));
}

static void finish(SearchSwap *j)
{
    Search *s = j->s;
    s->swap = NULL;
    search_replacements_deinit(&s->done);
    if (j->undo)
        search_replacements_deinit(&j->done);
    s->done = j->done;
    memset(&j->done, 0, sizeof j->done);
    tell(j);
    look_again(s, j);
    search_swap_free(j);
}

static void push(SearchSwap *j);

static void swap_done(Workspace *ws, void *job, bool ok, const Err *err)
{
    SearchSwap *j = job;
    (void)ws;
    if (!ok) { // without versions nothing is written
        note_failure(j, j->targets.p[j->next].path, err);
        j->failed += j->targets.n - j->next - 1;
        j->next = j->targets.n;
    }
    if (j->next < j->targets.n && !j->stop)
        push(j);
    else
        finish(j);
}

static void push(SearchSwap *j)
{
    storeq_push(j->s->ws->store, (StoreTask){search_swap_work, swap_done, j});
}

// With more than one file, the moment before is a point to come back to.
static void name_point(const SearchSwap *j)
{
    if (j->undo || j->targets.n < 2)
        return;
    AUTO(free) char *name = xasprintf("before replacing in %zu files", j->targets.n);
    record_point(j->s->ws, name);
}

static void start(Search *s, SearchSwap *j)
{
    s->swap = j;
    if (j->targets.n == 0) {
        finish(j);
        return;
    }
    name_point(j);
    push(j);
}

// The matches of a file, all or one: edited at once if it is open, else to be written.
static void add_file(SearchSwap *j, const GrepFile *f, const GrepMatches *only, bool whole)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *path = search_full_path(j->s, f->path);
    Document *d = document_find(j->s->ws, path);
    if (d && !edit_document(j, d, only, &err))
        note_failure(j, f->path, &err);
    if (d)
        return;
    SwapTarget t = {.path = xstrdup(f->path), .stat = f->stat, .whole = whole};
    vec_reserve(&t.only, only->n);
    memcpy(t.only.p, only->p, only->n * sizeof *only->p);
    t.only.n = only->n;
    vec_push(&j->targets, t);
}

static bool ready(const Search *s, Err *err)
{
    if (s->nmatches == 0)
        return err_set(err, "nothing to replace: search for something first");
    if (s->swap)
        return err_set(err, "a replacement is under way");
    if (s->run || s->again)
        return err_set(err, "wait until the search is done");
    return s->ws->store || err_set(err, "wait until the program has started");
}

bool search_replace_selected(Search *s, Err *err)
{
    if (!ready(s, err))
        return false;
    SearchRow r = search_row(s, search_selected(s));
    bool found;
    const SearchFile *f = &s->files.p[search_find(s, r.file->path, &found)];
    SearchSwap *j = new_swap(s);
    GrepMatches one = {0};
    if (r.match)
        vec_push(&one, *r.match);
    add_file(j, r.file, r.match ? &one : &r.file->matches, !r.match && f->gone.n == 0);
    vec_deinit(&one);
    start(s, j);
    return true;
}

static void replace_all(Workspace *ws, int choice, Str line, void *arg)
{
    Search *s = arg;
    AUTO(err) Err err = {0};
    (void)line;
    if (choice != 1)
        return;
    if (!ready(s, &err)) {
        message_say(ws, MESSAGE_RESULT, "%s", err_text(&err));
        return;
    }
    SearchSwap *j = new_swap(s);
    VEC_EACH (SearchFile, f, &s->files)
        if (f->found->matches.n)
            add_file(j, f->found, &f->found->matches, f->gone.n == 0);
    start(s, j);
}

bool search_replace_all(Search *s, Err *err)
{
    if (!ready(s, err))
        return false;
    AUTO(buf) Buf text = BUF_INIT;
    Str with = search_text(s, SEARCH_REPLACEMENT);
    buf_addf(&text, "Replace %zu match%s in %zu file%s", s->nmatches, s->nmatches == 1 ? "" : "es",
             s->nfiles, s->nfiles == 1 ? "" : "s");
    if (with.n)
        buf_addf(&text, " with '" STR_FMT "'", STR_ARG(with));
    else
        buf_add_c(&text, " with nothing");
    buf_add_c(&text, "?\n\nWhat the files hold now is kept: Undo Replace in Files brings it back.");
    ask_file(s->ws, (Ask){.title = xstrdup("Replace in files"),
                          .text = buf_take(&text),
                          .choices = {"Cancel", "Replace"},
                          .safe = 0,
                          .answer = replace_all,
                          .arg = s});
    return true;
}

// Undo the edit of a document, if nothing came after it.
static void undo_document(SearchSwap *j, const SearchReplaced *r)
{
    AUTO(err) Err err = {0};
    Document *d = document_find(j->s->ws, r->path);
    View *v = d ? view_of(j->s->ws, d) : NULL;
    if (!v)
        err_set(&err, "it was closed since");
    else if (text_state(d->text) != (size_t)-r->version)
        err_set(&err, "it was changed since");
    else if (view_undo(v, &err))
        j->documents++;
    if (err.msg)
        note_failure(j, r->path, &err);
}

bool search_undo_replace(Search *s, Err *err)
{
    if (s->swap)
        return err_set(err, "a replacement is under way");
    if (s->done.n == 0)
        return err_set(err, "there is no replacement to undo");
    SearchSwap *j = new_swap(s);
    j->undo = true;
    VEC_EACH (SearchReplaced, r, &s->done) {
        if (r->version < 0) {
            undo_document(j, r);
            continue;
        }
        SwapTarget t = {.path = xstrdup(r->path), .version = r->version};
        memcpy(t.hash, r->hash, sizeof t.hash);
        vec_push(&j->targets, t);
    }
    start(s, j);
    return true;
}
