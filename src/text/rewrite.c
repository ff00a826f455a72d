// Many replacements in one pass: the new tree is built from left to right, out of the replacements,
// copies of what is short between them and pieces or whole subtrees of what is long.  It is built
// on any thread, as its bytes go to a bank of its own until the text takes it over.
#include "base/bug.h"
#include "base/mem.h"
#include "text/newline.h"
#include "text/log-inner.h"

enum {
    COPY_MAX = 256,       // bytes; a piece for less would cost more than the copy
    PIECES_MAX = 2 << 10, // bytes; more is taken as a subtree, of which nothing is read
};

struct TextRewrite {
    Snap *before;      // one reference
    Bank *bank;        // of the new bytes; owned
    SnapWalk walk;     // over the text before
    Tree left;         // that text from left_start on; one reference
    size_t left_start; // offset in the text before
    Tree done;         // the new text up to here; one reference
    TreeBuilder more;  // pieces behind that
    char *run;         // bytes behind those, in the bank but not taken; NULL: none
    size_t nrun;
    size_t kept;     // all before is made; offset in the text before
    size_t start, n; // of the first replacement; how many there are
    Buf log;         // all of them, for the logs of the text
};

static Tree steal_tree(Tree *t)
{
    Tree out = *t;
    *t = (Tree){0};
    return out;
}

static void end_run(TextRewrite *r)
{
    if (!r->run)
        return;
    bank_take(r->bank, r->nrun);
    tree_builder_add_mem(&r->more, bank_chunk(r->bank), str_n(r->run, r->nrun));
    r->run = NULL;
    r->nrun = 0;
}

static void put_bytes(TextRewrite *r, Str s)
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

static void put_pieces(TextRewrite *r, Str view, uint64_t source_off)
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

static void put_subtree(TextRewrite *r, size_t start, size_t end)
{
    Tree gone, kept;
    end_run(r);
    ptree_split(r->left, start - r->left_start, r->before->bank, &gone, &kept);
    ptree_unref(gone);
    ptree_split(kept, end - start, r->before->bank, &kept, &r->left);
    r->left_start = end;
    r->done = ptree_join(r->done, ptree_join(tree_builder_take(&r->more), kept));
}

// Keep [start, end) of the text before.
static void put_kept(TextRewrite *r, size_t start, size_t end)
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

TextRewrite *text_rewrite_new(const Snap *s)
{
    TextRewrite *r = NEW(TextRewrite);
    r->before = snap_ref(s);
    r->bank = bank_new(NULL);
    r->walk = snap_walk(r->before, true);
    r->left = ptree_ref(&s->tree);
    return r;
}

void text_rewrite_free(TextRewrite *r)
{
    if (!r)
        return;
    ptree_unref(r->done);
    ptree_unref(tree_builder_take(&r->more));
    ptree_unref(r->left);
    snap_walk_deinit(&r->walk);
    bank_unref(r->bank);
    snap_free(r->before);
    buf_deinit(&r->log);
    free(r);
}

void text_rewrite_put(TextRewrite *r, size_t start, size_t end, Str with)
{
    BUG_ON(start < r->kept || end < start || end > snap_size(r->before));
    if (r->n++ == 0)
        r->start = start;
    log_add_splice(&r->log, start - r->kept, end - start, with);
    put_kept(r, r->kept, start);
    put_bytes(r, with);
    r->kept = end;
}

size_t text_rewrite_count(const TextRewrite *r)
{
    return r->n;
}

void text_rewrite_end(TextRewrite *r)
{
    size_t end = r->kept;
    put_kept(r, end, snap_size(r->before));
    end_run(r);
    r->kept = end; // the last replacement's end, for the edit
    ptree_unref(steal_tree(&r->left));
    r->done = ptree_join(r->done, tree_builder_take(&r->more));
}

Tree text_rewrite_take(TextRewrite *r, Bank *bank)
{
    Tree out = steal_tree(&r->done);
    bank_merge(bank, r->bank);
    text_rewrite_free(r);
    return out;
}

bool text_rewrite_apply(Text *t, TextRewrite *r)
{
    bool is_same = t->now == r->before || t->now->tree.node == r->before->tree.node;
    if (r->n == 0 || !is_same) {
        text_rewrite_free(r);
        return false;
    }
    TextEdit e = {.start = r->start, .old_end = r->kept};
    AUTO(buf) Buf log = r->log;
    size_t n = r->n;
    r->log = (Buf)BUF_INIT;
    text_logs_begin(t);
    size_t behind = snap_size(r->before) - r->kept;
    Snap *now = text_writable(t);
    Tree old = now->tree;
    now->tree = text_rewrite_take(r, now->bank);
    e.new_end = snap_size(now) - behind;
    text_edit_place(&e, now->bank, &old, &now->tree);
    text_journal_add(&t->journal, &e);
    text_history_add_whole(&t->history, now->bank, &e, old);
    text_logs_rewrite(t, n, buf_str(&log));
    return true;
}
