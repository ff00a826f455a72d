// Runs tests/vt/*.vtt.  A line that starts with "=" names a case, each other line is one step:
//
//   size 3x20 [scrollback ROWS]      a new terminal (each case begins with 5x20, scrollback 100)
//   push "bytes"                     \e \a \b \n \r \t \\ \" \xHH
//   resize 3x20
//   key ctrl+up ; paste "text" ; focus in|out
//   mouse press|release|drag|move|wheel BUTTON ROW COL [MODS]
// and what must hold:
//   rows "a" "b" ...                 the screen from row 0 on; all rows below are blank
//   row ROW "text"                   scrollback: -1, -2 ...
//   cell ROW COL "text" WIDTH
//   style ROW COL "bold fg=1 bg=#ff0000"
//   wraps ROW yes|no
//   cursor ROW COL ; shape block|underline|bar [blink] ; hidden yes|no
//   reply "bytes" ; title "text" ; cwd "text" ; clipboard "text" ; bell yes|no
//   scrollback N ; pushed N ; alt yes|no ; wants-mouse yes|no ; wants-paste yes|no
//
// Each case runs with its bytes fed at once, and cut into pieces.
#include "test-vt.h"

#include <dirent.h>
#include <stdio.h>

enum { ARGS_MAX = 12 };

typedef struct {
    char *name; // owned: "file: sentence"
    char *path; // owned
    int line;   // of its "="
    char *text; // owned: its steps
} Case;

typedef struct {
    const Case *c;
    int line;
    size_t piece; // bytes fed at once
    Vt *v;
    int n;
    char *args[ARGS_MAX]; // owned; args[0] is the step's name
    size_t len[ARGS_MAX];
} Run;

__attribute__((format(printf, 2, 3), noreturn)) static void wrong(const Run *r, const char *fmt,
                                                                  ...)
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
    {"bell", do_bell},
    {"scrollback", do_scrollback},
    {"pushed", do_pushed},
    {"alt", do_alt},
    {"wants-mouse", do_wants_mouse},
    {"wants-paste", do_wants_paste},
};

// Running -----------------------------------------------------------------------------------------

static char unescape(Str *s)
{
    static const char names[] = "eabnrt";
    static const char bytes[] = "\033\a\b\n\r\t";
    char c = s->p[0];
    *s = str_from(*s, 1);
    if (c == 'x') {
        char digits[] = {s->p[0], s->p[1], '\0'};
        *s = str_from(*s, 2);
        return (char)strtol(digits, NULL, 16);
    }
    const char *at = strchr(names, c);
    return at ? bytes[at - names] : c;
}

/* Take the next word or quoted string off *s. */
static void take_word(Run *r, Str *s)
{
    Buf out = BUF_INIT;
    bool quote = s->p[0] == '"';
    if (quote)
        *s = str_from(*s, 1);
    while (s->n && (quote ? s->p[0] != '"' : s->p[0] != ' ')) {
        char c = s->p[0];
        *s = str_from(*s, 1);
        buf_add_byte(&out, quote && c == '\\' && s->n ? unescape(s) : c);
    }
    *s = str_trim(str_from(*s, quote));
    if (r->n == ARGS_MAX)
        wrong(r, "too many words");
    r->len[r->n] = out.n;
    r->args[r->n++] = buf_take(&out);
}

static void run_step(Run *r, Str line)
{
    r->n = 0;
    while (line.n)
        take_word(r, &line);
    size_t i = 0;
    while (i < ARRAY_LEN(steps) && strcmp(steps[i].name, r->args[0]) != 0)
        i++;
    if (i == ARRAY_LEN(steps))
        wrong(r, "there is no step '%s'", r->args[0]);
    steps[i].run(r);
    check_grid(r->v);
    for (int j = 0; j < r->n; j++)
        free(r->args[j]);
}

static void run_case(void **state)
{
    static const size_t pieces[] = {100000, 1, 2, 3, 7};
    const Case *c = *state;
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        Run r = {.c = c, .line = c->line, .piece = pieces[i], .v = vt_new(5, 20, 100)};
        Str rest = str_c(c->text), line;
        while (str_split(&rest, '\n', &line)) {
            r.line++;
            line = str_trim(line);
            if (line.n && line.p[0] != '#')
                run_step(&r, line);
        }
        vt_free(r.v);
    }
}

static void read_file(const char *path, Buf *out)
{
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = 0;
    while ((n = fread(buf_reserve(out, 4096), 1, 4096, f)) > 0)
        out->n += n;
    fclose(f);
    buf_add_c(out, "");
}

static void add_case(TestList *all, const char *path, const char *file, int line, Str title,
                     Str text)
{
    Case *c = NEW(Case);
    c->name = xasprintf("%s: " STR_FMT, file, STR_ARG(title));
    c->path = xstrdup(path);
    c->line = line;
    c->text = str_dup(text);
    vec_push(all, (struct CMUnitTest){c->name, run_case, NULL, NULL, c});
}

static void add_file(TestList *all, const char *path, const char *file)
{
    AUTO(buf) Buf text = BUF_INIT;
    read_file(path, &text);
    Str rest = buf_str(&text), line, title = STR_NULL;
    const char *body = NULL;
    int title_line = 0;
    for (int n = 1;; n++) {
        bool more = str_split(&rest, '\n', &line);
        if (body && (!more || str_starts(line, STR("="))))
            add_case(all, path, file, title_line, title,
                     str_n(body, (size_t)((more ? line.p : text.p + text.n) - body)));
        if (!more)
            break;
        if (str_starts(line, STR("="))) {
            title = str_trim(str_from(line, 1));
            title_line = n;
            body = line.p + line.n + (rest.n > 0);
        }
    }
}

static int is_script(const struct dirent *e)
{
    return str_ends(str_c(e->d_name), STR(".vtt"));
}

void add_scripts(TestList *all)
{
    const char *top = getenv("top_srcdir");
    AUTO(free) char *dir = xasprintf("%s/tests/vt", top ? top : ".");
    struct dirent **found = NULL;
    int n = scandir(dir, &found, is_script, alphasort);
    if (n <= 0) {
        fprintf(stderr, "no scripts in %s (is top_srcdir set?)\n", dir);
        exit(1);
    }
    for (int i = 0; i < n; i++) {
        AUTO(free) char *path = xasprintf("%s/%s", dir, found[i]->d_name);
        add_file(all, path, found[i]->d_name);
        free(found[i]);
    }
    free(found);
}

void free_scripts(TestList *all)
{
    VEC_EACH (struct CMUnitTest, t, all) {
        Case *c = t->initial_state;
        if (!c)
            continue;
        free(c->name);
        free(c->path);
        free(c->text);
        free(c);
    }
    vec_deinit(all);
}
