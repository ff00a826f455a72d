// The title of the terminal, made of window.title.
#include "app/displays.h"
#include "base/path.h"

typedef struct {
    const char *name;
    void (*add)(const App *a, const View *v, Buf *out); // v may be NULL
} TitlePart;

static void add_editor(const App *a, const View *v, Buf *out)
{
    (void)a;
    buf_add_c(out, v ? v->doc->title : "");
}

static void add_path(const App *a, const View *v, Buf *out)
{
    AUTO(free) char *path = v && v->doc->path ? workspace_pretty(a->ws, v->doc->path) : NULL;
    if (path)
        buf_add_c(out, path);
    else
        add_editor(a, v, out);
}

static void add_root(const App *a, const View *v, Buf *out)
{
    (void)v;
    buf_add(out, path_base(str_c(a->ws->root)));
}

static void add_dirty(const App *a, const View *v, Buf *out)
{
    if (v && document_is_modified(v->doc))
        buf_add_c(out, displays_are_utf8(a) ? "● " : "* ");
}

static void add_app(const App *a, const View *v, Buf *out)
{
    (void)a;
    (void)v;
    buf_add_c(out, "codelab");
}

static const TitlePart parts[] = {
    {"activeEditorShort", add_editor},
    {"activeEditorMedium", add_path},
    {"rootName", add_root},
    {"dirty", add_dirty},
    {"appName", add_app},
};

// "${name}" at the start of *rest, which moves behind it.
static bool add_part(const App *a, Str *rest, Buf *out)
{
    ptrdiff_t end = str_starts(*rest, STR("${")) ? str_find_byte(*rest, '}') : -1;
    for (size_t i = 0; end >= 0 && i < ARRAY_LEN(parts); i++)
        if (str_eq_c(str_n(rest->p + 2, (size_t)end - 2), parts[i].name)) {
            parts[i].add(a, workspace_view(a->ws), out);
            *rest = str_from(*rest, (size_t)end + 1);
            return true;
        }
    return false;
}

// Between parts of which one is empty, " - " divides nothing.
static Str trimmed(Str s)
{
    s = str_trim(s);
    while (str_starts(s, STR("- ")))
        s = str_trim(str_from(s, 2));
    while (s.n >= 2 && s.p[s.n - 1] == '-' && s.p[s.n - 2] == ' ')
        s = str_trim(str_upto(s, s.n - 1));
    return s;
}

void app_tell_title(App *a)
{
    AUTO(buf) Buf title = BUF_INIT;
    Str rest = str_c(a->ws->options.window_title);
    while (rest.n)
        if (!add_part(a, &rest, &title)) {
            buf_add_byte(&title, rest.p[0]);
            rest = str_from(rest, 1);
        }
    Str text = trimmed(buf_str(&title));
    if (str_eq_c(text, a->title ? a->title : ""))
        return;
    free(a->title);
    a->title = str_dup(text);
    VEC_EACH (Display *, s, &a->displays)
        tty_set_title((*s)->tty, text);
}
