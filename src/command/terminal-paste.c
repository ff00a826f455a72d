// Pasting into a terminal: who pastes lines into a program that would run each of them is asked.
#include "command/inner.h"
#include "base/utf8.h"

enum { SHOWN_BYTES = 160, SHOWN_LINES = 3 };

typedef struct {
    int number; // of the terminal
    Buf text;   // owned
} Paste;

static Terminal *terminal_numbered(const Workspace *ws, int number)
{
    VEC_EACH (Terminal *, t, &ws->terminals.all)
        if ((*t)->number == number)
            return *t;
    return NULL;
}

static void put(Terminal *t, Str text)
{
    terminal_key(t, &(Key){.kind = KEY_PASTE, .text = text});
}

static bool is_control(char c)
{
    return ((unsigned char)c < 0x20 && !strchr("\t\n\r", c)) || c == 0x7f;
}

static size_t count_lines(Str text)
{
    size_t n = 1;
    for (size_t i = 0; i + 1 < text.n; i++)
        n += text.p[i] == '\n' || (text.p[i] == '\r' && text.p[i + 1] != '\n');
    return n;
}

static bool has_controls(Str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (is_control(text.p[i]))
            return true;
    return false;
}

// How it begins, with controls as their pictures.
static void add_beginning(Str text, Buf *out)
{
    size_t lines = 0, n = MIN(text.n, (size_t)SHOWN_BYTES);
    while (n < text.n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
        n--; // not within a character
    for (size_t i = 0; i < n && lines < SHOWN_LINES; i++) {
        char c = text.p[i];
        if (c == '\n')
            lines++;
        if (is_control(c))
            utf8_add(out, c == 0x7f ? 0x2421u : 0x2400u + (uint32_t)c);
        else if (c != '\r')
            buf_add_byte(out, c);
    }
    if (n < text.n)
        buf_add_c(out, "\xE2\x80\xA6");
}

static void on_answer(Workspace *ws, int choice, Str line, void *arg)
{
    Paste *p = arg;
    Terminal *t = terminal_numbered(ws, p->number);
    (void)line;
    for (size_t i = 0; choice == 1 && i < p->text.n; i++)
        if (p->text.p[i] == '\n' || p->text.p[i] == '\r')
            p->text.p[i] = ' ';
    if (t && (choice == 0 || choice == 1))
        put(t, buf_str(&p->text));
    buf_deinit(&p->text);
    free(p);
}

static bool needs_question(const Workspace *ws, const Terminal *t, Str text)
{
    int warn = ws->options.multi_line_paste;
    bool ended = str_ends(text, STR("\n")) || str_ends(text, STR("\r"));
    bool lines = count_lines(text) > 1 || ended;
    if (warn == PASTE_ASK_NEVER)
        return false;
    if (has_controls(text))
        return true;
    return lines && (warn == PASTE_ASK_ALWAYS || !screen_brackets_pastes(&t->screen));
}

void command_paste(Workspace *ws, Terminal *t, Str text)
{
    if (!needs_question(ws, t, text)) {
        put(t, text);
        return;
    }
    AUTO(buf) Buf shown = BUF_INIT;
    Paste *p = NEW(Paste);
    p->number = t->number;
    buf_add(&p->text, text);
    size_t n = count_lines(text);
    buf_addf(&shown, "Paste %zu line%s into terminal %d?%s\n\n", n, n == 1 ? "" : "s", t->number,
             has_controls(text) ? " Its control characters are left out." : "");
    add_beginning(text, &shown);
    ask_file(ws, (Ask){.title = xstrdup("Paste"),
                       .text = buf_take(&shown),
                       .choices = {"Paste", "As one line", "Cancel"},
                       .safe = 2,
                       .answer = on_answer,
                       .arg = p});
}
