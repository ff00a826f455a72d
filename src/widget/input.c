#include "widget/widget.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"

#include <ctype.h>

void input_deinit(Input *in)
{
    buf_deinit(&in->text);
    *in = (Input){0};
}

void input_set(Input *in, Str text)
{
    buf_clear(&in->text);
    buf_add(&in->text, text);
    in->cursor = in->text.n;
    in->left = 0;
}

static size_t next_off(const Input *in)
{
    int cells;
    Str rest = str_from(buf_str(&in->text), in->cursor);
    return rest.n ? in->cursor + width_cluster(rest, 1, &cells) : in->cursor;
}

static size_t prev_off(const Input *in)
{
    return in->cursor ? width_prev(buf_str(&in->text), in->cursor) : 0;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static size_t word_left(const Input *in)
{
    size_t at = in->cursor;
    while (at && !is_word(in->text.p[at - 1]))
        at--;
    while (at && is_word(in->text.p[at - 1]))
        at--;
    return at;
}

static size_t word_right(const Input *in)
{
    size_t at = in->cursor;
    while (at < in->text.n && !is_word(in->text.p[at]))
        at++;
    while (at < in->text.n && is_word(in->text.p[at]))
        at++;
    return at;
}

static InputAnswer insert(Input *in, Str text)
{
    buf_splice(&in->text, in->cursor, in->cursor, text);
    in->cursor += text.n;
    return text.n ? INPUT_CHANGED : INPUT_MOVED;
}

static InputAnswer erase(Input *in, size_t start, size_t end)
{
    buf_splice(&in->text, start, end, STR_NULL);
    in->cursor = start;
    return start < end ? INPUT_CHANGED : INPUT_MOVED;
}

static InputAnswer move(Input *in, size_t to)
{
    in->cursor = to;
    return INPUT_MOVED;
}

// A paste of many lines gives its first one.
static InputAnswer paste(Input *in, Str text)
{
    Str line = STR_NULL;
    str_split(&text, '\n', &line);
    return insert(in, line);
}

static InputAnswer char_key(Input *in, const Key *k)
{
    char bytes[4];
    if (k->mods == MOD_CTRL && k->cp == 'u')
        return erase(in, 0, in->cursor);
    if (k->mods == MOD_ALT && k->cp == 'b')
        return move(in, word_left(in));
    if (k->mods == MOD_ALT && k->cp == 'f')
        return move(in, word_right(in));
    if (k->mods == MOD_ALT && k->cp == 'd')
        return erase(in, in->cursor, word_right(in));
    if (k->mods & (MOD_CTRL | MOD_ALT))
        return INPUT_IGNORED;
    return insert(in, str_n(bytes, utf8_encode(k->cp, bytes)));
}

InputAnswer input_key(Input *in, const Key *k)
{
    bool word = k->mods & (MOD_CTRL | MOD_ALT);
    switch (k->kind) {
    case KEY_CHAR:
        return char_key(in, k);
    case KEY_PASTE:
        return paste(in, k->text);
    case KEY_BACKSPACE:
        return erase(in, word ? word_left(in) : prev_off(in), in->cursor);
    case KEY_DELETE:
        return erase(in, in->cursor, word ? word_right(in) : next_off(in));
    case KEY_LEFT:
        return move(in, word ? word_left(in) : prev_off(in));
    case KEY_RIGHT:
        return move(in, word ? word_right(in) : next_off(in));
    case KEY_HOME:
        return move(in, 0);
    case KEY_END:
        return move(in, in->text.n);
    default:
        return INPUT_IGNORED;
    }
}

int input_paint(Input *in, Surface *s, int row, int col, int ncols, Style st)
{
    Str text = buf_str(&in->text);
    int at = width_text(str_upto(text, in->cursor), 1);
    ncols = MAX(ncols, 2);
    if (at < in->left)
        in->left = at;
    if (at > in->left + ncols - 1)
        in->left = at - ncols + 1;
    size_t skip = in->left ? width_fit(text, in->left, 1, NULL) : 0;
    surface_fill(s, row, col, 1, ncols, st);
    surface_put(s, row, col, ncols, str_from(text, skip), st);
    return col + at - in->left;
}
