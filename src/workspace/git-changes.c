#include "workspace/git-changes.h"
#include "base/path.h"
#include "loop/loop.h"
#include "workspace/clip-program.h"
#include "workspace/git-marks.h"
#include "workspace/inner.h"

enum { CHANGES_MAX_BYTES = 4 << 20 };

struct GitChanges {
    LoopJob *job;    // NULL: none
    bool looked;     // there was one
    TextRev rev;     // it was of this revision
    unsigned stamp;  // ... and of what git had at this time
    FsStat index;    // of the repository, when the base was read
    char *path;      // owned; of the file then
    bool known;      // git has the file
    Buf base;        // what it has
    DiffLines lines; // of base
    DiffHunks hunks; // by rows of both
    int step;        // where to go when the look is over, 0: nowhere
};

// What a worker is told, and what it finds.
typedef struct {
    Workspace *ws;
    uint64_t doc;
    char *path; // owned
    Snap *snap; // owned
    TextRev rev;
    FsStat index;
    bool fresh; // the base is another than before
    bool known;
    Buf base;
    DiffHunks hunks;
} Look;

void git_changes_free(GitChanges *c)
{
    if (!c)
        return;
    if (c->job)
        loop_job_cancel(c->job);
    free(c->path);
    buf_deinit(&c->base);
    vec_deinit(&c->lines);
    vec_deinit(&c->hunks);
    free(c);
}

bool git_changes_are_busy(const Workspace *ws)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->changes && (*d)->changes->job)
            return true;
    return false;
}

// What git has staged.  It fetches nothing for that, whatever the repository says, and runs
// nothing.
static bool read_base(const char *path, Buf *out)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    AUTO(free) char *name = xasprintf(":./" STR_FMT, STR_ARG(path_base(str_c(path))));
    const char *const argv[] = {"git",      "--literal-pathspecs",
                                "-c",       "protocol.allow=never",
                                "-c",       "core.fsmonitor=false",
                                "-C",       dir,
                                "cat-file", "blob",
                                name,       NULL};
    return clip_program_run(argv, STR(""), out);
}

static void look_work(void *arg, const atomic_bool *cancelled)
{
    Look *l = arg;
    AUTO(buf) Buf text = BUF_INIT;
    DiffLines old = {0}, new = {0};
    AUTO(free) char *index = git_path_of(l->path, "index");
    FsStat now = {0};
    bool there = index && fs_stat(index, &now, NULL);
    l->fresh = l->fresh || !there || !fs_stat_same(&now, &l->index);
    l->index = now;
    if (l->fresh) {
        buf_clear(&l->base);
        l->known = there && read_base(l->path, &l->base) && l->base.n <= CHANGES_MAX_BYTES;
    }
    if (l->known && !*cancelled) {
        snap_add_to(l->snap, 0, snap_size(l->snap), &text);
        diff_split(buf_str(&l->base), &old);
        diff_split(buf_str(&text), &new);
        diff_lines(&old, &new, &l->hunks);
        diff_slide(&old, &new, &l->hunks);
    }
    vec_deinit(&old);
    vec_deinit(&new);
}

static void take(GitChanges *c, Look *l)
{
    buf_deinit(&c->base);
    vec_deinit(&c->hunks);
    vec_clear(&c->lines);
    free(c->path);
    c->path = steal(&l->path);
    c->known = l->known;
    c->index = l->index;
    c->rev = l->rev;
    c->looked = true;
    c->base = l->base;
    l->base = (Buf)BUF_INIT;
    memcpy(&c->hunks, &l->hunks, sizeof c->hunks);
    memset(&l->hunks, 0, sizeof l->hunks);
    diff_split(buf_str(&c->base), &c->lines);
}

static void look_done(void *arg, bool cancelled)
{
    Look *l = arg;
    Document *d = document_by_id(l->ws, l->doc);
    if (d && d->changes)
        d->changes->job = NULL;
    if (d && d->changes && !cancelled) {
        AUTO(err) Err err = {0};
        GitChanges *c = d->changes;
        int step = c->step;
        take(c, l);
        c->step = 0;
        View *v = workspace_view(l->ws);
        if (step && v && v->doc == d && !git_changes_step(l->ws, v, step, &err))
            message_say(l->ws, MESSAGE_RESULT, "%s", err_text(&err));
    }
    snap_free(l->snap);
    free(l->path);
    buf_deinit(&l->base);
    vec_deinit(&l->hunks);
    free(l);
}

static bool may_have(const Document *d)
{
    size_t n;
    const Coding *c = &d->coding;
    return d->path && !d->diff && !d->reading && !d->review && !d->bulk && !d->partial &&
           !d->binary && !c->bom && !c->cr && (!c->encoding || c->encoding == encoding_all(&n)) &&
           snap_size(text_now(d->text)) <= CHANGES_MAX_BYTES;
}

static bool is_due(const Workspace *ws, const Document *d, const GitChanges *c)
{
    return !c->looked || c->rev != text_rev(d->text) || c->stamp != ws->git_stamp || !c->path ||
           strcmp(c->path, d->path) != 0;
}

static void look(Workspace *ws, Document *d)
{
    GitChanges *c = d->changes ? d->changes : (d->changes = NEW(GitChanges));
    if (c->job || !is_due(ws, d, c))
        return;
    Look *l = NEW(Look);
    *l = (Look){.ws = ws,
                .doc = d->id,
                .path = xstrdup(d->path),
                .snap = text_snapshot(d->text),
                .rev = text_rev(d->text),
                .index = c->index,
                .fresh = !c->looked || !c->path || strcmp(c->path, d->path) != 0,
                .known = c->known};
    buf_add(&l->base, buf_str(&c->base));
    c->stamp = ws->git_stamp;
    c->job = loop_job_new(ws->loop, look_work, look_done, l);
}

void git_changes_dispatch(Workspace *ws)
{
    Group *groups[GROUPS_MAX];
    bool here = ws->layout.focus == FOCUS_EDITOR && !ws->away;
    ws->git_stamp += here && !ws->git_here; // who comes back may have committed
    ws->git_here = here;
    for (size_t n = group_list(ws, groups); n-- > 0;) {
        View *v = group_view(groups[n]);
        const Options *o = &ws->options;
        if (v && o->git_on && o->diff_decorations != DECORATE_NONE && may_have(v->doc))
            look(ws, v->doc);
    }
}

// Where lines are lacking, the one above them stands for them.
static size_t first_row(const DiffHunk *h)
{
    return h->new_row - (h->new_n == 0 && h->new_row > 0);
}

static size_t end_row(const DiffHunk *h)
{
    return first_row(h) + MAX(h->new_n, (size_t)1);
}

// The first that ends behind a row; they are in order.
static size_t hunk_at(const GitChanges *c, size_t row)
{
    size_t low = 0, high = c->hunks.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (end_row(&c->hunks.p[mid]) <= row)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const DiffHunk *hunk_of(const Document *d, size_t row)
{
    const GitChanges *c = d->changes;
    size_t i = c && c->known ? hunk_at(c, row) : 0;
    bool there = c && c->known && i < c->hunks.n && first_row(&c->hunks.p[i]) <= row;
    return there ? &c->hunks.p[i] : NULL;
}

ChangeKind git_changes_at(const Document *d, size_t row)
{
    const DiffHunk *h = hunk_of(d, row);
    return !h              ? CHANGE_NONE
           : h->new_n == 0 ? CHANGE_DELETED
           : h->old_n == 0 ? CHANGE_ADDED
                           : CHANGE_MODIFIED;
}

bool git_changes_row(const Document *d, size_t i, size_t *row)
{
    const GitChanges *c = d->changes;
    bool there = c && c->known && i < c->hunks.n;
    *row = there ? first_row(&c->hunks.p[i]) : 0;
    return there;
}

bool git_changes_before(const Document *d, size_t row, Buf *out)
{
    const DiffHunk *h = hunk_of(d, row);
    for (size_t i = 0; h && i < h->old_n && h->old_row + i < d->changes->lines.n; i++)
        buf_add(out, d->changes->lines.p[h->old_row + i]);
    return h != NULL;
}

static size_t wrap_round(const GitChanges *c, size_t row, int way)
{
    size_t i = 0;
    if (way > 0) {
        while (i < c->hunks.n && first_row(&c->hunks.p[i]) <= row)
            i++;
        return i < c->hunks.n ? i : 0;
    }
    for (i = c->hunks.n; i > 0 && first_row(&c->hunks.p[i - 1]) >= row; i--)
        ;
    return i > 0 ? i - 1 : c->hunks.n - 1;
}

bool git_changes_step(Workspace *ws, View *v, int way, Err *err)
{
    Document *d = v->doc;
    if (!may_have(d))
        return err_set(err, "git keeps nothing that '%s' could be compared with", d->title);
    if (!ws->options.git_on)
        return err_set(err, "changes are not looked for: git.enabled is off");
    look(ws, d);
    GitChanges *c = d->changes;
    if (c->job) {
        c->step = way;
        return true;
    }
    if (!c->known)
        return err_set(err, "git does not know '%s'", d->title);
    if (c->hunks.n == 0)
        return err_set(err, "'%s' is as git has it", d->title);
    size_t i = wrap_round(c, view_cursor_row(v).n, way);
    view_goto_line(v, first_row(&c->hunks.p[i]), 0);
    v->centre = true;
    message_say(ws, MESSAGE_RESULT, "change %zu of %zu", i + 1, c->hunks.n);
    return true;
}
