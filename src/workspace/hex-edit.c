// Changing bytes.
#include "base/hex.h"
#include "workspace/workspace.h"

enum { COPY_MAX = 16 * 1024 * 1024 };

static bool may_edit(const View *v, Err *err)
{
    const Document *d = v->doc;
    if (v->picture)
        return err_set(err, "cannot edit '%s': a picture is shown, Image: Preview shows its bytes",
                       d->title);
    if (d->partial || d->read_only)
        return err_set(err, "cannot edit '%s': it is %s", d->title,
                       d->partial ? "not read to its end" : "read-only");
    return true;
}

// Replace, and stand behind what came in.
static void replace(View *v, size_t start, size_t end, Str with)
{
    Hex *h = v->hex;
    text_replace(v->doc->text, start, end, with);
    view_sync(v);
    h->anchor = HEX_NO_ANCHOR;
    h->cursor = start + with.n;
    h->low = false;
    h->reveal = true;
}

// Where what is typed goes: over the selection, over as many bytes, or between.
static void put(View *v, Str bytes)
{
    const Hex *h = v->hex;
    size_t start = h->cursor, end = start, size = snap_size(text_now(v->doc->text));
    if (h->anchor >= 0)
        hex_selection(v, &start, &end);
    if (!h->insert)
        end = MIN(start + bytes.n, size);
    replace(v, start, end, bytes);
}

static bool type_digit(View *v, char c, Err *err)
{
    Hex *h = v->hex;
    char byte = 0;
    int digit = hex_digit(c);
    size_t at = h->cursor;
    if (digit < 0)
        return err_set(err, "these are hexadecimal digits; the tab key goes to the characters");
    bool there = snap_read(text_now(v->doc->text), at, &byte, 1) == 1;
    if (h->low && there) {
        byte = (char)((byte & 0xF0) | digit);
        replace(v, at, at + 1, str_n(&byte, 1));
        return true;
    }
    byte = (char)(digit << 4 | (h->insert || h->anchor >= 0 || !there ? 0 : byte & 0x0F));
    put(v, str_n(&byte, 1));
    h->cursor--;
    h->low = true;
    return true;
}

bool hex_type(View *v, Str text, Err *err)
{
    if (!may_edit(v, err))
        return false;
    if (v->hex->ascii) {
        put(v, text);
        return true;
    }
    for (size_t i = 0; i < text.n; i++)
        if (!type_digit(v, text.p[i], err))
            return false;
    return true;
}

bool hex_paste(View *v, Str text, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    if (!may_edit(v, err))
        return false;
    if (!v->hex->ascii && !hex_parse(str_trim(text), &bytes))
        return err_set(err,
                       "the clipboard is not hexadecimal digits; paste it among the characters");
    text_undo_break(v->doc->text);
    put(v, v->hex->ascii ? text : buf_str(&bytes));
    text_undo_break(v->doc->text);
    return true;
}

bool hex_delete(View *v, bool back, Err *err)
{
    const Hex *h = v->hex;
    size_t start, end;
    if (!may_edit(v, err))
        return false;
    if (!h->insert && back) {
        hex_move(v, HEX_LEFT, false);
        return true;
    }
    if (!h->insert)
        return err_set(err, "bytes are only taken out in insert mode");
    hex_selection(v, &start, &end);
    if (back && h->anchor < 0) {
        if (h->cursor == 0)
            return true;
        start = h->cursor - 1;
        end = h->cursor;
    }
    if (start < end)
        replace(v, start, end, STR_NULL);
    return true;
}

bool hex_undo(View *v, bool redo, Err *err)
{
    size_t off;
    if (!may_edit(v, err))
        return false;
    macro_ungroup(v->ws);
    if (!(redo ? text_redo(v->doc->text, &off) : text_undo(v->doc->text, &off)))
        return err_set(err, redo ? "nothing to redo" : "nothing to undo");
    view_sync(v);
    hex_goto(v, off, false);
    return true;
}

bool hex_copy(const View *v, Buf *out, Err *err)
{
    size_t start, end;
    AUTO(buf) Buf bytes = BUF_INIT;
    hex_selection(v, &start, &end);
    if (end - start > COPY_MAX)
        return err_set(err, "the clipboard takes no more than 16 MB");
    snap_add_to(text_now(v->doc->text), start, end, &bytes);
    if (v->hex->ascii)
        buf_add(out, buf_str(&bytes));
    else
        for (size_t i = 0; i < bytes.n; i++)
            buf_addf(out, "%s%02X", i ? " " : "", (unsigned char)bytes.p[i]);
    return true;
}
