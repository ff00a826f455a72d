#include "workspace/workspace.h"
#include "base/clock.h"

void ask_file(Workspace *ws, Ask question)
{
    question.id = ++ws->asks.last_id;
    vec_push(&ws->asks.waiting, question);
    if (ws->asks.waiting.n == 1)
        ws->asks.waiting.p[0].shown_ns = clock_mono_ns();
}

const Ask *ask_shown(const Workspace *ws)
{
    return ws->asks.waiting.n ? &ws->asks.waiting.p[0] : NULL;
}

void ask_answer(Workspace *ws, int choice, Str line)
{
    BUG_ON(ws->asks.waiting.n == 0);
    Ask a = ws->asks.waiting.p[0];
    vec_remove(&ws->asks.waiting, 0, 1);
    if (ws->asks.waiting.n)
        ws->asks.waiting.p[0].shown_ns = clock_mono_ns();
    a.answer(ws, choice, line, a.arg);
    free(a.title);
    free(a.text);
    free(a.preset);
}

void asks_cancel(Workspace *ws)
{
    while (ws->asks.waiting.n)
        ask_answer(ws, -1, STR_NULL);
    vec_deinit(&ws->asks.waiting);
}
