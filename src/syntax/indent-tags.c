// Elements of HTML and its kin, by their tags.
#include "syntax/indent.h"
#include "base/mem.h"

/* Elements that have no end. */
static const char void_elements[] =
    "area base br col embed hr img input link meta source track wbr";

/* The next tag in *rest, from its '<' to its '>'; false if there is none. */
static bool next_tag(Str *rest, Str *tag)
{
    ptrdiff_t start = str_find_byte(*rest, '<');
    ptrdiff_t end = start < 0 ? -1 : str_find_byte(str_from(*rest, (size_t)start), '>');
    if (end < 0)
        return false;
    *tag = str_upto(str_from(*rest, (size_t)start), (size_t)end + 1);
    *rest = str_from(*rest, (size_t)(start + end) + 1);
    return true;
}

/* 1 for an opening tag, -1 for a closing one, 0 for what is whole or no tag. */
static int tag_kind(Str tag)
{
    Str name = indent_first_word(str_from(tag, 1));
    if (tag.n > 2 && tag.p[1] == '/')
        return -1;
    bool whole = tag.n > 2 && tag.p[tag.n - 2] == '/';
    return name.n && !whole && !language_list_has(void_elements, name);
}

bool indent_opens_element(Str code)
{
    Str tag;
    size_t open = 0;
    while (next_tag(&code, &tag)) {
        int kind = tag_kind(tag);
        if (kind > 0)
            open++;
        else if (kind < 0 && open)
            open--;
    }
    return open > 0;
}

bool indent_between_tags(const Snap *s, size_t off)
{
    enum { TAG_BYTES_MAX = 512 };
    char behind[2];
    size_t start = snap_line_start(s, off, TAG_BYTES_MAX);
    AUTO(buf) Buf text = BUF_INIT;
    snap_add_to(s, start, off, &text);
    Str rest = buf_str(&text), tag, last = STR_NULL;
    while (next_tag(&rest, &tag))
        last = tag;
    return snap_read(s, off, behind, 2) == 2 && behind[0] == '<' && behind[1] == '/' && last.n &&
           tag_kind(last) > 0;
}
