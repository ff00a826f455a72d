// The palette's lists of ways to write a file.
#include "command/inner.h"

// What the codings of a list are compared with.
typedef struct {
    Coding now;
    const Encoding *guess; // what the bytes look like if they are not UTF-8; NULL: nobody knows
} Marks;

// In the order of the table while nothing is typed, the present one first, then the likely one.
static void add_coding(Fill *f, Coding c, Marks m, int bonus)
{
    AUTO(buf) Buf label = BUF_INIT;
    AUTO(free) char *value = xasprintf("%s%s", c.encoding->id, c.bom ? "bom" : "");
    bool same = c.encoding == m.now.encoding && c.bom == m.now.bom;
    bool likely = !same && c.encoding == m.guess;
    buf_addf(&label, "%s%s", c.encoding->title, c.bom ? " with BOM" : "");
    char *detail = same ? xstrdup("current") : likely ? xstrdup("guessed from content") : NULL;
    fill_add(f, buf_str(&label), detail, str_c(value),
             fill_is_filtered(f) ? 0
             : same              ? 1000
             : likely            ? 999
                                 : bonus);
}

// What is no UTF-8 is kept in the text byte by byte, as it is in the file.
static const Encoding *guess(const View *v)
{
    enum { HEAD_BYTES = 64 * 1024 };
    const Snap *s = text_now(v->doc->text);
    size_t n, size = MIN(snap_size(s), (size_t)HEAD_BYTES);
    const Encoding *utf8 = encoding_all(&n);
    if (v->doc->coding.encoding != utf8)
        return NULL;
    AUTO(buf) Buf head = BUF_INIT;
    snap_add_to(s, 0, size, &head);
    CodingWish wish = {.wanted = utf8, .statistics = true};
    return coding_guess(buf_str(&head), size == snap_size(s), wish).coding.encoding;
}

// A mark is there or not when a file is read; when it is written it is to choose.
static void fill_codings(Fill *f, const Workspace *ws, bool marks)
{
    size_t n;
    const Encoding *all = encoding_all(&n);
    const View *v = workspace_view(ws);
    Coding now = v ? v->doc->coding : (Coding){0};
    now.bom = now.bom && marks;
    // when it is written all of them will do
    Marks m = {now, v && !marks && !fill_is_filtered(f) ? guess(v) : NULL};
    int bonus = 2 * (int)n;
    for (size_t i = 0; i < n; i++) {
        add_coding(f, (Coding){.encoding = &all[i]}, m, bonus--);
        if (marks && encoding_has_bom(&all[i]))
            add_coding(f, (Coding){.encoding = &all[i], .bom = true}, m, bonus--);
    }
}

static void fill_reopen_encodings(Fill *f, Workspace *ws)
{
    fill_codings(f, ws, false);
}

static void fill_save_encodings(Fill *f, Workspace *ws)
{
    fill_codings(f, ws, true);
}

static void accept_reopen_encoding(Workspace *ws, const char *value)
{
    command_invoke(ws, command_find(STR("file.reopenEncoding")), str_c(value));
}

static void accept_save_encoding(Workspace *ws, const char *value)
{
    command_invoke(ws, command_find(STR("file.saveAsEncoding")), str_c(value));
}

static void fill_ends(Fill *f, Workspace *ws)
{
    static const struct {
        const char *label, *value;
        TextEol eol;
    } ends[] = {{"LF (Unix)", "lf", EOL_LF},
                {"CRLF (Windows)", "crlf", EOL_CRLF},
                {"CR (classic Mac OS)", "cr", EOL_CR}};
    const View *v = workspace_view(ws);
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        bool same = v && v->doc->eol == ends[i].eol;
        fill_add(f, str_c(ends[i].label), same ? xstrdup("current") : NULL, str_c(ends[i].value),
                 same);
    }
}

static void accept_end(Workspace *ws, const char *value)
{
    command_invoke(ws, command_find(STR("file.setEol")), str_c(value));
}

static const PaletteList lists[] = {
    {"ends ", fill_ends, accept_end, NULL, NULL},
    {"read as ", fill_reopen_encodings, accept_reopen_encoding, NULL, NULL},
    {"save as ", fill_save_encodings, accept_save_encoding, NULL, NULL},
};

const PaletteList *palette_coding_of(Str query)
{
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        if (str_starts(query, str_c(lists[i].prefix)))
            return &lists[i];
    return NULL;
}
