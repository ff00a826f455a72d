// What $NAME stands for in a snippet.
#include "base/clock.h"
#include "base/path.h"
#include "syntax/syntax.h"
#include "workspace/snippet-vars.h"
#include "workspace/workspace.h"

#include <sys/random.h>
#include <time.h>

typedef struct {
    const char *name;
    void (*add)(const View *v, Buf *out);
} Variable;

static const Snap *now(const View *v)
{
    return text_now(v->doc->text);
}

static void add_selected(const View *v, Buf *out)
{
    Range r = view_selection(v);
    snap_add_to(now(v), r.start, r.end, out);
}

static void add_line(const View *v, Buf *out)
{
    size_t start = snap_line_start(now(v), view_cursor(v), SIZE_MAX);
    snap_add_to(now(v), start, snap_line_end(now(v), start, SIZE_MAX), out);
    if (out->n && out->p[out->n - 1] == '\r')
        out->n--;
}

static void add_word(const View *v, Buf *out)
{
    size_t start, end;
    snap_word_at(now(v), view_cursor(v), &start, &end);
    snap_add_to(now(v), start, end, out);
}

static void add_line_index(const View *v, Buf *out)
{
    buf_addf(out, "%zu", view_cursor_row(v).n);
}

static void add_line_number(const View *v, Buf *out)
{
    buf_addf(out, "%zu", view_cursor_row(v).n + 1);
}

static void add_filename(const View *v, Buf *out)
{
    buf_add_c(out, v->doc->title);
}

static void add_filename_base(const View *v, Buf *out)
{
    Str name = str_c(v->doc->title), ext = path_ext(name);
    buf_add(out, ext.n ? str_upto(name, name.n - ext.n - 1) : name);
}

static void add_directory(const View *v, Buf *out)
{
    if (v->doc->path)
        buf_add(out, path_dir(str_c(v->doc->path)));
}

static void add_filepath(const View *v, Buf *out)
{
    if (v->doc->path)
        buf_add_c(out, v->doc->path);
}

static void add_relative(const View *v, Buf *out)
{
    const char *rel = v->doc->path ? path_within(v->ws->root, v->doc->path) : NULL;
    if (rel)
        buf_add_c(out, rel);
    else
        add_filepath(v, out);
}

static void add_clipboard(const View *v, Buf *out)
{
    if (clipboard_count(&v->ws->clipboard))
        buf_add(out, clipboard_get(&v->ws->clipboard, 0));
}

static void add_workspace_name(const View *v, Buf *out)
{
    buf_add(out, path_base(str_c(v->ws->root)));
}

static void add_workspace_folder(const View *v, Buf *out)
{
    buf_add_c(out, v->ws->root);
}

static void add_line_comment(const View *v, Buf *out)
{
    const Language *l = v->doc->syntax ? syntax_language(v->doc->syntax) : NULL;
    if (l && language_line_comment(l))
        buf_add_c(out, language_line_comment(l));
}

static void add_block_mark(const View *v, bool end, Buf *out)
{
    const Language *l = v->doc->syntax ? syntax_language(v->doc->syntax) : NULL;
    const char *open, *close;
    if (l && language_block_comment(l, &open, &close))
        buf_add_c(out, end ? close : open);
}

static void add_block_start(const View *v, Buf *out)
{
    add_block_mark(v, false, out);
}

static void add_block_end(const View *v, Buf *out)
{
    add_block_mark(v, true, out);
}

static const Variable variables[] = {
    {"TM_SELECTED_TEXT", add_selected},
    {"TM_CURRENT_LINE", add_line},
    {"TM_CURRENT_WORD", add_word},
    {"TM_LINE_INDEX", add_line_index},
    {"TM_LINE_NUMBER", add_line_number},
    {"TM_FILENAME", add_filename},
    {"TM_FILENAME_BASE", add_filename_base},
    {"TM_DIRECTORY", add_directory},
    {"TM_FILEPATH", add_filepath},
    {"RELATIVE_FILEPATH", add_relative},
    {"CLIPBOARD", add_clipboard},
    {"WORKSPACE_NAME", add_workspace_name},
    {"WORKSPACE_FOLDER", add_workspace_folder},
    {"LINE_COMMENT", add_line_comment},
    {"BLOCK_COMMENT_START", add_block_start},
    {"BLOCK_COMMENT_END", add_block_end},
};

// Dates, as strftime() writes them.
static const struct {
    const char *name, *format;
} dates[] = {
    {"CURRENT_YEAR", "%Y"},
    {"CURRENT_YEAR_SHORT", "%y"},
    {"CURRENT_MONTH", "%m"},
    {"CURRENT_MONTH_NAME", "%B"},
    {"CURRENT_MONTH_NAME_SHORT", "%b"},
    {"CURRENT_DATE", "%d"},
    {"CURRENT_DAY_NAME", "%A"},
    {"CURRENT_DAY_NAME_SHORT", "%a"},
    {"CURRENT_HOUR", "%H"},
    {"CURRENT_MINUTE", "%M"},
    {"CURRENT_SECOND", "%S"},
    {"CURRENT_SECONDS_UNIX", "%s"},
    {"CURRENT_TIMEZONE_OFFSET", "%z"},
};

static bool add_date(Str name, Buf *out)
{
    time_t t = (time_t)(clock_wall_ms() / 1000);
    struct tm local;
    char text[64];
    for (size_t i = 0; i < ARRAY_LEN(dates); i++)
        if (str_eq_c(name, dates[i].name) && localtime_r(&t, &local)) {
            buf_add(out, str_n(text, strftime(text, sizeof text, dates[i].format, &local)));
            return true;
        }
    return false;
}

static bool add_random(Str name, Buf *out)
{
    unsigned char r[16];
    if (!str_eq(name, STR("RANDOM")) && !str_eq(name, STR("RANDOM_HEX")) &&
        !str_eq(name, STR("UUID")))
        return false;
    if (getrandom(r, sizeof r, 0) != (ssize_t)sizeof r)
        return true;
    unsigned n = (unsigned)r[0] << 16 | (unsigned)r[1] << 8 | r[2];
    if (str_eq(name, STR("RANDOM"))) {
        buf_addf(out, "%06u", n % 1000000);
    } else if (str_eq(name, STR("RANDOM_HEX"))) {
        buf_addf(out, "%06x", n);
    } else {
        r[6] = (r[6] & 0x0f) | 0x40; // RFC 9562, section 5.4
        r[8] = (r[8] & 0x3f) | 0x80;
        for (size_t i = 0; i < sizeof r; i++)
            buf_addf(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", r[i]);
    }
    return true;
}

bool snippet_variable(void *arg, Str name, Buf *out)
{
    const View *v = arg;
    for (size_t i = 0; i < ARRAY_LEN(variables); i++)
        if (str_eq_c(name, variables[i].name)) {
            variables[i].add(v, out);
            return true;
        }
    return add_date(name, out) || add_random(name, out);
}
