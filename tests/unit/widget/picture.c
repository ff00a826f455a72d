#include "picture.h"
#include "groups.h"
#include "base/mem.h"

static void row_text(const Surface *s, int row, Buf *out)
{
    for (int col = 0; col < surface_cols(s); col++)
        buf_add(out, surface_text(s, row, col));
    while (out->n > 0 && out->p[out->n - 1] == ' ')
        buf_splice(out, out->n - 1, out->n, STR(""));
}

void picture_check(const char *name, const Surface *s, const char *const *rows, int nrows)
{
    bool same = nrows == surface_rows(s);
    AUTO(buf) Buf all = BUF_INIT;
    for (int row = 0; row < surface_rows(s); row++) {
        AUTO(buf) Buf text = BUF_INIT;
        row_text(s, row, &text);
        same = same && strcmp(buf_c(&text), rows[row]) == 0;
        buf_addf(&all, "\"%s\",\n", buf_c(&text));
    }
    if (!same)
        fail_msg("%s is\n%s", name, buf_c(&all));
}

void picture_check_styled(const char *name, const Surface *s, int row, const char *styles)
{
    AUTO(buf) Buf got = BUF_INIT;
    Style plain = surface_cell(s, surface_rows(s) - 1, surface_cols(s) - 1)->style;
    for (int col = 0; col < surface_cols(s); col++) {
        Style st = surface_cell(s, row, col)->style;
        bool own = st.fg != plain.fg || st.bg != plain.bg || st.attrs != plain.attrs;
        buf_add_byte(&got, own ? 'x' : '.');
    }
    if (strcmp(buf_c(&got), styles) != 0)
        fail_msg("%s: styles are\n%s", name, buf_c(&got));
}

Key picture_key(const char *name)
{
    Key k;
    AUTO(err) Err err = {0};
    if (!key_parse(str_c(name), &k, &err))
        fail_msg("%s", err_text(&err));
    return k;
}

Key picture_click(int row, int col, int clicks)
{
    Key k = {.kind = KEY_MOUSE};
    k.mouse.kind = MOUSE_PRESS;
    k.mouse.button = MOUSE_LEFT;
    k.mouse.row = row;
    k.mouse.col = col;
    k.mouse.clicks = clicks;
    return k;
}
