// The palette's lists of ways to write a file.
#include "command/inner.h"

// In the order of the table while nothing is typed, the present one first.
static void add_coding(Fill *f, Coding c, Coding now, int bonus)
{
    AUTO(buf) Buf label = BUF_INIT;
    AUTO(free) char *value = xasprintf("%s%s", c.encoding->id, c.bom ? "bom" : "");
    bool same = c.encoding == now.encoding && c.bom == now.bom;
    buf_addf(&label, "%s%s", c.encoding->title, c.bom ? " with BOM" : "");
    fill_add(f, buf_str(&label), same ? xstrdup("current") : NULL, str_c(value),
             fill_is_filtered(f) ? 0
             : same              ? 1000
                                 : bonus);
}

// A mark is there or not when a file is read; when it is written it is to choose.
static void fill_codings(Fill *f, const Workspace *ws, bool marks)
{
    size_t n;
    const Encoding *all = encoding_all(&n);
    const View *v = workspace_view(ws);
    Coding now = v ? v->doc->coding : (Coding){0};
    now.bom = now.bom && marks;
    int bonus = 2 * (int)n;
    for (size_t i = 0; i < n; i++) {
        add_coding(f, (Coding){.encoding = &all[i]}, now, bonus--);
        if (marks && encoding_has_bom(&all[i]))
            add_coding(f, (Coding){.encoding = &all[i], .bom = true}, now, bonus--);
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
