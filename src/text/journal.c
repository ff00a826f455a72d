#include "base/bug.h"
#include "text/text-inner.h"

enum {
    // A reader that pulls each turn is never further behind than this.
    JOURNAL_KEPT = 4096,
};

void text_journal_deinit(TextJournal *j)
{
    vec_deinit(&j->edits);
}

TextRev text_journal_add(TextJournal *j, TextEdit *e)
{
    if (j->edits.n == 2 * JOURNAL_KEPT)
        vec_remove(&j->edits, 0, JOURNAL_KEPT);
    e->rev = ++j->rev;
    vec_push(&j->edits, *e);
    return e->rev;
}

TextPull text_pull(const Text *t, TextRev *rev, TextEdit *out)
{
    const TextJournal *j = &t->journal;
    if (*rev == j->rev)
        return TEXT_EDIT_NONE;
    BUG_ON(*rev > j->rev);
    TextRev behind = j->rev - *rev;
    if (behind > j->edits.n)
        return TEXT_EDIT_LOST;
    *out = j->edits.p[j->edits.n - behind];
    *rev = out->rev;
    return TEXT_EDIT_ONE;
}

size_t text_map(const TextEdit *e, size_t off, bool after)
{
    bool inserted_here = off == e->start && e->start == e->old_end;
    if (off < e->start || (off == e->start && !(inserted_here && after)))
        return off;
    if (off >= e->old_end)
        return off - e->old_end + e->new_end;
    return MIN(off, e->new_end);
}
