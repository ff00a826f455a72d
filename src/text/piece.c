#include "text/piece.h"
#include "base/bug.h"
#include "base/mem.h"
#include "text/newline.h"

Piece piece_of_mem(Chunk *chunk, const char *mem, size_t nbytes)
{
    return (Piece){
        .mem = mem, .chunk = chunk, .nbytes = nbytes, .nl = newline_count(str_n(mem, nbytes))};
}

Piece piece_of_run(uint64_t off, size_t nbytes)
{
    return (Piece){.off = off, .nbytes = nbytes, .nl = NL_ASK};
}

static size_t get_nl(const Piece *p)
{
    return __atomic_load_n(&p->nl, __ATOMIC_RELAXED);
}

// Whole blocks from a border on, whose newlines the index knows or will know.
static bool is_run(const Piece *p, const Bank *bank)
{
    return !p->mem && p->off % BLOCK_BYTES == 0 &&
           (p->nbytes % BLOCK_BYTES == 0 || p->off + p->nbytes == bank->blocks->src.nbytes);
}

LineSum piece_lines(const Piece *p, Bank *bank)
{
    size_t nl = get_nl(p);
    if (nl != NL_ASK)
        return (LineSum){.known = nl};
    return blocks_lines(bank->blocks, p->off, p->off + p->nbytes);
}

static size_t count(const Piece *p, size_t from, size_t end, Bank *bank)
{
    if (p->mem)
        return newline_count(str_n(p->mem + from, end - from));
    return blocks_newlines(bank->blocks, p->off + from, p->off + end);
}

// In the first bytes of a piece that knows its newlines: count the shorter side.
static size_t count_before(const Piece *p, size_t at, Bank *bank)
{
    size_t nl = get_nl(p);
    if (at <= p->nbytes / 2)
        return count(p, 0, at, bank);
    size_t rest = count(p, at, p->nbytes, bank);
    return nl - MIN(nl, rest);
}

LineSum piece_lines_before(const Piece *p, size_t at, Bank *bank)
{
    if (at == 0)
        return (LineSum){0};
    if (at == p->nbytes)
        return piece_lines(p, bank);
    if (!is_run(p, bank))
        return (LineSum){.known = count_before(p, at, bank)};
    uint64_t off = p->off + at, border = off - off % BLOCK_BYTES;
    LineSum out = {0};
    if (border > p->off)
        out = blocks_lines(bank->blocks, p->off, border);
    out.known += blocks_newlines(bank->blocks, border, off);
    return out;
}

size_t piece_next_newline(const Piece *p, size_t from, size_t end, Bank *bank, size_t *look)
{
    if (p->mem) {
        const char *hit = memchr(p->mem + from, '\n', end - from);
        return hit ? (size_t)(hit - p->mem) : p->nbytes;
    }
    uint64_t hit = blocks_next_newline(bank->blocks, p->off + from, p->off + end, look);
    return hit == UINT64_MAX ? p->nbytes : hit - p->off;
}

size_t piece_prev_newline(const Piece *p, size_t from, size_t end, Bank *bank, size_t *look)
{
    if (p->mem) {
        const char *hit = memrchr(p->mem + from, '\n', end - from);
        return hit ? (size_t)(hit - p->mem) : p->nbytes;
    }
    uint64_t hit = blocks_prev_newline(bank->blocks, p->off + from, p->off + end, look);
    return hit == UINT64_MAX ? p->nbytes : hit - p->off;
}

static size_t nth_in_part(const Piece *p, size_t k, Bank *bank)
{
    if (p->mem)
        return newline_nth(str_n(p->mem, p->nbytes), k);
    Block *block = blocks_get(bank->blocks, p->off / BLOCK_BYTES);
    size_t out = newline_nth(str_n(block->p + p->off % BLOCK_BYTES, p->nbytes), k);
    block_unref(block);
    // a block that changed under us may have fewer newlines than were counted
    return MIN(out, p->nbytes - 1);
}

size_t piece_nth_newline(const Piece *p, size_t *k, Bank *bank)
{
    size_t nl = get_nl(p);
    if (nl != NL_ASK && nl < *k) {
        *k -= nl;
        return p->nbytes;
    }
    if (!is_run(p, bank))
        return nth_in_part(p, *k, bank);
    uint64_t hit = blocks_nth_newline(bank->blocks, p->off, p->off + p->nbytes, k);
    return hit == UINT64_MAX ? p->nbytes : hit - p->off;
}

static Piece part_of(const Piece *p, size_t from, size_t end, size_t nl)
{
    Piece out = {.nbytes = end - from, .nl = nl};
    if (p->mem) {
        out.mem = p->mem + from;
        out.chunk = p->chunk;
    } else {
        out.off = p->off + from;
    }
    return out;
}

static PieceCut cut_part(const Piece *p, size_t at, Bank *bank)
{
    size_t before = count_before(p, at, bank), nl = get_nl(p);
    return (PieceCut){
        .left = {part_of(p, 0, at, before)},
        .right = {part_of(p, at, p->nbytes, nl - MIN(nl, before))},
        .nleft = 1,
        .nright = 1,
    };
}

static PieceCut cut_run(const Piece *p, size_t at, Bank *bank)
{
    PieceCut out = {0};
    size_t first = at - (p->off + at) % BLOCK_BYTES; // of the block that is cut
    size_t last = MIN(first + BLOCK_BYTES, p->nbytes);
    if (first)
        out.left[out.nleft++] = part_of(p, 0, first, NL_ASK);
    if (at == first) {
        out.right[out.nright++] = part_of(p, at, p->nbytes, NL_ASK);
        return out;
    }
    out.left[out.nleft++] = part_of(p, first, at, count(p, first, at, bank));
    out.right[out.nright++] = part_of(p, at, last, count(p, at, last, bank));
    if (last < p->nbytes)
        out.right[out.nright++] = part_of(p, last, p->nbytes, NL_ASK);
    return out;
}

PieceCut piece_cut(const Piece *p, size_t at, Bank *bank)
{
    BUG_ON(at == 0 || at >= p->nbytes);
    return is_run(p, bank) ? cut_run(p, at, bank) : cut_part(p, at, bank);
}
