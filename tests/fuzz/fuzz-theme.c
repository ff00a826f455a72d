// A theme file's text: no crash, every style is one that can be drawn, and notes are few.
#include "base/bug.h"
#include "widget/theme.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(Style st)
{
    BUG_ON(st.fg >= COLOR_ANSI(256) || st.bg >= COLOR_ANSI(256));
    BUG_ON(st.attrs >= ATTR_CURLY);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO(buf) Buf notes = BUF_INIT;
    AUTO(err) Err err = {0};
    Theme *t = theme_parse(str_n((const char *)data, n), TTY_COLOR_TRUE, &notes, &err);
    if (!t)
        return 0;
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++)
        check(t->tokens[i]);
    for (size_t i = 0; i < theme_ncaptures; i++)
        check(t->captures[i]);
    Str rest = buf_str(&notes), line;
    size_t lines = 0;
    while (str_split(&rest, '\n', &line))
        lines++;
    BUG_ON(lines > THEME_NOTES_MAX + 1);
    theme_free(t);
    return 0;
}
