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
    tree_builder_add_mem(&r->more, str_n(r->run, r->nrun));
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
        tree_builder_add_mem(&r->more, view);
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

static void replace_all(Text *t, const TextSplice *v, size_t n)
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

TextRev text_replace_many(Text *t, const TextSplice *v, size_t n)
{
    for (size_t i = 0, end = 0; i < n; end = v[i++].end)
        BUG_ON(v[i].start < end || v[i].end < v[i].start || v[i].end > snap_size(t->now));
    if (n > TEXT_EDITS_MAX) {
        replace_all(t, v, n);
        return t->journal.rev;
    }
    text_group_begin(t);
    // last to first, so that the others stay where they are
    for (size_t i = n; i-- > 0;)
        text_replace(t, v[i].start, v[i].end, v[i].with);
    text_group_end(t);
    return t->journal.rev;
}
