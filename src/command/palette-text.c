// The palette's list of text in files, behind "%": a search of its own, with few results.
#include "command/inner.h"

enum { LABEL_BYTES = 160 };

// The offsets of the characters of [start, end) of the label.
static void add_hits(const char *label, size_t start, size_t end, PaletteRow *row)
{
    for (size_t i = start; i < end && label[i]; i++)
        if (((unsigned char)label[i] & 0xC0) != 0x80)
            vec_push(&row->hits, (int)i);
}

static void put_match(Fill *f, const SearchRow *r, size_t i)
{
    Str line = grep_line(r->file, r->match), rest = line, first = STR_NULL;
    str_split(&rest, '\n', &first);
    Str label = str_trim(first);
    size_t lead = label.n ? (size_t)(label.p - line.p) : 0;
    label = str_upto(label, LABEL_BYTES);
    PaletteRow row = {
        .label = str_dup(label),
        .detail = xasprintf("%s:%zu", r->file->path, r->match->row + 1),
        .value = xasprintf("%zu", i),
    };
    size_t hit = r->match->hit - MIN(r->match->hit, lead);
    add_hits(row.label, MIN(hit, label.n), MIN(hit + r->match->nhit, label.n), &row);
    fill_put(f, row);
}

static void fill_text(Fill *f, Workspace *ws)
{
    Search *s = ws->text_look;
    Str pattern = fill_pattern(f);
    if (!str_eq(pattern, search_text(s, SEARCH_PATTERN)))
        search_set_text(s, SEARCH_PATTERN, pattern);
    size_t n = 0;
    for (size_t i = 0; i < search_rows(s); i++) {
        SearchRow r = search_row(s, i);
        if (!r.match)
            continue;
        put_match(f, &r, i);
        n++;
    }
    fill_set_total(f, n);
}

static void accept_text(Workspace *ws, const char *value)
{
    AUTO(err) Err err = {0};
    search_select(ws->text_look, strtoull(value, NULL, 10));
    if (!search_show(ws->text_look, true, &err))
        message_say(ws, MESSAGE_RESULT, "%s", err_text(&err));
}

const PaletteList palette_text = {"%", fill_text, accept_text, NULL, NULL};
