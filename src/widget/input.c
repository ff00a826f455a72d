#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"
#include "widget/widget.h"

typedef enum { CHAR_BLANK, CHAR_WORD, CHAR_SIGN } CharClass;

void input_deinit(Input *in)
{
    buf_deinit(&in->text);
    *in = (Input){0};
}

static void select_to(Input *in, size_t cursor, bool keep_anchor)
{
    in->cursor = cursor;
    if (!keep_anchor)
        in->anchor = cursor;
}

void input_set(Input *in, Str text)
{
    buf_clear(&in->text);
    buf_add(&in->text, text);
    select_to(in, in->text.n, false);
}

Str input_selected(const Input *in)
{
    size_t from = MIN(in->anchor, in->cursor), to = MAX(in->anchor, in->cursor);
    return str_upto(str_from(buf_str(&in->text), from), to - from);
}

void input_select_all(Input *in)
{
    in->anchor = 0;
    in->cursor = in->text.n;
}

static void replace(Input *in, size_t from, size_t to, Str with)
{
    buf_splice(&in->text, from, to, with);
    select_to(in, from + with.n, false);
}

void input_insert(Input *in, Str text)
{
    AUTO(buf) Buf line = BUF_INIT;
    buf_add(&line, text);
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] == '\n' || line.p[i] == '\r')
            line.p[i] = ' ';
    replace(in, MIN(in->anchor, in->cursor), MAX(in->anchor, in->cursor), buf_str(&line));
}

static size_t next_cluster(const Input *in, size_t at)
{
    int cells;
    return at + width_cluster(str_from(buf_str(&in->text), at), 1, &cells);
}

static size_t prev_cluster(const Input *in, size_t at)
{
    return at > 0 ? width_prev(buf_str(&in->text), at) : 0;
}

static CharClass class_of(char c)
{
    if (c == ' ' || c == '\t')
        return CHAR_BLANK;
    bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return letter || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) ? CHAR_WORD : CHAR_SIGN;
}

static size_t next_word(const Input *in, size_t at)
{
    const char *p = in->text.p;
    while (at < in->text.n && class_of(p[at]) == CHAR_BLANK)
        at++;
    if (at == in->text.n)
        return at;
    CharClass class = class_of(p[at]);
    while (at < in->text.n && class_of(p[at]) == class)
        at = next_cluster(in, at);
    return at;
}

static size_t prev_word(const Input *in, size_t at)
{
    const char *p = in->text.p;
    while (at > 0 && class_of(p[at - 1]) == CHAR_BLANK)
        at--;
    if (at == 0)
        return 0;
    CharClass class = class_of(p[at - 1]);
    while (at > 0 && class_of(p[at - 1]) == class)
        at = prev_cluster(in, at);
    return at;
}

static InputAnswer move(Input *in, size_t to, const Key *k)
{
    select_to(in, to, k->mods & MOD_SHIFT);
    return INPUT_MOVED;
}

/* Left and right first go to the edge of a selection. */
static InputAnswer step(Input *in, const Key *k, bool left)
{
    size_t from = MIN(in->anchor, in->cursor), to = MAX(in->anchor, in->cursor);
    if (k->mods & (MOD_CTRL | MOD_ALT))
        return move(in, left ? prev_word(in, in->cursor) : next_word(in, in->cursor), k);
    if (from != to && !(k->mods & MOD_SHIFT))
        return move(in, left ? from : to, k);
    return move(in, left ? prev_cluster(in, in->cursor) : next_cluster(in, in->cursor), k);
}

static InputAnswer erase(Input *in, size_t from, size_t to)
{
    if (in->anchor != in->cursor)
        input_insert(in, STR(""));
    else if (from < to)
        replace(in, from, to, STR(""));
    else
        return INPUT_MOVED; // nothing to erase
    return INPUT_CHANGED;
}

static InputAnswer control_key(Input *in, const Key *k)
{
    if (k->mods == MOD_ALT && k->cp == 'd')
        return erase(in, in->cursor, next_word(in, in->cursor));
    if (k->mods != MOD_CTRL)
        return INPUT_IGNORED;
    bool selected = in->anchor != in->cursor;
    switch (k->cp) {
    case 'a':
        input_select_all(in);
        return INPUT_MOVED;
    case 'c':
        return selected ? INPUT_COPY : INPUT_IGNORED;
    case 'x':
        return selected ? INPUT_CUT : INPUT_IGNORED;
    case 'v':
        return INPUT_PASTE;
    }
    return INPUT_IGNORED;
}

static InputAnswer char_key(Input *in, const Key *k)
{
    if (k->mods & (MOD_CTRL | MOD_ALT))
        return control_key(in, k);
    AUTO(buf) Buf text = BUF_INIT;
    utf8_add(&text, k->cp);
    input_insert(in, buf_str(&text));
    return INPUT_CHANGED;
}

InputAnswer input_key(Input *in, const Key *k)
{
    bool word = k->mods & (MOD_CTRL | MOD_ALT);
    switch (k->kind) {
    case KEY_CHAR:
        return char_key(in, k);
    case KEY_PASTE:
        input_insert(in, k->text);
        return INPUT_CHANGED;
    case KEY_LEFT:
    case KEY_RIGHT:
        return step(in, k, k->kind == KEY_LEFT);
    case KEY_HOME:
        return move(in, 0, k);
    case KEY_END:
        return move(in, in->text.n, k);
    case KEY_BACKSPACE:
        return erase(in, word ? prev_word(in, in->cursor) : prev_cluster(in, in->cursor),
                     in->cursor);
    case KEY_DELETE:
        return erase(in, in->cursor,
                     word ? next_word(in, in->cursor) : next_cluster(in, in->cursor));
    default:
        return INPUT_IGNORED;
    }
}

static int cells_between(const Input *in, size_t from, size_t to)
{
    return width_text(str_upto(str_from(buf_str(&in->text), from), to - from), 1);
}

/* Move the first byte shown so that the cursor is seen and no room is wasted. */
static void scroll(Input *in, int ncols)
{
    in->first = MIN(in->first, in->cursor);
    while (in->first > 0 && cells_between(in, prev_cluster(in, in->first), in->text.n) < ncols)
        in->first = prev_cluster(in, in->first);
    while (in->first < in->cursor && cells_between(in, in->first, in->cursor) >= ncols)
        in->first = next_cluster(in, in->first);
}

int input_paint(Input *in, Surface *s, int row, int col, int ncols, Style st)
{
    if (ncols <= 0)
        return col;
    scroll(in, ncols);
    surface_fill(s, row, col, 1, ncols, st);
    surface_put(s, row, col, ncols, str_from(buf_str(&in->text), in->first), st);
    size_t from = MAX(MIN(in->anchor, in->cursor), in->first), to = MAX(in->anchor, in->cursor);
    if (from < to) {
        int start = cells_between(in, in->first, from);
        int end = MIN(start + cells_between(in, from, to), ncols);
        surface_restyle(s, row, col + start, end - start, (Style){.attrs = ATTR_REVERSE});
    }
    return col + cells_between(in, in->first, in->cursor);
}
