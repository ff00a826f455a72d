// Visual mode: what begins and changes it, and what only it can do.
#include "vim/inner.h"
#include "base/utf8.h"

static VimMode mode_of(uint32_t key)
{
    return key == 'v' ? VIM_VISUAL : key == 'V' ? VIM_VISUAL_LINE : VIM_VISUAL_BLOCK;
}

static bool begin(X *x)
{
    VimMode mode = mode_of(x->c.id);
    VEC_EACH (Pos, p, &x->seat->at) {
        p->anchor = p->head;
        p->want = -1;
    }
    if (mode == VIM_VISUAL_BLOCK)
        seat_set(x->seat, seat_pos(x->seat)->head);
    x->seat->mode = mode;
    if (x->c.count > 1 && mode != VIM_VISUAL_LINE) {
        x->c = (Cmd){.id = 'l', .count = x->c.count - 1};
        x->count = x->c.count;
        return move_all(x, motion_find('l'));
    }
    return true;
}

static bool change_mode(X *x)
{
    VimMode mode = mode_of(x->c.id);
    if (x->seat->mode == mode)
        mode = VIM_NORMAL;
    if (mode == VIM_VISUAL_BLOCK && x->seat->at.n > 1)
        x->seat->at.p[0] = *seat_pos(x->seat), x->seat->at.n = 1, x->seat->primary = 0;
    vim_set_mode(x, mode);
    return true;
}

static bool leave(X *x)
{
    vim_set_mode(x, VIM_NORMAL);
    return true;
}

static bool other_end(X *x)
{
    bool columns = x->c.id == 'O' && x->seat->mode == VIM_VISUAL_BLOCK;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (Pos, p, &x->seat->at) {
        size_t a = p->anchor, h = p->head;
        int ca = col_of(x, &w, a), ch = col_of(x, &w, h);
        p->anchor = columns ? off_of_col(x, &w, line_start(&w, a), ch) : h;
        p->head = columns ? off_of_col(x, &w, line_start(&w, h), ca) : a;
        p->want = -1;
    }
    return true;
}

static bool again(X *x)
{
    VEC_EACH (const LastVisual, v, &x->vim->visuals)
        if (v->doc == x->v->doc->id) {
            size_t a, b, size = snap_size(text_now(x->v->doc->text));
            bool back = v->head < v->anchor;
            if (!mark_get(x->vim, x->v->doc, '<', &a) || !mark_get(x->vim, x->v->doc, '>', &b))
                return false;
            a = MIN(a, size), b = MIN(b, size);
            LastVisual last = *v;
            if (mode_is_visual(x->seat->mode))
                vim_set_mode(x, VIM_NORMAL);
            vec_clear(&x->seat->at);
            if (last.mode == VIM_VISUAL_LINE || last.mode == VIM_VISUAL)
                vec_push(&x->seat->at, ((Pos){back ? b : a, back ? a : b, -1}));
            else
                vec_push(&x->seat->at, ((Pos){MIN(last.anchor, size), MIN(last.head, size),
                                              last.end ? WANT_END : -1}));
            x->seat->primary = 0;
            x->seat->mode = last.mode;
            return true;
        }
    return false;
}

// Operators on whole lines, or to the ends of lines -----------------------------------------------

typedef struct {
    uint32_t id, op;
    bool lines, to_end;
} VisualShort;
static const VisualShort shorts[] = {
    {'x', 'd', false, false},
    {KEY_CODE(KEY_DELETE), 'd', false, false},
    {CODE_BACK, 'd', false, false},
    {'X', 'd', true, false},
    {'D', 'd', true, true},
    {'s', 'c', false, false},
    {'C', 'c', true, true},
    {'R', 'c', true, false},
    {'Y', 'y', true, true},
    {'u', TWO('g', 'u'), false, false},
    {'U', TWO('g', 'U'), false, false},
    {'~', TWO('g', '~'), false, false},
};

static bool short_for(X *x)
{
    for (size_t i = 0; i < ARRAY_LEN(shorts); i++) {
        const VisualShort *s = &shorts[i];
        if (s->id != x->c.id)
            continue;
        bool block = x->seat->mode == VIM_VISUAL_BLOCK;
        if (s->to_end && block && x->c.id != 'Y')
            seat_pos(x->seat)->want = WANT_END;
        x->c.op = s->op;
        return operate_visual(x, s->op, s->lines && !(block && s->to_end) ? LINES : -1);
    }
    return false;
}

static void fill(X *x, size_t start, size_t end, Buf *with)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    while (start < end) {
        size_t next = walk_eol(&w, start) ? start + 1 : walk_next(&w, start);
        if (walk_eol(&w, start))
            snap_add_to(w.s, start, next, with);
        else
            utf8_add(with, x->c.arg);
        start = next;
    }
}

static bool replace(X *x)
{
    AUTO(edit) Edit e = {0};
    Span s = {0};
    if (x->c.arg >= CODE_KIND || x->c.arg == CODE_ENTER)
        return false;
    span_of_visual(x, &s, -1);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    VEC_EACH (const Part, p, &s.parts) {
        AUTO(buf) Buf with = BUF_INIT;
        fill(x, p->start, p->end, &with);
        edit_put(&e, p->start, p->end, buf_str(&with), 0);
    }
    if (s.shape == BLOCK)
        e.at.n = 1;
    span_deinit(&s);
    return edit_apply(x, &e);
}

const CommandRow commands_visual[] = {
    {'v', 0, change_mode},       {'V', 0, change_mode},
    {CTRL('v'), 0, change_mode}, {CODE_ESC, 0, leave},
    {CTRL('c'), 0, leave},       {'o', 0, other_end},
    {'O', 0, other_end},         {TWO('g', 'v'), 0, again},
    {'x', 0, short_for},         {KEY_CODE(KEY_DELETE), 0, short_for},
    {CODE_BACK, 0, short_for},   {'X', 0, short_for},
    {'D', 0, short_for},         {'s', 0, short_for},
    {'C', 0, short_for},         {'R', 0, short_for},
    {'Y', 0, short_for},         {'u', 0, short_for},
    {'U', 0, short_for},         {'~', 0, short_for},
    {'r', TAKES_ARG, replace},   {0},
};

const CommandRow commands_begin_visual[] = {
    {'v', 0, begin}, {'V', 0, begin}, {CTRL('v'), 0, begin}, {TWO('g', 'v'), 0, again}, {0},
};

// Blocks ------------------------------------------------------------------------------------------

// Blanks up to a column, in lines that end before it.
static void pad(X *x, Edit *e, Walk *w, const Part *p, int col)
{
    size_t end = line_end(w, p->at);
    int have = col_of(x, w, end);
    AUTO(buf) Buf blanks = BUF_INIT;
    buf_add_fill(&blanks, ' ', (size_t)MAX(0, col - have));
    size_t at = have < col ? end : off_of_col(x, w, p->at, col);
    edit_put(e, at, at, buf_str(&blanks), blanks.n);
}

static bool insert_block(X *x, Span *s, bool append)
{
    AUTO(edit) Edit e = {0};
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Part, p, &s->parts) {
        size_t end = line_end(&w, p->at);
        if (append && s->right == WANT_END)
            edit_put(&e, end, end, STR_NULL, 0);
        else if (append)
            pad(x, &e, &w, p, s->right);
        else if (p->start < end || col_of(x, &w, p->start) >= s->left)
            edit_put(&e, p->start, p->start, STR_NULL, 0);
    }
    if (e.at.n == 0)
        return false;
    x->seat->primary = 0;
    if (!edit_apply(x, &e))
        return false;
    x->seat->box = true;
    x->seat->box_at = s->parts.p[0].start;
    return insert_begin(x, VIM_INSERT);
}

// I and A: in a block at each of its lines, else at the ends of what is selected.
static bool insert(X *x)
{
    Span s = {0};
    bool append = x->c.id == 'A', block = x->seat->mode == VIM_VISUAL_BLOCK, ok;
    bool lines = x->seat->mode == VIM_VISUAL_LINE;
    span_of_visual(x, &s, -1);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    if (block) {
        ok = insert_block(x, &s, append);
    } else {
        Walk w;
        walk_init(&w, text_now(x->v->doc->text));
        for (size_t i = 0; i < s.parts.n && i < x->seat->at.n; i++) {
            const Part *p = &s.parts.p[i];
            size_t at = append ? p->end : lines ? line_start(&w, p->start) : p->start;
            x->seat->at.p[i] = (Pos){MIN(at, w.end), MIN(at, w.end), -1};
        }
        ok = insert_begin(x, VIM_INSERT);
    }
    span_deinit(&s);
    return ok;
}

const CommandRow commands_visual_block[] = {
    {'I', 0, insert},
    {'A', 0, insert},
    {'S', TAKES_ARG, surround_visual},
    {0},
};
