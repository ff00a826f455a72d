#include "base/bug.h"
#include "base/mem.h"
#include "text/log-inner.h"
#include "text/newline.h"
#include "text/text-inner.h"

static Text *text_of(Bank *bank, Tree tree)
{
    Text *t = NEW(Text);
    t->now = snap_new(bank, tree);
    text_history_init(&t->history);
    return t;
}

Text *text_new(void)
{
    return text_of(bank_new(NULL), (Tree){0});
}

Text *text_new_from(Str bytes)
{
    Bank *bank = bank_new(NULL);
    const char *p = bank_add(bank, bytes);
    return text_of(bank, ptree_of_mem(bank_chunk(bank), str_n(p, bytes.n)));
}

Text *text_new_take(Buf *bytes)
{
    Bank *bank = bank_new(NULL);
    size_t n = bytes->n;
    char *p = xrealloc(buf_take(bytes), MAX(n, (size_t)1), 1); // without the room behind
    bank_adopt(bank, p, n);
    return text_of(bank, ptree_of_mem(bank_chunk(bank), str_n(p, n)));
}

Text *text_new_source(TextSource src)
{
    TreeBuilder b = {0};
    if (src.nbytes)
        tree_builder_add(&b, piece_of_run(0, src.nbytes));
    return text_of(bank_new(blocks_new(src)), tree_builder_take(&b));
}

void text_free(Text *t)
{
    if (!t)
        return;
    text_logs_free(t);
    text_history_deinit(&t->history);
    text_journal_deinit(&t->journal);
    snap_free(t->now);
    free(t);
}

bool text_source_failed(const Text *t)
{
    return snap_source_failed(t->now);
}

const Snap *text_now(const Text *t)
{
    return t->now;
}

Snap *text_snapshot(const Text *t)
{
    return snap_ref(t->now);
}

TextRev text_rev(const Text *t)
{
    return t->journal.rev;
}

Snap *text_writable(Text *t)
{
    if (__atomic_load_n(&t->now->refs, __ATOMIC_ACQUIRE) != 1) {
        Snap *mine = snap_new(bank_ref(t->now->bank), ptree_ref(&t->now->tree));
        snap_free(t->now);
        t->now = mine;
    }
    return t->now;
}

TextEdit text_edit_unplaced(const TextEdit *e)
{
    return (TextEdit){
        .rev = e->rev, .start = e->start, .old_end = e->old_end, .new_end = e->new_end};
}

TextEdit text_edit_of(const Snap *s, size_t start, size_t end, Str with)
{
    TextEdit e = {.start = start, .old_end = end, .new_end = start + with.n};
    e.exact = snap_place(s, start, &e.start_row, &e.start_col);
    if (start == end) {
        e.old_end_row = e.start_row;
        e.old_end_col = e.start_col;
    } else {
        e.exact &= snap_place(s, end, &e.old_end_row, &e.old_end_col);
    }
    if (!e.exact)
        return text_edit_unplaced(&e);
    ptrdiff_t last = str_rfind_byte(with, '\n');
    e.new_end_row = e.start_row + newline_count(with);
    e.new_end_col = last < 0 ? e.start_col + with.n : with.n - (size_t)last - 1;
    return e;
}

void text_edit_place(TextEdit *e, Bank *bank, const Tree *from, const Tree *to)
{
    Snap before = {.bank = bank, .tree = *from}, after = {.bank = bank, .tree = *to};
    e->exact = snap_place(&before, e->start, &e->start_row, &e->start_col) &&
               snap_place(&before, e->old_end, &e->old_end_row, &e->old_end_col) &&
               snap_place(&after, e->new_end, &e->new_end_row, &e->new_end_col);
    if (!e->exact)
        *e = text_edit_unplaced(e);
}

TextRev text_replace_unlogged(Text *t, size_t start, size_t end, Str with)
{
    if (start == end && with.n == 0)
        return t->journal.rev;
    TextEdit e = text_edit_of(t->now, start, end, with);
    Snap *s = text_writable(t);
    Tree removed;
    s->tree = ptree_replace(s->tree, start, end, with, s->bank, &removed);
    text_journal_add(&t->journal, &e);
    text_history_add(&t->history, s->tree, s->bank, &e, removed);
    return e.rev;
}

TextRev text_replace(Text *t, size_t start, size_t end, Str with)
{
    BUG_ON(start > end || end > snap_size(t->now));
    if (start == end && with.n == 0)
        return t->journal.rev;
    text_logs_begin(t);
    TextRev rev = text_replace_unlogged(t, start, end, with);
    text_logs_edit(t, start, end - start, with);
    return rev;
}

void text_check(const Text *t)
{
    BUG_ON(t->now->refs == 0);
    ptree_check(&t->now->tree);
    text_history_check(&t->history);
}
