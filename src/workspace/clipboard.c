#include "workspace/workspace.h"

static void forget(Clipboard *c, size_t i)
{
    buf_deinit(&c->older.p[i].text);
    vec_deinit(&c->older.p[i].ends);
    vec_remove(&c->older, i, 1);
}

void clipboard_deinit(Clipboard *c)
{
    while (c->older.n)
        forget(c, c->older.n - 1);
    vec_deinit(&c->older);
    buf_deinit(&c->text);
    vec_deinit(&c->ends);
}

static size_t bytes_of(const Clipboard *c)
{
    size_t sum = 0;
    VEC_EACH (Clip, x, &c->older)
        sum += x->text.n;
    return sum;
}

// Same texts once; the oldest go first.
static void trim(Clipboard *c, size_t max)
{
    for (size_t i = c->older.n; i-- > 0;)
        if (str_eq(buf_str(&c->older.p[i].text), buf_str(&c->text)))
            forget(c, i);
    while (c->older.n && (c->older.n >= max || bytes_of(c) > CLIPS_BYTES))
        forget(c, 0);
}

// What is there now becomes an older one.
static void archive(Clipboard *c)
{
    Clip now = {.text = c->text, .line = c->line};
    memcpy(&now.ends, &c->ends, sizeof now.ends);
    c->text = (Buf)BUF_INIT;
    memset(&c->ends, 0, sizeof c->ends);
    vec_push(&c->older, now);
    if (now.text.n == 0)
        forget(c, c->older.n - 1);
}

void clipboard_put(Workspace *ws, Str text, bool line)
{
    Clipboard *c = &ws->clipboard;
    Buf fresh = BUF_INIT;
    buf_add(&fresh, text); // before the old one goes, which it may lie in
    archive(c);
    c->text = fresh;
    c->line = line;
    c->to_send = true;
    trim(c, (size_t)ws->options.clip_history);
}

void clipboard_take(Workspace *ws, Str text)
{
    bool to_send = ws->clipboard.to_send;
    clipboard_put(ws, text, false);
    ws->clipboard.to_send = to_send;
}

size_t clipboard_count(const Clipboard *c)
{
    return c->older.n + (c->text.n > 0);
}

Str clipboard_get(const Clipboard *c, size_t i)
{
    return i == 0 ? buf_str(&c->text) : buf_str(&c->older.p[c->older.n - i].text);
}

void clipboard_choose(Clipboard *c, size_t i)
{
    if (i == 0 || i > c->older.n)
        return;
    size_t at = c->older.n - i;
    Clip chosen = c->older.p[at];
    vec_remove(&c->older, at, 1);
    archive(c);
    c->text = chosen.text;
    memcpy(&c->ends, &chosen.ends, sizeof c->ends);
    c->line = chosen.line;
}
