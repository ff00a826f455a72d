// Keys to a command: ["x] [count] operator ["x] [count] [v V ^V] motion, or a command of its own.
#include "vim/inner.h"

enum { COUNT_MAX = 99999999 };

typedef struct {
    const Codes *keys;
    size_t at;
    Cmd c;
} Parser;

static bool more(Parser *p, uint32_t *code)
{
    if (p->at == p->keys->n)
        return false;
    *code = p->keys->p[p->at++];
    return true;
}

static int product(int a, int b)
{
    long long n = (long long)MAX(a, 1) * MAX(b, 1);
    return a == 0 && b == 0 ? 0 : (int)MIN(n, (long long)COUNT_MAX);
}

// Registers and a count; the key behind them.
static Parse prefix(Parser *p, uint32_t *code)
{
    int count = 0;
    for (;;) {
        if (!more(p, code))
            return PARSE_MORE;
        if (*code == '"') {
            if (!more(p, &p->c.reg))
                return PARSE_MORE;
            if (!reg_is_valid(p->c.reg, false))
                return PARSE_BAD;
        } else if ((*code >= '1' && *code <= '9') || (*code == '0' && count > 0)) {
            count = (int)MIN((long long)count * 10 + (*code - '0'), (long long)COUNT_MAX);
        } else {
            break;
        }
    }
    p->c.count = product(p->c.count, count);
    return PARSE_DONE;
}

static bool is_prefix(uint32_t code)
{
    return code == 'g' || code == 'z' || code == '[' || code == ']' || code == 'Z' ||
           code == CTRL('w');
}

static bool has_object(const Parser *p, uint32_t code, bool visual)
{
    return (code == 'i' || code == 'a') && (visual || p->c.op);
}

// A key, or two that are one.
static Parse name(Parser *p, uint32_t code, bool visual, uint32_t *id)
{
    uint32_t second;
    *id = code;
    if (!is_prefix(code) && !has_object(p, code, visual))
        return PARSE_DONE;
    if (!more(p, &second))
        return PARSE_MORE;
    if (code == CTRL('w') && second < 27)
        second += 'a' - 1;
    if (second > 255)
        return PARSE_BAD;
    *id = TWO(code, second);
    return PARSE_DONE;
}

// Behind ctrl+k, two characters stand for one.
static Parse argument(Parser *p, uint32_t *arg)
{
    uint32_t a, b;
    if (!more(p, arg))
        return PARSE_MORE;
    if (*arg != CTRL('k'))
        return PARSE_DONE;
    if (!more(p, &a) || (a != CODE_ESC && !more(p, &b)))
        return PARSE_MORE;
    if (a == CODE_ESC || b == CODE_ESC)
        return PARSE_BAD;
    *arg = digraph(a, b);
    return PARSE_DONE;
}

static Parse arguments(Parser *p, int flags)
{
    Parse r = flags & (TAKES_ARG | TAKES_TWO) ? argument(p, &p->c.arg) : PARSE_DONE;
    if (r != PARSE_DONE)
        return r;
    if (flags & (TAKES_ARG | TAKES_TWO) && p->c.arg == CODE_ESC)
        return PARSE_BAD;
    if (flags & TAKES_TWO && !more(p, &p->c.arg2))
        return PARSE_MORE;
    return flags & TAKES_TWO && p->c.arg2 == CODE_ESC ? PARSE_BAD : PARSE_DONE;
}

// gUU and gUgU, dd, g??: the operator again means lines.
static bool is_doubled(uint32_t op, uint32_t id)
{
    return id == op || (op >= TWO(0, 0) && id == (op & 255)) || (op == TWO('y', 's') && id == 's');
}

static Parse surround(Parser *p, uint32_t *op, uint32_t id)
{
    if (id != 's' || (*op != 'y' && *op != 'd' && *op != 'c') || p->c.force)
        return PARSE_DONE;
    *op = TWO(*op, 's');
    return PARSE_MORE;
}

static Parse target(Parser *p)
{
    uint32_t code, id;
    Parse r;
    for (;;) {
        if ((r = prefix(p, &code)) != PARSE_DONE)
            return r;
        if (code != 'v' && code != 'V' && code != CTRL('v'))
            break;
        p->c.force = code;
    }
    if (surround(p, &p->c.op, code) == PARSE_MORE) {
        if (p->c.op != TWO('y', 's')) {
            p->c.id = p->c.op;
            p->c.op = 0;
            return arguments(p, p->c.id == TWO('c', 's') ? TAKES_TWO : TAKES_ARG);
        }
        return target(p);
    }
    if ((r = name(p, code, false, &id)) != PARSE_DONE)
        return r;
    p->c.id = id;
    if (is_doubled(p->c.op, id)) {
        p->c.id = p->c.op;
    } else {
        const MotionRow *row = motion_find(id);
        if (!row)
            return PARSE_BAD;
        if ((r = arguments(p, row->flags)) != PARSE_DONE)
            return r;
    }
    if (p->c.op != TWO('y', 's'))
        return PARSE_DONE;
    return more(p, &p->c.arg2) ? (p->c.arg2 == CODE_ESC ? PARSE_BAD : PARSE_DONE) : PARSE_MORE;
}

static Parse command(Parser *p, bool visual)
{
    uint32_t code, id;
    Parse r = prefix(p, &code);
    if (r != PARSE_DONE || (r = name(p, code, visual, &id)) != PARSE_DONE)
        return r;
    const CommandRow *row = visual ? visual_find(id) : normal_find(id);
    const MotionRow *motion = motion_find(id);
    p->c.id = id;
    if (row)
        return arguments(p, row->flags);
    if (operator_find(id)) {
        p->c.op = id;
        return visual ? PARSE_DONE : target(p);
    }
    if (!motion || (motion->flags & OBJECT && !visual))
        return PARSE_BAD;
    return arguments(p, motion->flags);
}

Parse cmd_parse(const Codes *keys, bool visual, Cmd *out)
{
    Parser p = {.keys = keys};
    Parse r = command(&p, visual);
    *out = p.c;
    return r;
}
