#include "workspace/workspace.h"
#include "base/clock.h"
#include "loop/loop.h"

enum { KEPT = 500, RESULT_MS = 5000 };
static const int64_t again_ns = 2000000000;

// Warnings stay twice as long as what only informs; errors until they are dismissed.
static int64_t shown_for_ns(const Workspace *ws, MessageLevel level)
{
    int64_t ms = ws->options.notification_ms;
    return level == MESSAGE_ERROR     ? 0
           : level == MESSAGE_WARNING ? 2 * ms * 1000000
           : level == MESSAGE_INFO    ? ms * 1000000
                                      : (int64_t)RESULT_MS * 1000000;
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

static void deinit(Message *m)
{
    free(m->text);
    for (int i = 0; i < MESSAGE_ACTIONS; i++)
        free(m->actions[i].arg);
}

static void forget_oldest(Messages *m)
{
    if (m->all.n < KEPT)
        return;
    deinit(&m->all.p[0]);
    vec_remove(&m->all, 0, 1);
}

// The same said a moment ago, the last thing of its level; NULL if it was something else.
static Message *said_just_now(Messages *m, MessageLevel level, const char *text, int64_t now)
{
    for (size_t i = m->all.n; i-- > 0 && now - m->all.p[i].said_ns < again_ns;)
        if (m->all.p[i].level == level)
            return strcmp(m->all.p[i].text, text) == 0 ? &m->all.p[i] : NULL;
    return NULL;
}

// What is said again stands once, if nothing else was said since.
static void put_out(Workspace *ws, const Message *m)
{
    AUTO(buf) Buf text = BUF_INIT;
    buf_add_c(&text, m->text);
    if (m->count > 1)
        buf_addf(&text, " (x%d)", m->count);
    bool again = m->count > 1 && m == &vec_last(&ws->messages.all);
    output_put(ws, OUTPUT_CODELAB, m->level, buf_str(&text), again);
}

void message_say(Workspace *ws, MessageLevel level, const char *fmt, ...)
{
    Messages *m = &ws->messages;
    AUTO(buf) Buf text = BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(&text, fmt, ap);
    va_end(ap);
    int64_t now = clock_mono_ns(), shown = shown_for_ns(ws, level);
    Message *x = said_just_now(m, level, buf_c(&text), now);
    if (!x) {
        forget_oldest(m);
        vec_push(&m->all, (Message){.level = level, .text = buf_take(&text)});
        x = &vec_last(&m->all);
    }
    x->count++;
    x->said_ns = now;
    x->wall_ms = clock_wall_ms();
    x->until_ns = shown ? now + shown : 0;
    put_out(ws, x);
    if (!m->timer)
        m->timer = loop_timer_new(ws->loop, on_timer, m);
    set_timer(m);
}

void message_offer(Workspace *ws, const char *label, const char *command, Str arg)
{
    Message *m = &vec_last(&ws->messages.all);
    for (int i = 0; i < MESSAGE_ACTIONS; i++) {
        MessageAction *a = &m->actions[i];
        if (a->label && strcmp(a->label, label) != 0)
            continue;
        free(a->arg); // said again: of what it is about now
        *a = (MessageAction){label, command, arg.p ? str_dup(arg) : NULL};
        return;
    }
}

void message_hide(Message *m)
{
    m->until_ns = -1;
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

void message_withdraw(Workspace *ws, const char *text)
{
    for (size_t i = ws->messages.all.n; i-- > 0;) {
        Message *m = &ws->messages.all.p[i];
        if (m->level != MESSAGE_RESULT)
            continue;
        if (strcmp(m->text, text) == 0)
            message_hide(m);
        return;
    }
}

Message *message_toast(const Workspace *ws, int i)
{
    int64_t now = clock_mono_ns();
    for (size_t k = ws->messages.all.n; k-- > 0;) {
        Message *m = &ws->messages.all.p[k];
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
            message_hide(m);
    return any;
}

void messages_deinit(Messages *m)
{
    VEC_EACH (Message, x, &m->all)
        deinit(x);
    vec_deinit(&m->all);
    if (m->timer)
        loop_timer_free(m->timer);
}
