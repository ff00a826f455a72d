// A decision as a page of Markdown, with what its changes were.
#include "store/decision-inner.h"

#include "base/diff.h"
#include "base/mem.h"

#include <time.h>

enum { CONTEXT = 3, DIFF_MAX = 64 * 1024, NAME_MAX_BYTES = 60 };

static void add_name(int64_t n, Buf *out)
{
    char name[DECISION_NAME_MAX];
    decision_name(n, name);
    buf_add_c(out, name);
}

static void add_day(int64_t time_ms, Buf *out)
{
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm tm;
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%d", localtime_r(&seconds, &tm));
    buf_add_c(out, text);
}

static void add_item(const char *key, const char *words, Buf *out)
{
    if (words && *words)
        buf_addf(out, "- %s: %s\n", key, words);
}

static void add_head(const Decision *d, Buf *out)
{
    buf_add_c(out, "# ");
    add_name(d->n, out);
    buf_addf(out, ": %s\n\n- Status: %s", d->title, decision_status_name(d->status));
    if (d->superseded_by) {
        buf_add_c(out, " by ");
        add_name(d->superseded_by, out);
    }
    buf_add_c(out, "\n- Date: ");
    add_day(d->time_ms, out);
    buf_add_c(out, "\n");
    VEC_EACH (const int64_t, n, &d->supersedes) {
        buf_add_c(out, "- Supersedes: ");
        add_name(*n, out);
        buf_add_c(out, "\n");
    }
    add_item("Author", d->author, out);
    add_item("Model", d->model, out);
}

static void add_text(const char *heading, const char *words, Buf *out)
{
    if (words && *words)
        buf_addf(out, "\n## %s\n\n%s\n", heading, words);
}

// A fence that nothing in the text ends.
static void add_fence(Str text, Buf *out)
{
    size_t run = 0, longest = 2;
    for (size_t i = 0; i < text.n; i++) {
        run = text.p[i] == '`' ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    buf_add_fill(out, '`', longest + 1);
}

// Whole lines of it, as many as fit.
static Str shorten(Str diff)
{
    ptrdiff_t end = str_rfind_byte(str_upto(diff, DIFF_MAX), '\n');
    return diff.n <= DIFF_MAX ? diff : str_upto(diff, (size_t)(end + 1));
}

static void add_diff(const DecisionLink *l, Str diff, Buf *out)
{
    Str shown = shorten(diff);
    buf_add_byte(out, '\n');
    add_fence(shown, out);
    buf_add_c(out, "diff\n");
    buf_add(out, shown);
    add_fence(shown, out);
    buf_add_byte(out, '\n');
    if (shown.n < diff.n)
        buf_addf(out, "\nThere is more of it: codelab diff %s@%lld %s@%lld\n", l->path,
                 (long long)l->before_n, l->path, (long long)l->n);
}

static void compare(Str before, Str after, Buf *out)
{
    DiffLines old_lines = {0}, new_lines = {0};
    DiffHunks hunks = {0};
    diff_split(before, &old_lines);
    diff_split(after, &new_lines);
    diff_lines(&old_lines, &new_lines, &hunks);
    diff_slide(&old_lines, &new_lines, &hunks);
    diff_unified(&old_lines, &new_lines, &hunks, CONTEXT, out);
    vec_deinit(&old_lines);
    vec_deinit(&new_lines);
    vec_deinit(&hunks);
}

typedef struct {
    Store *s;
    int64_t project;
    Buf *out;
} Page;

static bool read_side(const Page *p, const DecisionLink *l, int64_t n, Buf *out, Err *err)
{
    return n == 0 || store_version_read(p->s, p->project, str_c(l->path), n, NULL, out, err);
}

static void add_contents(const Page *p, const DecisionLink *l)
{
    AUTO(buf) Buf before = BUF_INIT, after = BUF_INIT, diff = BUF_INIT;
    AUTO(err) Err why = {0};
    // the version of a deletion holds what went
    bool ok = l->gone ? read_side(p, l, l->n, &before, &why)
                      : read_side(p, l, l->before_n, &before, &why) &&
                            read_side(p, l, l->n, &after, &why);
    if (!ok) {
        buf_addf(p->out, "\nIts versions can no longer be read: %s\n", err_text(&why));
    } else if (str_find_byte(buf_str(&before), '\0') >= 0 ||
               str_find_byte(buf_str(&after), '\0') >= 0) {
        buf_add_c(p->out, "\nIts content is no text.\n");
    } else {
        compare(buf_str(&before), buf_str(&after), &diff);
        if (diff.n)
            add_diff(l, buf_str(&diff), p->out);
    }
}

static void add_sum(const char *when, const char *hash, Buf *out)
{
    if (*hash)
        buf_addf(out, "- %s: SHA-256 `%s`\n", when, hash);
    else
        buf_addf(out, "- %s: no such file\n", when);
}

static void add_link(const Page *p, const DecisionLink *l)
{
    buf_addf(p->out, "\n### %s@%lld\n\n", l->path, (long long)l->n);
    add_sum("Before", l->hash_before, p->out);
    add_sum("After", l->hash_after, p->out);
    add_contents(p, l);
}

bool store_decision_page(Store *s, int64_t project, const Decision *d, Buf *out, Err *err)
{
    const Page p = {s, project, out};
    add_head(d, out);
    add_text("Context", d->context, out);
    add_text("Decision", d->decision, out);
    add_text("Consequences", d->consequences, out);
    if (d->links.n)
        buf_add_c(out, "\n## Changes\n");
    VEC_EACH (const DecisionLink, l, &d->links) {
        if (store_stopped(s, err))
            return false;
        add_link(&p, l);
    }
    return true;
}

char *decision_file_name(const Decision *d)
{
    AUTO(buf) Buf name = BUF_INIT;
    bool gap = true;
    buf_addf(&name, "%04lld", (long long)d->n);
    for (const char *c = d->title; *c && name.n < NAME_MAX_BYTES; c++) {
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        bool word = letter || (*c >= '0' && *c <= '9');
        if (word && gap)
            buf_add_byte(&name, '-');
        if (word)
            buf_add_byte(&name, (char)(letter ? *c | 0x20 : *c));
        gap = !word;
    }
    buf_add_c(&name, ".md");
    return buf_take(&name);
}
