// Indents of a whole text written in another way.
#include "text/text.h"
#include "base/mem.h"

// The blanks a line begins with, as far as they were read.
typedef struct {
    size_t start, cols, tabs, spaces;
    bool mixed; // a tab behind a space
} Indent;

static void read_blank(Indent *in, char c, int tab_size)
{
    size_t size = (size_t)tab_size;
    if (c == '\t') {
        in->mixed = in->mixed || in->spaces;
        in->tabs++;
        in->cols += size - in->cols % size;
    } else {
        in->spaces++;
        in->cols++;
    }
}

static void write_indent(const Indent *in, size_t end, TextIndent how, Buf *with, TextRewrite *out)
{
    size_t tabs = how.tabs ? in->cols / (size_t)how.width : 0;
    size_t spaces = how.tabs ? in->cols % (size_t)how.width : in->cols;
    if (in->tabs == tabs && in->spaces == spaces && !in->mixed)
        return;
    buf_clear(with);
    buf_add_fill(with, '\t', tabs);
    buf_add_fill(with, ' ', spaces);
    text_rewrite_put(out, in->start, end, buf_str(with));
}

TextRewrite *text_rewrite_indent(const Snap *s, TextIndent how, const atomic_bool *cancelled)
{
    TextRewrite *out = text_rewrite_new(s);
    AUTO(buf) Buf with = BUF_INIT;
    Indent in = {0};
    bool leads = true; // only blanks so far in this line
    size_t size = snap_size(s), start;
    for (size_t off = 0; off < size && !(cancelled && *cancelled);) {
        Str chunk = snap_chunk(s, off, &start);
        for (const char *p = chunk.p + (off - start), *end = chunk.p + chunk.n; p < end; p++) {
            bool blank = *p == ' ' || *p == '\t';
            if (leads && blank)
                read_blank(&in, *p, how.tab_size);
            else if (leads)
                write_indent(&in, off, how, &with, out);
            leads = *p == '\n' || (leads && blank);
            off++;
            if (*p == '\n')
                in = (Indent){.start = off};
        }
    }
    if (leads)
        write_indent(&in, size, how, &with, out);
    text_rewrite_end(out);
    return out;
}
