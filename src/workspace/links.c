#include "workspace/links.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "loop/loop.h"
#include "run/run.h"
#include "vt/vt.h"
#include "workspace/workspace.h"

#include <strings.h>

enum {
    LINE_MAX_BYTES = 16384, // of a line looked at
    REFS_MAX = 64,          // files named in a line that are looked for
};

void screen_link_deinit(ScreenLink *l)
{
    free(l->path);
    free(l->url);
    *l = (ScreenLink){0};
}

// A line -------------------------------------------------------------------------------------

typedef struct {
    Buf text;  // with the rows that the terminal broke it into
    size_t at; // the byte of the cell asked for
} Line;

static void read_line(const Vt *v, ScreenPos at, Line *l)
{
    int row = at.row;
    while (row > -(int)vt_scrollback(v) && vt_row_wraps(v, row - 1) && at.row - row < 200)
        row--;
    *l = (Line){.text = BUF_INIT, .at = SIZE_MAX};
    for (bool more = true; more && l->text.n < LINE_MAX_BYTES; row++) {
        for (int col = 0; col < vt_cols(v); col++) {
            VtCell c = vt_cell(v, row, col);
            if (row == at.row && col == at.col)
                l->at = l->text.n;
            if (c.width)
                buf_add(&l->text, c.text.n ? c.text : STR(" "));
        }
        more = vt_row_wraps(v, row) && row + 1 < vt_rows(v);
    }
}

// URLs ---------------------------------------------------------------------------------------

static bool is_url_byte(char c)
{
    return c > ' ' && c < 0x7f && !strchr("\"<>\\^`{|}", c);
}

static size_t count(Str s, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == c;
    return n;
}

// What ends the sentence around it is no part of it, nor is a bracket that it did not open.
static Str trim_url(Str url)
{
    while (url.n) {
        char last = url.p[url.n - 1];
        bool opened = (last == ')' && count(url, '(') >= count(url, ')')) ||
                      (last == ']' && count(url, '[') >= count(url, ']'));
        if (opened || !strchr(".,;:!?'*)]", last))
            break;
        url.n--;
    }
    return url;
}

static bool find_url(Str line, size_t at, Str *out)
{
    static const char *const schemes[] = {"https://", "http://", "file://", "ftp://", "mailto:"};
    for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
        Str scheme = str_c(schemes[i]);
        for (size_t from = 0; from < line.n && from <= at;) {
            ptrdiff_t found = str_find(str_from(line, from), scheme);
            if (found < 0)
                break;
            size_t start = from + (size_t)found, end = start;
            while (end < line.n && is_url_byte(line.p[end]))
                end++;
            *out = trim_url(str_n(line.p + start, end - start));
            if (out->n > scheme.n && at >= start && at < start + out->n)
                return true;
            from = start + scheme.n;
        }
    }
    return false;
}

// Files --------------------------------------------------------------------------------------

// `name` as a path that exists, or NULL.
static char *existing(const Workspace *ws, const char *cwd, Str name)
{
    const char *folders[] = {cwd && *cwd ? cwd : ws->root, ws->root};
    AUTO(free) char *named = str_dup(name);
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        char *path = path_normal(folders[i], named);
        if (fs_exists(path) && !fs_is_dir(path))
            return path;
        free(path);
    }
    return NULL;
}

static bool find_ref(const Workspace *ws, const char *cwd, const Line *l, bool near,
                     ScreenLink *out)
{
    RunRef ref;
    size_t from = 0;
    for (int i = 0; i < REFS_MAX && run_find_ref(buf_str(&l->text), from, &ref); i++) {
        bool here = l->at >= ref.start && l->at < ref.end;
        char *path = here || near ? existing(ws, cwd, ref.file) : NULL;
        if (path) {
            *out = (ScreenLink){.path = path, .line = ref.line, .col = ref.col};
            return true;
        }
        from = MAX(ref.end, from + 1);
    }
    return false;
}

// The word at the cell, if it is a file's name; git's a/ and b/ do not count.
static bool find_name(const Workspace *ws, const char *cwd, const Line *l, ScreenLink *out)
{
    static const char stops[] = " \t\"'`<>|()[]{},;";
    Str text = buf_str(&l->text);
    size_t start = l->at, end = l->at;
    if (l->at >= text.n || strchr(stops, text.p[l->at]))
        return false;
    while (start > 0 && !strchr(stops, text.p[start - 1]))
        start--;
    while (end < text.n && !strchr(stops, text.p[end]))
        end++;
    Str name = str_n(text.p + start, end - start);
    while (name.n && strchr(".:", name.p[name.n - 1]))
        name.n--;
    if (name.n == 0)
        return false;
    out->path = existing(ws, cwd, name);
    if (!out->path && (str_starts(name, STR("a/")) || str_starts(name, STR("b/"))))
        out->path = existing(ws, cwd, str_from(name, 2));
    return out->path;
}

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c | 0x20) : NULL;
    return at ? (int)(at - digits) : -1;
}

// "/a%20b" -> "/a b"; a NUL cannot be part of a path, so that its % stays as it is.
void link_decode_path(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        bool pair = s.p[i] == '%' && i + 2 < s.n;
        int high = pair ? hex_value(s.p[i + 1]) : -1, low = pair ? hex_value(s.p[i + 2]) : -1;
        bool coded = high >= 0 && low >= 0 && high + low > 0;
        buf_add_byte(out, coded ? (char)(high * 16 + low) : s.p[i]);
        i += coded ? 2 : 0;
    }
}

// file:///path of this machine is a file.
static bool take_url(const Workspace *ws, Str url, ScreenLink *out)
{
    if (str_starts(url, STR("file://"))) {
        Str rest = str_from(url, strlen("file://"));
        ptrdiff_t slash = str_find_byte(rest, '/');
        AUTO(buf) Buf path = BUF_INIT;
        if (slash >= 0)
            link_decode_path(str_from(rest, (size_t)slash), &path);
        if (slash >= 0)
            out->path = existing(ws, NULL, buf_str(&path));
        if (out->path)
            return true;
    }
    out->url = str_dup(url);
    return true;
}

// What is at a byte of a line.
static bool link_in(const Workspace *ws, const Line *l, const char *cwd, bool near, ScreenLink *out)
{
    Str url;
    if (find_url(buf_str(&l->text), l->at, &url))
        return take_url(ws, url, out);
    return find_ref(ws, cwd, l, false, out) || find_name(ws, cwd, l, out) ||
           (near && find_ref(ws, cwd, l, true, out));
}

bool screen_link_at(const Workspace *ws, const Screen *s, ScreenPos at, const char *cwd, bool near,
                    ScreenLink *out)
{
    VtCell c = vt_cell(s->vt, at.row, at.col);
    Str url = vt_link(s->vt, c.link);
    *out = (ScreenLink){0};
    if (url.n)
        return take_url(ws, url, out);
    Line l;
    read_line(s->vt, at, &l);
    bool found = link_in(ws, &l, cwd, near, out);
    buf_deinit(&l.text);
    return found;
}

bool text_link_at(const Workspace *ws, const Snap *s, size_t off, const char *cwd, ScreenLink *out)
{
    size_t line = snap_line_start(s, off, LINE_MAX_BYTES);
    size_t end = MIN(snap_line_end(s, off, LINE_MAX_BYTES), line + LINE_MAX_BYTES);
    Line l = {.text = BUF_INIT, .at = off - line};
    *out = (ScreenLink){0};
    snap_add_to(s, line, MAX(line, end), &l.text);
    bool found = l.at < l.text.n && link_in(ws, &l, cwd, false, out);
    buf_deinit(&l.text);
    return found;
}

// Outside ------------------------------------------------------------------------------------

const char *link_opener(void)
{
    const char *browser = getenv("BROWSER");
    bool desktop = getenv("DISPLAY") || getenv("WAYLAND_DISPLAY");
    if (browser && *browser && !strpbrk(browser, " %:"))
        return browser;
    return desktop ? "xdg-open" : NULL;
}

bool link_is_for_outside(const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "ftp://", "mailto:"};
    for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

static void on_opened(void *arg, int status)
{
    (void)arg;
    (void)status; // the opener says on the desktop what went wrong
}

bool link_open_outside(Workspace *ws, const char *url, Err *err)
{
    const char *argv[] = {link_opener(), url, NULL};
    LoopSpawn how = {
        .argv = argv, .stdin_fd = -1, .stdout_fd = -1, .stderr_fd = -1, .own_session = true};
    if (!link_is_for_outside(url))
        return err_set(err, "cannot open '%s': only web and mail addresses are opened", url);
    if (!argv[0])
        return err_set(err, "no program that opens links is known: set BROWSER");
    LoopChild *c = loop_child_new(ws->loop, &how, on_opened, NULL, err);
    if (!c) {
        err_wrap(err, "cannot open the link");
        return false;
    }
    loop_child_free(c); // it goes on by itself
    return true;
}
