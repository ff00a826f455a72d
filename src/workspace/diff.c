// Comparing on a worker; moving about in what differs.
#include "workspace/diff.h"
#include "loop/loop.h"
#include "syntax/syntax.h"
#include "workspace/coding.h"
#include "workspace/inner.h"

typedef struct {
    Workspace *ws;
    Diff *diff;        // owned
    DiffSideText a, b; // their texts are owned, their names are not there any more
    Buf text;
    bool trim;
    Err err;
    LoopJob *job;
} CompareJob;

static bool read_side(const DiffSideText *side, const atomic_bool *cancelled, Buf *out, Err *err)
{
    bool exact;
    Coding coding = side->coding;
    Text *t =
        coding.encoding ? coding_decode_large(side->text, &coding, &exact, cancelled, err) : NULL;
    const Snap *s = t ? text_now(t) : side->text;
    bool ok = t || !coding.encoding;
    if (ok)
        snap_add_to(s, 0, snap_size(s), out);
    text_free(t);
    return ok;
}

static void compare_work(void *arg, const atomic_bool *cancelled)
{
    CompareJob *j = arg;
    AUTO(buf) Buf a = BUF_INIT, b = BUF_INIT;
    if (read_side(&j->a, cancelled, &a, &j->err) && read_side(&j->b, cancelled, &b, &j->err))
        diff_build(j->diff, buf_str(&a), buf_str(&b), j->trim, &j->text);
}

static void compare_done(void *arg, bool cancelled)
{
    CompareJob *j = arg;
    j->ws->comparing--;
    if (j->ws->compare == j->job)
        j->ws->compare = NULL;
    if (!cancelled && j->err.msg)
        message_say(j->ws, MESSAGE_WARNING, "cannot compare %s with %s: %s", j->diff->a_name,
                    j->diff->b_name, err_text(&j->err));
    else if (!cancelled && j->diff->changes.n == 0 && !j->diff->version)
        message_say(j->ws, MESSAGE_RESULT, "%s and %s do not differ", j->diff->a_name,
                    j->diff->b_name);
    else if (!cancelled)
        workspace_show_diff(j->ws, steal(&j->diff), &j->text);
    diff_free(j->diff);
    snap_free(j->a.text);
    snap_free(j->b.text);
    buf_deinit(&j->text);
    err_deinit(&j->err);
    free(j);
}

bool workspace_compare(Workspace *ws, DiffSideText a, DiffSideText b, const char *path, Err *err)
{
    size_t most = MAX(snap_size(a.text), snap_size(b.text));
    if (most > DIFF_MAX_BYTES) {
        snap_free(a.text);
        snap_free(b.text);
        return err_set(err, "cannot compare %s with %s: %zu MB is more than %d MB", a.name, b.name,
                       most >> 20, DIFF_MAX_BYTES >> 20);
    }
    CompareJob *j = NEW(CompareJob);
    *j = (CompareJob){.ws = ws, .diff = NEW(Diff), .a = a, .b = b};
    j->trim = ws->options.diff_trim;
    *j->diff = (Diff){.a_name = xstrdup(a.name),
                      .b_name = xstrdup(b.name),
                      .path = path ? xstrdup(path) : NULL,
                      .version = a.version,
                      .beside = ws->options.diff_beside};
    ws->comparing++;
    ws->compare = j->job = loop_job_new(ws->loop, compare_work, compare_done, j);
    return true;
}

bool diff_side_of(Workspace *ws, Text *raw, const Encoding *as, DiffSideText *out, Err *err)
{
    Decoded x = {0};
    if (!coding_decode(raw, as, &ws->options, &x, err))
        return false;
    if (x.more)
        out->coding = x.coding; // only its start was decoded
    out->text = x.more ? steal(&x.more) : text_snapshot(x.text);
    text_free(x.text);
    return true;
}

bool diff_read_file(Workspace *ws, const char *path, const Encoding *as, DiffSideText *out,
                    Err *err)
{
    FsStat st;
    bool on_disk;
    Text *raw = document_read(ws, path, &st, &on_disk, err);
    return raw && diff_side_of(ws, raw, as, out, err);
}

bool document_compare_saved(Workspace *ws, Document *d, Err *err)
{
    if (!d->path || !d->on_disk)
        return err_set(err, "cannot compare '%s': it was never saved", d->title);
    if (d->partial)
        return err_set(err, "cannot compare '%s': it is not read to its end", d->title);
    AUTO(free) char *name = xasprintf("%s on disk", d->title);
    DiffSideText disk = {.name = name};
    return diff_read_file(ws, d->path, d->coding.encoding, &disk, err) &&
           workspace_compare(ws, disk,
                             (DiffSideText){.name = d->title, .text = text_snapshot(d->text)},
                             d->path, err);
}

bool diff_step(View *v, int step, Err *err)
{
    const Diff *d = v->doc->diff;
    if (!d || d->changes.n == 0)
        return err_set(err, "'%s' shows no differences", v->doc->title);
    size_t here = diff_line_at(d, view_cursor(v)), n = d->changes.n, i = 0;
    while (i < n && d->changes.p[i] <= here)
        i++; // the first one behind the cursor
    if (step > 0)
        i = i == n ? 0 : i;
    else
        i = i && d->changes.p[i - 1] == here ? (i - 1 + n - 1) % n : (i + n - 1) % n;
    view_goto(v, d->lines.p[d->changes.p[i]].off);
    v->centre = true;
    return true;
}

bool diff_open_file(Workspace *ws, View *v, Err *err)
{
    const Diff *d = v->doc->diff;
    if (!d || !d->path)
        return err_set(err, "'%s' belongs to no file", v->doc->title);
    AUTO(free) char *path = xstrdup(d->path);
    if (d->lines.n == 0)
        return workspace_open_at(ws, path, 1, 1, err);
    const DiffLine *line = &d->lines.p[diff_line_at(d, view_cursor(v))];
    int col = line->kind == DIFF_REMOVED ? 0 : view_cursor_col(v);
    return workspace_open_at(ws, path, (int)line->b_row + 1, col + 1, err);
}
