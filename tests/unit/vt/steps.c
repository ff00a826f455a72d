// The steps of a script; script.c says what each means.
#include "script.h"

#include <stdio.h>

void wrong(const Run *r, const char *fmt, ...)
{
    char what[2000];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    fail_msg("%s:%d: %s (pieces of %zu bytes)", r->c->path, r->line, what, r->piece);
    abort(); // fail_msg does not return
}

static const char *arg(const Run *r, int i)
{
    if (i >= r->n)
        wrong(r, "'%s' wants more words", r->args[0]);
    return r->args[i];
}

static int arg_int(const Run *r, int i)
{
    long long n = 0;
    if (!str_to_i64(str_c(arg(r, i)), &n))
        wrong(r, "'%s' is no number", arg(r, i));
    return (int)n;
}

static void expect_str(const Run *r, const char *what, Str got, int i)
{
    (void)arg(r, i);
    Str want = str_n(r->args[i], r->len[i]);
    if (str_eq(got, want))
        return;
    AUTO(free) char *have = quoted(got);
    AUTO(free) char *need = quoted(want);
    wrong(r, "%s is \"%s\", not \"%s\"", what, have, need);
}

static void expect_int(const Run *r, const char *what, long got, long want)
{
    if (got != want)
        wrong(r, "%s is %ld, not %ld", what, got, want);
}

static void expect_yes(const Run *r, const char *what, bool got, int i)
{
    bool want = strcmp(arg(r, i), "yes") == 0;
    if (got != want)
        wrong(r, "%s is %s", what, got ? "yes" : "no");
}

// Steps -------------------------------------------------------------------------------------------

static void parse_size(const Run *r, int *rows, int *cols)
{
    if (sscanf(arg(r, 1), "%dx%d", rows, cols) != 2)
        wrong(r, "'%s' is no size", arg(r, 1));
}

static void do_size(Run *r)
{
    int rows = 0, cols = 0;
    parse_size(r, &rows, &cols);
    vt_free(r->v);
    r->v = vt_new(rows, cols, r->n > 3 ? (size_t)arg_int(r, 3) : 100);
}

static void do_push(Run *r)
{
    for (size_t at = 0; at < r->len[1]; at += r->piece)
        vt_feed(r->v, str_upto(str_n(r->args[1] + at, r->len[1] - at), r->piece));
}

static void do_resize(Run *r)
{
    int rows = 0, cols = 0;
    parse_size(r, &rows, &cols);
    vt_resize(r->v, rows, cols);
}

static void do_key(Run *r)
{
    Key k;
    if (!key_parse(str_c(arg(r, 1)), &k, NULL))
        wrong(r, "'%s' is no key", arg(r, 1));
    vt_key(r->v, &k);
}

static void do_paste(Run *r)
{
    vt_key(r->v, &(Key){.kind = KEY_PASTE, .text = str_n(arg(r, 1), r->len[1])});
}

static void do_focus(Run *r)
{
    bool in = strcmp(arg(r, 1), "in") == 0;
    vt_key(r->v, &(Key){.kind = in ? KEY_FOCUS_IN : KEY_FOCUS_OUT});
}

static int index_of(const Run *r, const char *word, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    wrong(r, "'%s' is none of the words that can stand here", word);
}

static void do_mouse(Run *r)
{
    static const char *const kinds[] = {"press", "release", "drag", "move", "wheel", NULL};
    static const char *const buttons[] = {"none", "left",   "middle",  "right", "up",
                                          "down", "toleft", "toright", NULL};
    Key k = {.kind = KEY_MOUSE};
    k.mouse.kind = (MouseKind)index_of(r, arg(r, 1), kinds);
    k.mouse.button = (MouseButton)index_of(r, arg(r, 2), buttons);
    k.mouse.row = arg_int(r, 3);
    k.mouse.col = arg_int(r, 4);
    k.mods = r->n > 5 ? (uint8_t)arg_int(r, 5) : 0;
    vt_key(r->v, &k);
}

// Expectations ------------------------------------------------------------------------------------

static void check_row(const Run *r, int row, int i)
{
    AUTO(buf) Buf text = BUF_INIT;
    vt_row_text(r->v, row, &text);
    char what[32];
    snprintf(what, sizeof what, "row %d", row);
    if (i < r->n)
        expect_str(r, what, buf_str(&text), i);
    else if (text.n)
        wrong(r, "%s is \"%s\", not blank", what, buf_c(&text));
}

static void do_row(Run *r)
{
    check_row(r, arg_int(r, 1), 2);
}

static void do_rows(Run *r)
{
    for (int row = 0; row < vt_rows(r->v); row++)
        check_row(r, row, row + 1);
}

static void do_cell(Run *r)
{
    VtCell c = vt_cell(r->v, arg_int(r, 1), arg_int(r, 2));
    expect_str(r, "the text", c.text, 3);
    expect_int(r, "the width", c.width, arg_int(r, 4));
}

static void add_color(Buf *out, const char *name, VtColor c)
{
    if (c >> 24 == 2)
        buf_addf(out, " %s=%u", name, c & 0xffffff);
    else if (c >> 24 == 1)
        buf_addf(out, " %s=#%06x", name, c & 0xffffff);
    else if (c)
        buf_addf(out, " %s=?%x", name, c);
}

static void do_style(Run *r)
{
    static const char *const names[] = {"bold",    "dim",    "italic", "underline",
                                        "reverse", "strike", "curly",  "conceal"};
    VtCell c = vt_cell(r->v, arg_int(r, 1), arg_int(r, 2));
    AUTO(buf) Buf out = BUF_INIT;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (c.attrs & 1 << i)
            buf_addf(&out, " %s", names[i]);
    add_color(&out, "fg", c.fg);
    add_color(&out, "bg", c.bg);
    expect_str(r, "the style", str_trim(buf_str(&out)), 3);
}

static void do_wraps(Run *r)
{
    expect_yes(r, "wrapping", vt_row_wraps(r->v, arg_int(r, 1)), 2);
}

static void do_cursor(Run *r)
{
    VtCursor c = vt_cursor(r->v);
    expect_int(r, "the cursor's row", c.row, arg_int(r, 1));
    expect_int(r, "the cursor's column", c.col, arg_int(r, 2));
}

static void do_shape(Run *r)
{
    static const char *const shapes[] = {"block", "underline", "bar", NULL};
    VtCursor c = vt_cursor(r->v);
    expect_int(r, "the shape", c.shape, index_of(r, arg(r, 1), shapes));
    expect_int(r, "blinking", c.blink, r->n > 2);
}

static void do_hidden(Run *r)
{
    expect_yes(r, "hidden", !vt_cursor(r->v).visible, 1);
}

static void do_reply(Run *r)
{
    expect_str(r, "the reply", vt_reply(r->v), 1);
}

static void do_title(Run *r)
{
    expect_str(r, "the title", str_c(vt_title(r->v)), 1);
}

static void do_cwd(Run *r)
{
    expect_str(r, "the folder", str_c(vt_cwd(r->v)), 1);
}

static void do_clipboard(Run *r)
{
    AUTO(free) char *text = vt_take_clipboard(r->v);
    expect_str(r, "the clipboard", str_c(text), 1);
}

/* Of a row: P prompt, O output, the column behind each; D the exit code of its command. */
static void do_marks(Run *r)
{
    VtMarks m = vt_row_marks(r->v, arg_int(r, 1));
    AUTO(buf) Buf out = BUF_INIT;
    if (m.bits & VT_MARK_PROMPT)
        buf_addf(&out, " P%d", m.prompt_col);
    if (m.bits & VT_MARK_DONE)
        buf_addf(&out, " D%d", m.exit);
    if (m.bits & VT_MARK_OUTPUT)
        buf_addf(&out, " O%d", m.output_col);
    expect_str(r, "the marks", str_trim(buf_str(&out)), 2);
}

static void do_running(Run *r)
{
    expect_yes(r, "running", vt_is_running(r->v), 1);
}

static void do_exit(Run *r)
{
    expect_int(r, "the exit code", vt_last_exit(r->v), arg_int(r, 1));
}

static void do_link(Run *r)
{
    expect_str(r, "the link", vt_link(r->v, vt_cell(r->v, arg_int(r, 1), arg_int(r, 2)).link), 3);
}

/* Two cells belong to one link. */
static void do_same_link(Run *r)
{
    uint32_t a = vt_cell(r->v, arg_int(r, 1), arg_int(r, 2)).link;
    uint32_t b = vt_cell(r->v, arg_int(r, 3), arg_int(r, 4)).link;
    expect_yes(r, "one link", a && a == b, 5);
}

static void do_bell(Run *r)
{
    expect_yes(r, "the bell", vt_take_bell(r->v), 1);
}

static void do_scrollback(Run *r)
{
    expect_int(r, "the scrollback", (long)vt_scrollback(r->v), arg_int(r, 1));
}

static void do_pushed(Run *r)
{
    expect_int(r, "pushed", (long)vt_pushed(r->v), arg_int(r, 1));
}

static void do_alt(Run *r)
{
    expect_yes(r, "the alternate screen", vt_alt_screen(r->v), 1);
}

static void do_wants_mouse(Run *r)
{
    expect_yes(r, "wanting the mouse", vt_wants_mouse(r->v), 1);
}

static void do_wants_paste(Run *r)
{
    expect_yes(r, "wanting brackets", vt_bracketed_paste(r->v), 1);
}

static const struct {
    const char *name;
    void (*run)(Run *r);
} steps[] = {
    {"size", do_size},
    {"push", do_push},
    {"resize", do_resize},
    {"key", do_key},
    {"paste", do_paste},
    {"focus", do_focus},
    {"mouse", do_mouse},
    {"row", do_row},
    {"rows", do_rows},
    {"cell", do_cell},
    {"style", do_style},
    {"wraps", do_wraps},
    {"cursor", do_cursor},
    {"shape", do_shape},
    {"hidden", do_hidden},
    {"reply", do_reply},
    {"title", do_title},
    {"cwd", do_cwd},
    {"clipboard", do_clipboard},
    {"marks", do_marks},
    {"running", do_running},
    {"exit", do_exit},
    {"link", do_link},
    {"same-link", do_same_link},
    {"bell", do_bell},
    {"scrollback", do_scrollback},
    {"pushed", do_pushed},
    {"alt", do_alt},
    {"wants-mouse", do_wants_mouse},
    {"wants-paste", do_wants_paste},
};

void run_words(Run *r)
{
    size_t i = 0;
    while (i < ARRAY_LEN(steps) && strcmp(steps[i].name, r->args[0]) != 0)
        i++;
    if (i == ARRAY_LEN(steps))
        wrong(r, "there is no step '%s'", r->args[0]);
    steps[i].run(r);
}
