#include "workspace/workspace.h"
#include "base/clock.h"
#include "loop/loop.h"

enum { KEPT = 500, RESULT_MS = 5000, INFO_MS = 5000, WARNING_MS = 10000 };

static int64_t shown_for_ns(MessageLevel level)
{
    static const int ms[] = {
        [MESSAGE_RESULT] = RESULT_MS, [MESSAGE_INFO] = INFO_MS, [MESSAGE_WARNING] = WARNING_MS};
    return level == MESSAGE_ERROR ? 0 : (int64_t)ms[level] * 1000000;
}

static bool is_shown(const Message *m, int64_t now)
{
    return m->until_ns == 0 || m->until_ns > now;
}

// Sleep until the next message goes; no timer while none will.
static void set_timer(Messages *m)
{
    int64_t now = clock_mono_ns(), next = 0;
    VEC_EACH (Message, x, &m->all)
        if (x->until_ns > now && (next == 0 || x->until_ns < next))
            next = x->until_ns;
    loop_timer_set(m->timer, next ? (int)((next - now) / 1000000) + 1 : -1);
}

static void on_timer(void *arg)
{
    set_timer(arg);
}

static void forget_oldest(Messages *m)
{
    if (m->all.n < KEPT)
        return;
    free(m->all.p[0].text);
    vec_remove(&m->all, 0, 1);
}

void message_say(Workspace *ws, MessageLevel level, const char *fmt, ...)
{
    Messages *m = &ws->messages;
    AUTO(buf) Buf text = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    int64_t now = clock_mono_ns(), shown = shown_for_ns(level);
    Message *last = m->all.n ? &vec_last(&m->all) : NULL;
    bool again = last && last->level == level && strcmp(last->text, buf_c(&text)) == 0;
    if (!again) {
        forget_oldest(m);
        vec_push(&m->all, (Message){.level = level, .text = buf_take(&text)});
        last = &vec_last(&m->all);
    }
    last->count++;
    last->wall_ms = clock_wall_ms();
    last->until_ns = shown ? now + shown : 0;
    if (!m->timer)
        m->timer = loop_timer_new(ws->loop, on_timer, m);
    set_timer(m);
}

const Message *message_result(const Workspace *ws)
{
    int64_t now = clock_mono_ns();
    for (size_t i = ws->messages.all.n; i-- > 0;) {
        const Message *m = &ws->messages.all.p[i];
        if (m->level == MESSAGE_RESULT)
            return is_shown(m, now) ? m : NULL;
    }
    return NULL;
}

const Message *message_toast(const Workspace *ws, int i)
{
    int64_t now = clock_mono_ns();
    for (size_t k = ws->messages.all.n; k-- > 0;) {
        const Message *m = &ws->messages.all.p[k];
        if (m->level != MESSAGE_RESULT && is_shown(m, now) && i-- == 0)
            return m;
    }
    return NULL;
}

bool message_dismiss(Workspace *ws)
{
    bool any = message_toast(ws, 0) != NULL;
    VEC_EACH (Message, m, &ws->messages.all)
        if (m->level != MESSAGE_RESULT)
            m->until_ns = -1;
    return any;
}

void messages_deinit(Messages *m)
{
    VEC_EACH (Message, x, &m->all)
        free(x->text);
    vec_deinit(&m->all);
    if (m->timer)
        loop_timer_free(m->timer);
}
