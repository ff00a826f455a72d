// What a worker is told to look for, and how it goes from match to match.
#include "workspace/find-inner.h"

#include <ctype.h>

enum {
    REACH_REGEX = 1 << 20, // bytes that a match may have
    AT_ONCE = 256 << 10,   // bytes
};

bool find_has_capitals(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (isupper((unsigned char)s.p[i]))
            return true;
    return false;
}

FindQuery find_query(const Find *f)
{
    Str pattern = find_text(f, FIND_PATTERN);
    return (FindQuery){
        .pattern = pattern,
        .regex = f->options.regex,
        .ignore_case = f->options.ignore_case && !find_has_capitals(pattern),
        .whole_word = f->options.whole_word,
    };
}

size_t find_reach(const Find *f)
{
    // a word's border is seen one byte further, a letter in another case may be longer
    return f->options.regex ? (size_t)REACH_REGEX : find_text(f, FIND_PATTERN).n * 4 + 4;
}

Range find_scope(const Find *f, const Snap *s)
{
    size_t size = snap_size(s);
    return f->scoped ? (Range){MIN(f->scope.start, size), MIN(f->scope.end, size)}
                     : (Range){0, size};
}

bool find_is_at_once(const Find *f, const View *v)
{
    return !f->options.regex && snap_size(text_now(v->doc->text)) <= AT_ONCE;
}

void find_order_init(FindOrder *o, Find *f, const View *v)
{
    *o = (FindOrder){.find = f, .epoch = f->epoch, .doc = v->doc->id};
    o->rev = text_rev(v->doc->text);
    o->snap = text_snapshot(v->doc->text);
    o->query = find_query(f);
    buf_add(&o->pattern, o->query.pattern);
    o->query.pattern = buf_str(&o->pattern);
    o->scope = find_scope(f, o->snap);
}

void find_order_deinit(FindOrder *o)
{
    snap_free(o->snap);
    buf_deinit(&o->pattern);
}

bool find_order_holds(const FindOrder *o)
{
    const View *v = workspace_view(o->find->ws);
    return v && v->doc->id == o->doc && o->epoch == o->find->epoch &&
           text_rev(v->doc->text) == o->rev;
}

// Where a search goes on behind a match.
static size_t behind(const Snap *s, Range m)
{
    char at[2];
    if (m.end > m.start)
        return m.end;
    bool is_crlf = snap_read(s, m.end, at, 2) == 2 && at[0] == '\r' && at[1] == '\n';
    return m.end + (is_crlf ? 2 : 1);
}

bool find_walk_next(FindWalk *w, size_t starts, Range *m)
{
    FindRange range = {w->at, starts, w->ends, w->cancelled};
    if (w->at > starts || !finder_next_in(w->finder, w->snap, &range, &m->start, &m->end))
        return false;
    w->at = behind(w->snap, *m);
    return true;
}
