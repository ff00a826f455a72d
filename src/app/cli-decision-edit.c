// codelab decision new, edit: a record from options, from a form on stdin or from an editor.
#include "app/cli-decision.h"
#include "app/cli-talk.h"

#include "base/fs.h"
#include "base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { FORM_MAX = 4 * 1024 * 1024 };

static void set(char **words, const char *to)
{
    if (!to)
        return;
    free(*words);
    *words = xstrdup(to);
}

static bool is_given(const DecisionRequest *r)
{
    return r->title || r->status || r->author || r->model || r->context || r->decision ||
           r->consequences;
}

// What the options say.
static bool apply(const DecisionRequest *r, Decision *d, Err *err)
{
    DecisionStatus status = r->status ? decision_status_find(str_c(r->status)) : d->status;
    if (status == DECISION_STATUS_COUNT)
        return err_set(err, "'%s' is no status: use proposed, accepted or rejected", r->status);
    d->status = status;
    set(&d->title, r->title);
    set(&d->author, r->author);
    set(&d->model, r->model);
    set(&d->context, r->context);
    set(&d->decision, r->decision);
    set(&d->consequences, r->consequences);
    return true;
}

static bool read_stdin(Buf *out, Err *err)
{
    char piece[8192];
    size_t n;
    while ((n = fread(piece, 1, sizeof piece, stdin)) > 0 && out->n <= FORM_MAX)
        buf_add(out, str_n(piece, n));
    return out->n <= FORM_MAX || err_set(err, "the form is longer than 4 MB");
}

static bool from_stdin(Decision *d, Err *err)
{
    AUTO(buf) Buf form = BUF_INIT;
    DecisionLinks links = d->links;
    d->links = (DecisionLinks){0};
    bool ok = read_stdin(&form, err) && decision_form_read(buf_str(&form), d, err);
    VEC_EACH (DecisionLink, l, &links)
        vec_push(&d->links, *l); // those of the words and those of the form
    vec_deinit(&links);
    return ok;
}

// A new file for the form, owned; NULL on failure.
static char *write_form(Str form, Err *err)
{
    const char *tmp = getenv("TMPDIR");
    char *path = xasprintf("%s/decision-XXXXXX.md", tmp && *tmp ? tmp : "/tmp");
    AUTO(fd) int fd = mkstemps(path, 3);
    if (fd >= 0 && fs_write_fd(fd, form, err))
        return path;
    if (fd < 0)
        err_set_errno(err, errno, "cannot write a form at '%s'", path);
    free(path);
    return NULL;
}

static bool ask_editor(const char *path, Str before, Decision *d, Err *err)
{
    AUTO(buf) Buf form = BUF_INIT;
    static const char otherwise[] = ", or give --title and the like, or a form on stdin with -";
    if (!cli_edit(path, otherwise, err) || !fs_read(path, FORM_MAX, &form, err))
        return false;
    return (!str_eq(buf_str(&form), before) || err_set(err, "the form was left as it was, so "
                                                            "nothing was recorded")) &&
           decision_form_read(buf_str(&form), d, err);
}

// The file stays if it holds what could not be recorded.
static bool record(const DecisionRequest *r, Decision *d, const char *path, Err *err)
{
    if (store_decision_put(r->store, r->project, d, err))
        return true;
    return path ? err_wrap(err, "the form is kept as '%s'", path) : false;
}

static bool from_editor(const DecisionRequest *r, Decision *d, Err *err)
{
    AUTO(buf) Buf before = BUF_INIT;
    FsStat st;
    decision_form_write(d, &before);
    AUTO(free) char *path = write_form(buf_str(&before), err);
    if (!path)
        return false;
    bool ok = ask_editor(path, buf_str(&before), d, err);
    AUTO(buf) Buf after = BUF_INIT;
    bool same = fs_read(path, FORM_MAX, &after, NULL) && str_eq(buf_str(&after), buf_str(&before));
    if (ok)
        ok = record(r, d, path, err);
    else if (!same && fs_stat(path, &st, NULL))
        (void)err_wrap(err, "the form is kept as '%s'", path);
    if (ok || same)
        (void)unlink(path); // it may be gone
    return ok;
}

static bool fill(const DecisionRequest *r, Decision *d, bool form, Err *err)
{
    if (form && !from_stdin(d, err))
        return false;
    if (!apply(r, d, err))
        return false;
    return form || is_given(r) ? record(r, d, NULL, err) : from_editor(r, d, err);
}

static bool add_change(const DecisionRequest *r, const char *word, Decision *d, Err *err)
{
    Version v;
    DecisionLink l;
    bool ok = decision_change(r, word, &l, err);
    AUTO(buf) Buf bytes = BUF_INIT;
    // the form names it by its number
    if (ok && l.n == 0) {
        ok = store_version_read(r->store, r->project, str_c(l.path), 0, &v, &bytes, err);
        l.n = ok ? v.n : 0;
    }
    vec_push(&d->links, l);
    return ok;
}

bool decision_new(const DecisionRequest *r, Err *err)
{
    Decision d = {0};
    bool ok = true, form = false;
    for (size_t i = 0; ok && i < r->nwords; i++)
        if (strcmp(r->words[i], "-") == 0)
            form = true;
        else
            ok = add_change(r, r->words[i], &d, err);
    ok = ok && fill(r, &d, form, err) && decision_tell(r, d.n, " is recorded", err);
    decision_deinit(&d);
    return ok;
}

bool decision_edit(const DecisionRequest *r, Err *err)
{
    Decision d = {0};
    int64_t n;
    bool form = r->nwords == 2;
    if (form && strcmp(r->words[1], "-") != 0)
        return err_set(err, "edit takes a number, and - for a form on stdin");
    bool ok = decision_word(r, 0, &n, err) && store_decision_get(r->store, r->project, n, &d, err);
    if (ok && form) { // it says all that holds
        decision_links_deinit(&d.links);
        d.links = (DecisionLinks){0};
    }
    ok = ok && fill(r, &d, form, err) && decision_tell(r, n, " is changed", err);
    decision_deinit(&d);
    return ok;
}
