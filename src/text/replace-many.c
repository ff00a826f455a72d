// Many replacements at once: one by one where undo keeps each, else as one new tree.
#include "base/bug.h"
#include "base/mem.h"
#include "text/log-inner.h"

static Tree rebuild(const Snap *s, const TextSplice *v, size_t n)
{
    TextRewrite *r = text_rewrite_new(s);
    for (size_t i = 0; i < n; i++)
        text_rewrite_put(r, v[i].start, v[i].end, v[i].with);
    text_rewrite_end(r);
    return text_rewrite_take(r, s->bank);
}

static TextEdit covering(const Snap *before, const Snap *after, const TextSplice *v, size_t n)
{
    size_t behind = snap_size(before) - v[n - 1].end;
    TextEdit e = {
        .start = v[0].start,
        .old_end = v[n - 1].end,
        .new_end = snap_size(after) - behind,
    };
    text_edit_place(&e, before->bank, &before->tree, &after->tree);
    return e;
}

// More than undo keeps one by one: one edit, from the first to the last.
static void replace_as_one(Text *t, const TextSplice *v, size_t n)
{
    Snap *before = text_snapshot(t);
    Tree tree = rebuild(before, v, n);
    Snap *now = text_writable(t);
    Tree old = now->tree;
    now->tree = tree;
    TextEdit e = covering(before, now, v, n);
    text_journal_add(&t->journal, &e);
    text_history_add_whole(&t->history, before->bank, &e, old);
    snap_free(before);
}

// The edits that v stands for, the last one first; with rows if they are to be journalled.
static TextEdit *edits_of(const Snap *s, const TextSplice *v, size_t n)
{
    TextEdit *out = NEW_ARRAY(TextEdit, n);
    for (size_t i = 0; i < n; i++) {
        const TextSplice *x = &v[n - 1 - i];
        if (n <= TEXT_JOURNAL_MANY_MAX)
            out[i] = text_edit_of(s, x->start, x->end, x->with);
        else
            out[i] =
                (TextEdit){.start = x->start, .old_end = x->end, .new_end = x->start + x->with.n};
    }
    return out;
}

static void journal_all(Text *t, const Snap *before, TextEdit *edits, const TextSplice *v, size_t n)
{
    if (n > TEXT_JOURNAL_MANY_MAX) {
        TextEdit e = covering(before, t->now, v, n);
        edits[n - 1].rev = text_journal_add(&t->journal, &e);
        return;
    }
    for (size_t i = 0; i < n; i++)
        text_journal_add(&t->journal, &edits[i]);
}

// Each place is an edit of the undo step, so that typing can go on at all of them.
static void replace_each(Text *t, const TextSplice *v, size_t n)
{
    Snap *before = text_snapshot(t);
    TextEdit *edits = edits_of(before, v, n);
    Tree *removed = n <= TEXT_EDITS_MAX ? NEW_ARRAY(Tree, n) : NULL, old = {0};
    Snap *now = text_writable(t);
    for (size_t i = 0; removed && i < n; i++) { // last to first: the others stay where they are
        const TextSplice *x = &v[n - 1 - i];
        now->tree = ptree_replace(now->tree, x->start, x->end, x->with, now->bank, &removed[i]);
    }
    if (!removed) {
        old = now->tree;
        now->tree = rebuild(before, v, n);
    }
    journal_all(t, before, edits, v, n);
    text_history_add_many(&t->history, edits, n, removed, old);
    free(removed);
    free(edits);
    snap_free(before);
}

TextRev text_replace_many(Text *t, const TextSplice *v, size_t n)
{
    for (size_t i = 0, end = 0; i < n; end = v[i++].end)
        BUG_ON(v[i].start < end || v[i].end < v[i].start || v[i].end > snap_size(t->now));
    if (n == 0)
        return t->journal.rev;
    text_logs_begin(t);
    if (n > TEXT_STATE_MANY_MAX || (n > TEXT_EDITS_MAX && t->history.groups)) {
        replace_as_one(t, v, n);
    } else if (n < 2 || t->history.groups) {
        for (size_t i = n; i-- > 0;)
            text_replace_unlogged(t, v[i].start, v[i].end, v[i].with);
    } else {
        replace_each(t, v, n);
    }
    text_logs_many(t, v, n);
    return t->journal.rev;
}
