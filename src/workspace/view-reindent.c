// A line that ends a block as it is typed goes back to where the block began.
#include "workspace/inner.h"
#include "syntax/syntax.h"

enum { INDENT_MAX = 256 };

// The blanks a line begins with, in `bytes`.
static Str indent_of(const Snap *s, size_t line, char bytes[INDENT_MAX])
{
    Str lead = str_n(bytes, snap_read(s, line, bytes, INDENT_MAX));
    size_t n = 0;
    while (n < lead.n && (lead.p[n] == ' ' || lead.p[n] == '\t'))
        n++;
    return str_upto(lead, n);
}

void view_reindent(View *v, Str typed)
{
    Document *d = v->doc;
    size_t off = view_cursor(v), like;
    char old_bytes[INDENT_MAX], new_bytes[INDENT_MAX];
    if (view_options(v)->auto_indent < AUTO_INDENT_BRACKETS || !d->syntax || typed.n != 1 ||
        v->sel.v.n != 1 || !syntax_reindent(d->syntax, d->text, off, &like))
        return;
    const Snap *s = text_now(d->text);
    size_t line = snap_line_start(s, off, SIZE_MAX);
    Str old = indent_of(s, line, old_bytes), indent = indent_of(s, like, new_bytes);
    if (str_eq(old, indent))
        return;
    AUTO(change) Change c = {0};
    AUTO(err) Err err = {0};
    size_t at = off - old.n + indent.n;
    change_add(&c, line, line + old.n, indent);
    vec_push(&c.after.v, (Selection){at, at, -1});
    (void)view_change(v, &c, &err); // what was just typed into may be edited
}
