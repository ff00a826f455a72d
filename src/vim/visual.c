// Visual mode: what begins and changes it, and what only it can do.
#include "vim/object.h"
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
        if (s.shape == BLOCK)
            break;
        fill(x, p->start, p->end, &with);
        edit_put(&e, p->start, p->end, buf_str(&with), 0);
    }
    bool ok = s.shape == BLOCK ? block_replace(&s, x->c.arg) : edit_apply(x, &e);
    span_deinit(&s);
    return ok;
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

// Where I and A write that are no block's: at the start of the first line, behind the last place.
static PosVec ends_of_visual(X *x)
{
    Walk w;
    PosVec out = {0};
    walk_init(&w, text_now(x->v->doc->text));
    VEC_EACH (const Pos, p, &x->seat->at) {
        size_t line = line_start(&w, p->anchor), low = MIN(p->anchor, p->head);
        size_t high = MAX(p->anchor, p->head);
        Pos at = {line_start(&w, p->head) < line ? low : line_start(&w, low), high, -1};
        if (!walk_eol(&w, high))
            at.head = walk_next(&w, high);
        vec_push(&out, at);
    }
    return out;
}

// I and A: in a block at each of its lines, else at the ends of what is selected.
static bool insert(X *x)
{
    Span s = {0};
    bool append = x->c.id == 'A', block = x->seat->mode == VIM_VISUAL_BLOCK, ok;
    span_of_visual(x, &s, -1);
    PosVec ends = ends_of_visual(x);
    vim_set_mode(x, VIM_NORMAL);
    dot_note(x, true, &s);
    if (block) {
        ok = block_insert(&s, append);
    } else {
        for (size_t i = 0; i < x->seat->at.n; i++) {
            Pos *p = &x->seat->at.p[i];
            p->head = p->anchor = append ? ends.p[i].head : ends.p[i].anchor;
        }
        ok = insert_begin(x, VIM_INSERT);
    }
    vec_deinit(&ends);
    span_deinit(&s);
    return ok;
}

const CommandRow commands_visual_block[] = {
    {'I', 0, insert},
    {'A', 0, insert},
    {'S', TAKES_ARG, surround_visual},
    {0},
};
