// Many replacements in one pass: the new tree is built from left to right, out of the replacements,
// copies of what is short between them and pieces or whole subtrees of what is long.
#include "base/bug.h"
#include "base/mem.h"
#include "text/newline.h"
#include "text/text-inner.h"

enum {
    COPY_MAX = 256,        // bytes; a piece for less would cost more than the copy
    PIECES_MAX = 64 << 10, // bytes; more is taken as a subtree
};

typedef struct {
    Bank *bank;
    SnapWalk walk;     // over the text before
    Tree left;         // that text from left_start on; one reference
    size_t left_start; // offset in the text before
    Tree done;         // the new text up to here; one reference
    TreeBuilder more;  // pieces behind that
    char *run;         // bytes behind those, in the bank but not taken; NULL: none
    size_t nrun;
} Rebuild;

static void end_run(Rebuild *r)
{
    if (!r->run)
        return;
    bank_take(r->bank, r->nrun);
    tree_builder_add_mem(&r->more, bank_chunk(r->bank), str_n(r->run, r->nrun));
    r->run = NULL;
    r->nrun = 0;
}

static void put_bytes(Rebuild *r, Str s)
{
    while (s.n) {
        if (!r->run)
            r->run = bank_reserve(r->bank, PIECE_MEM_MAX);
        size_t n = MIN(s.n, PIECE_MEM_MAX - r->nrun);
        memcpy(r->run + r->nrun, s.p, n);
        r->nrun += n;
        s = str_from(s, n);
        if (r->nrun == PIECE_MEM_MAX)
            end_run(r);
    }
}

static void put_pieces(Rebuild *r, Str view, uint64_t source_off)
{
    end_run(r);
    if (!r->walk.block) {
        tree_builder_add_mem(&r->more, r->walk.chunk, view);
        return;
    }
    tree_builder_add(&r->more, (Piece){
                                   .off = source_off,
                                   .nbytes = view.n,
                                   .nl = newline_count(view),
                               });
}

static void put_subtree(Rebuild *r, size_t start, size_t end)
{
    Tree gone, kept;
    end_run(r);
    ptree_split(r->left, start - r->left_start, r->bank, &gone, &kept);
    ptree_unref(gone);
    ptree_split(kept, end - start, r->bank, &kept, &r->left);
    r->left_start = end;
    r->done = ptree_join(r->done, ptree_join(tree_builder_take(&r->more), kept));
}

// Keep [start, end) of the text before.
static void put_kept(Rebuild *r, size_t start, size_t end)
{
    bool is_short = end - start <= COPY_MAX;
    if (end - start > PIECES_MAX) {
        put_subtree(r, start, end);
        return;
    }
    while (start < end) {
        Str s = str_upto(snap_walk_from(&r->walk, start), end - start);
        if (is_short)
            put_bytes(r, s);
        else
            put_pieces(r, s, r->walk.off + (start - r->walk.start));
        start += s.n;
    }
}

static Tree rebuild(const Snap *s, const TextSplice *v, size_t n)
{
    Rebuild r = {.bank = s->bank, .walk = snap_walk(s, true), .left = ptree_ref(&s->tree)};
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        put_kept(&r, kept, v[i].start);
        put_bytes(&r, v[i].with);
        kept = v[i].end;
    }
    put_kept(&r, kept, snap_size(s));
    end_run(&r);
    ptree_unref(r.left);
    snap_walk_deinit(&r.walk);
    return ptree_join(r.done, tree_builder_take(&r.more));
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
    if (n > TEXT_STATE_MANY_MAX || (n > TEXT_EDITS_MAX && t->history.groups)) {
        replace_as_one(t, v, n);
    } else if (n < 2 || t->history.groups) {
        for (size_t i = n; i-- > 0;)
            text_replace(t, v[i].start, v[i].end, v[i].with);
    } else {
        replace_each(t, v, n);
    }
    return t->journal.rev;
}
