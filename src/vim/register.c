// Registers: what was yanked or deleted, and what they stand for elsewhere.
#include "vim/object.h"

void reg_deinit(Reg *r)
{
    buf_deinit(&r->text);
    vec_deinit(&r->ends);
}

void reg_copy(Reg *to, const Reg *from)
{
    if (to == from)
        return;
    buf_clear(&to->text);
    buf_add(&to->text, buf_str(&from->text));
    vec_clear(&to->ends);
    for (size_t i = 0; i < from->ends.n; i++)
        vec_push(&to->ends, from->ends.p[i]);
    to->shape = from->shape;
    to->width = from->width;
}

static bool is_letter(uint32_t c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z' && c < 128;
}

bool reg_is_valid(uint32_t name, bool write)
{
    if (is_letter(name) || (name >= '0' && name <= '9'))
        return true;
    if (name == 0 || name > 127)
        return false;
    return strchr(write ? "\"-+*_" : "\"-+*_/:%.", (int)name) != NULL;
}

// The clipboard may have been filled by somebody else.
static void fetch_clipboard(Vim *vim)
{
    Reg *r = &vim->regs['+'];
    const Clipboard *c = &vim->ws->clipboard;
    if (str_eq(buf_str(&r->text), buf_str(&c->text)))
        return;
    vec_clear(&r->ends);
    buf_clear(&r->text);
    buf_add(&r->text, buf_str(&c->text));
    for (size_t i = 0; i < c->ends.n; i++)
        vec_push(&r->ends, c->ends.p[i]);
    bool lines = c->line && r->text.n && r->text.p[r->text.n - 1] == '\n';
    r->shape = lines ? LINES : CHARS;
}

static void fill(Reg *r, Str text)
{
    buf_clear(&r->text);
    buf_add(&r->text, text);
    vec_clear(&r->ends);
    r->shape = CHARS;
}

static void derive(Vim *vim, const View *v, uint32_t name)
{
    Reg *r = &vim->regs[name];
    if (name == '/')
        fill(r, str_c(vim->pattern));
    else if (name == ':')
        fill(r, vim->past[0].n ? str_c(vec_last(&vim->past[0])) : STR_NULL);
    else if (name == '%' && v && v->doc->path) {
        AUTO(free) char *path = workspace_pretty(vim->ws, v->doc->path);
        fill(r, str_c(path));
    } else if (name == '+' || name == '*') {
        fetch_clipboard(vim);
    } else if (name == '_') {
        fill(r, STR_NULL);
    }
}

Reg *reg_get(X *x, uint32_t name)
{
    if (name == 0)
        name = '"';
    if (name >= 'A' && name <= 'Z')
        name += 32;
    if (name == '*')
        name = '+';
    if (name > 127)
        name = '_';
    derive(x->vim, x->v, name);
    return &x->vim->regs[name];
}

Str reg_text(X *x, uint32_t name, Shape *shape)
{
    const Reg *r = reg_get(x, name);
    if (shape)
        *shape = r->shape;
    return buf_str(&r->text);
}

// Appending lines to characters makes lines of all.
static void append(Reg *r, const Reg *more)
{
    vec_clear(&r->ends);
    if (more->shape == LINES && r->shape != LINES) {
        if (r->text.n)
            buf_add_byte(&r->text, '\n');
        r->shape = LINES;
    }
    buf_add(&r->text, buf_str(&more->text));
    if (r->shape == LINES && more->shape != LINES)
        buf_add_byte(&r->text, '\n');
}

static void store(Vim *vim, uint32_t name, const Reg *from)
{
    if (name == '_')
        return;
    if (name >= 'A' && name <= 'Z') {
        append(&vim->regs[name + 32], from);
        reg_copy(&vim->regs['"'], &vim->regs[name + 32]);
        return;
    }
    if (name == '+' || name == '*') {
        clipboard_put(vim->ws, buf_str(&from->text), from->shape == LINES);
        name = '+';
    }
    reg_copy(&vim->regs[name], from);
    if (name != '"')
        reg_copy(&vim->regs['"'], from);
}

void reg_set(Vim *vim, uint32_t name, Str text, Shape shape)
{
    Reg r = {.shape = shape};
    buf_add(&r.text, text);
    if (name >= 'A' && name <= 'Z')
        append(&vim->regs[name + 32], &r);
    else if (name < 128)
        reg_copy(&vim->regs[name], &r);
    reg_deinit(&r);
}

static void add_line_feeds(Str text, Buf *out)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '\r' || i + 1 == text.n || text.p[i + 1] != '\n')
            buf_add_byte(out, text.p[i]);
}

static bool take_span(const Span *s, Reg *r)
{
    const Snap *snap = text_now(s->x->v->doc->text);
    size_t total = 0;
    VEC_EACH (const Part, p, &s->parts)
        total += p->end - p->start;
    if (total > EDIT_COPY_MAX)
        return err_set(&s->x->err, "more than 1 GB cannot be kept in a register");
    VEC_EACH (const Part, p, &s->parts) {
        AUTO(buf) Buf raw = BUF_INIT;
        if (s->shape != LINES && r->ends.n)
            buf_add_byte(&r->text, '\n');
        if (s->shape == BLOCK) {
            Walk w;
            walk_init(&w, snap);
            Strip strip = strip_of(s->x, &w, p->at, s, STRIP_YANK);
            strip_text(&w, &strip, &raw);
        } else {
            snap_add_to(snap, p->start, p->end, &raw);
        }
        add_line_feeds(buf_str(&raw), &r->text);
        if (s->shape == LINES)
            buf_add_byte(&r->text, '\n');
        vec_push(&r->ends, r->text.n);
    }
    r->shape = s->shape;
    r->width = s->right - s->left - s->to_end;
    if (r->ends.n < 2 || s->shape == BLOCK)
        vec_clear(&r->ends);
    return true;
}

// Deleted lines push what was deleted before on; less than a line goes to "-".
static void shift(Vim *vim, const Reg *r)
{
    for (char c = '9'; c > '1'; c--)
        reg_copy(&vim->regs[(int)c], &vim->regs[c - 1]);
    reg_copy(&vim->regs['1'], r);
}

bool span_yank(Span *s, bool deleting)
{
    Vim *vim = s->x->vim;
    Reg r = {0};
    uint32_t name = s->x->c.reg;
    if (name == '_')
        return true;
    bool ok = take_span(s, &r);
    bool all = s->x->c.op == 'c' && s->x->c.id == '$'; // of an empty line, which counts
    if (ok && deleting && r.text.n == 0 && !all) {     // nothing is deleted
        reg_deinit(&r);
        return true;
    }
    bool large = s->shape == LINES || memchr(buf_c(&r.text), '\n', r.text.n);
    if (ok && deleting) {
        if (name && name != '"')
            store(vim, name, &r);
        if (large || s->shifts)
            shift(vim, &r);
        if (!large && (name == 0 || name == '"'))
            reg_copy(&vim->regs['-'], &r);
        if (!name || name == '"')
            reg_copy(&vim->regs['"'], &r);
    } else if (ok) {
        store(vim, name ? name : '0', &r);
    }
    reg_deinit(&r);
    return ok;
}
