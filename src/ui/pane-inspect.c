// The key inspector: what the terminal sends, what codelab takes it for, what it runs and why.
#include "ui/inner.h"

static ContextSet below(const Ui *ui)
{
    Workspace after = *ui->ws; // as it is once the inspector is gone
    after.keysheet.kind = KEYSHEET_NONE;
    return context_now(&after);
}

static void add_bytes(Str bytes, Buf *out)
{
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        buf_addf(out, "%s%02x", i ? " " : "", c);
    }
    buf_add_c(out, bytes.n ? "  (" : "none");
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if (c == 0x1b)
            buf_add_c(out, i ? " ESC" : "ESC");
        else if (c < 0x20)
            buf_addf(out, "%s^%c", i ? " " : "", c + '@');
        else if (c < 0x7f)
            buf_addf(out, "%s%c", i ? " " : "", c);
        else
            buf_addf(out, "%s\\x%02x", i ? " " : "", c);
    }
    buf_add_c(out, bytes.n ? ")" : "");
}

static void describe(Ui *ui, const Key *k, Buf *out)
{
    static const char *const tiers[] = {
        "T0: every terminal sends it", "T1: most terminals send it, not the Linux console",
        "T2: only terminals with the kitty protocol or modifyOtherKeys send it"};
    Key key = key_normal(k);
    buf_clear(out);
    buf_add_c(out, "Bytes:   ");
    add_bytes(k->bytes, out);
    buf_add_c(out, "\nKey:     ");
    key_name(&key, out);
    buf_addf(out, "\nTier:    %s", tiers[key_tier(&key)]);
    if (key_warning(&key))
        buf_addf(out, "\nMind:    %s", key_warning(&key));
    buf_add_c(out, "\nRuns:\n");
    size_t before = out->n;
    keys_explain(ui->keymap, &key, 1, below(ui), out);
    if (out->n == before)
        buf_add_c(out, k->kind == KEY_CHAR && !(k->mods & (MOD_CTRL | MOD_ALT))
                           ? "  nothing: it is text\n"
                           : "  nothing\n");
}

void pane_inspect_key(Ui *ui, const Key *k)
{
    KeysPane *p = &ui->keys;
    bool escape = k->kind == KEY_ESCAPE && !k->mods;
    if (k->kind == KEY_MOUSE || k->kind == KEY_PASTE)
        return;
    if (p->opened != ui->ws->keysheet.opened) {
        p->opened = ui->ws->keysheet.opened;
        p->escaped = false;
    }
    if (escape && p->escaped)
        ui->ws->keysheet.kind = KEYSHEET_NONE;
    p->escaped = escape;
    describe(ui, k, &p->bytes);
}

void pane_inspect_paint(Ui *ui)
{
    const Layout *l = &ui->ws->layout;
    KeysPane *p = &ui->keys;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND);
    if (p->opened != ui->ws->keysheet.opened) {
        p->opened = ui->ws->keysheet.opened;
        p->escaped = false;
        buf_clear(&p->bytes);
    }
    Str text = p->bytes.n ? buf_str(&p->bytes) : STR("Press a key to see what codelab gets of it.");
    int cols = MIN(76, l->cols - 4), rows = CLAMP(text_rows(text, cols - 4) + 4, 6, l->rows - 3);
    Rect box = {1, (l->cols - cols) / 2, rows, cols};
    Rect in = popup_paint(ui->s, box, ui->theme, STR("Key inspector"), st);
    text_paint(ui->s, (Rect){in.row, in.col, in.rows - 1, in.cols}, ui->theme, text, st);
    ui_put(ui, in.row + in.rows - 1, in.col, in.cols, "Esc twice leaves",
           theme_over(st, theme_style(ui->theme, THEME_HINT_BAR_KEY_FOREGROUND)));
    ui_set_cursor(ui, in.row, in.col, CURSOR_BLOCK);
}
