// Steps by cluster and by word.  All look-ahead is bounded, whatever the length of a line.
#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"
#include "text/snap.h"

enum {
    LOOK_BACK = 4 * WIDTH_CLUSTER_MAX, // bytes that decide where a cluster starts
    WORD_MAX = 64 << 10,               // bytes; longer runs are crossed in steps of it
};

static bool is_plain(int c)
{
    return c >= ' ' && c < 0x7F;
}

size_t snap_next_cluster(const Snap *s, size_t off)
{
    char bytes[WIDTH_CLUSTER_MAX];
    size_t n = snap_read(s, off, bytes, 2);
    if (n < 2)
        return off + n;
    if (is_plain(bytes[0]) && is_plain(bytes[1]))
        return off + 1;
    if (bytes[0] == '\r' && bytes[1] == '\n')
        return off + 2;
    n += snap_read(s, off + n, bytes + n, sizeof bytes - n);
    int cells;
    return off + width_cluster(str_n(bytes, n), 1, &cells);
}

size_t snap_prev_cluster(const Snap *s, size_t off)
{
    off = MIN(off, snap_size(s));
    if (off < 2)
        return 0;
    char bytes[LOOK_BACK];
    snap_read(s, off - 2, bytes, 2);
    if (is_plain(bytes[0]) && is_plain(bytes[1]))
        return off - 1;
    if (bytes[0] == '\r' && bytes[1] == '\n')
        return off - 2;
    size_t n = MIN(off, sizeof bytes);
    snap_read(s, off - n, bytes, n);
    return off - n + width_prev(str_n(bytes, n), n);
}

typedef enum { CHAR_END, CHAR_LINE, CHAR_BLANK, CHAR_MARK, CHAR_WORD } CharKind;

// VS Code's editor.wordSeparators are what ASCII has beside letters, digits and '_'.
static CharKind kind_of(int c)
{
    if (c < 0)
        return CHAR_END;
    if (c == '\n' || c == '\r')
        return CHAR_LINE;
    if (c == ' ' || c == '\t')
        return CHAR_BLANK;
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bool is_digit = c >= '0' && c <= '9';
    return c == '_' || is_letter || is_digit || c < ' ' || c >= 0x7F ? CHAR_WORD : CHAR_MARK;
}

static CharKind kind_at(SnapWalk *w, size_t off)
{
    return kind_of(snap_walk_byte(w, off));
}

static CharKind kind_before(SnapWalk *w, size_t off)
{
    return off ? kind_of(snap_walk_byte(w, off - 1)) : CHAR_END;
}

static size_t skip(SnapWalk *w, size_t off, CharKind kind)
{
    size_t most = off + WORD_MAX;
    while (off < most && kind_at(w, off) == kind)
        off++;
    return off;
}

static size_t skip_back(SnapWalk *w, size_t off, CharKind kind)
{
    size_t least = off > WORD_MAX ? off - WORD_MAX : 0;
    while (off > least && kind_before(w, off) == kind)
        off--;
    return off;
}

// Over the end of a line, one alone.
static size_t skip_line_end(SnapWalk *w, size_t off)
{
    if (snap_walk_byte(w, off) == '\r' && snap_walk_byte(w, off + 1) == '\n')
        return off + 2;
    return off + 1;
}

size_t snap_next_word(const Snap *s, size_t off)
{
    AUTO(snap_walk) SnapWalk w = snap_walk(s, false);
    if (off >= snap_size(s))
        return snap_size(s);
    if (kind_at(&w, off) == CHAR_LINE)
        off = skip_line_end(&w, off);
    off = skip(&w, off, CHAR_BLANK);
    CharKind kind = kind_at(&w, off);
    if (kind == CHAR_LINE || kind == CHAR_END)
        return off;
    size_t end = skip(&w, off, kind);
    // a mark alone goes with the word behind it
    if (kind == CHAR_MARK && end == off + 1 && kind_at(&w, end) == CHAR_WORD)
        end = skip(&w, end, CHAR_WORD);
    return end;
}

size_t snap_prev_word(const Snap *s, size_t off)
{
    AUTO(snap_walk) SnapWalk w = snap_walk(s, false);
    off = MIN(off, snap_size(s));
    if (kind_before(&w, off) == CHAR_LINE) {
        bool pair =
            snap_walk_byte(&w, off - 1) == '\n' && off > 1 && snap_walk_byte(&w, off - 2) == '\r';
        off -= pair ? 2 : 1;
    }
    off = skip_back(&w, off, CHAR_BLANK);
    CharKind kind = kind_before(&w, off);
    return kind == CHAR_LINE || kind == CHAR_END ? off : skip_back(&w, off, kind);
}

void snap_word_at(const Snap *s, size_t off, size_t *start, size_t *end)
{
    AUTO(snap_walk) SnapWalk w = snap_walk(s, false);
    CharKind kind = kind_at(&w, off);
    if (kind != CHAR_WORD && kind_before(&w, off) == CHAR_WORD)
        kind = CHAR_WORD;
    bool is_run = kind != CHAR_END && kind != CHAR_LINE;
    *start = is_run ? skip_back(&w, off, kind) : off;
    *end = is_run ? skip(&w, off, kind) : off;
}
