// The statements of scene files; one row each.
#include "app/scene.h"
#include "base/hex.h"
#include "base/clock.h"
#include "base/path.h"
#include "command/command.h"
#include "config.h"

#include <stdio.h>
#include <unistd.h>

static char *world_path(const Scene *s, Str name)
{
    AUTO(free) char *rel = str_dup(name);
    return path_join(str_starts(name, STR("~/")) ? s->home : s->project,
                     str_starts(name, STR("~/")) ? rel + 2 : rel);
}

// "80x24": columns, then rows, as people say it.
static bool parse_size(Scene *s, Str arg, int *rows, int *cols)
{
    Str c = STR_NULL;
    long long nrows, ncols;
    if (!str_split(&arg, 'x', &c) || !str_to_i64(c, &ncols) || !str_to_i64(arg, &nrows) ||
        nrows < 1 || ncols < 1 || nrows > 1000 || ncols > 1000)
        return scene_fail(s, "a size looks like 80x24");
    *rows = (int)nrows;
    *cols = (int)ncols;
    return true;
}

static bool do_size(Scene *s, Str arg)
{
    if (!parse_size(s, arg, &s->rows, &s->cols))
        return false;
    if (s->app)
        app_resize(s->app, s->rows, s->cols);
    return true;
}

static bool write_file(Scene *s, const char *path, Str bytes)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    if (!fs_mkdirs(dir, &err) || !fs_write(path, bytes, &err))
        return scene_fail(s, "%s", err_text(&err));
    return true;
}

// Accepting keeps every statement and block but the pictures as they are.
static bool kept_block(Scene *s, Buf *out)
{
    if (!scene_block(s, out))
        return false;
    buf_add(&s->accepted, buf_str(out));
    buf_add_c(&s->accepted, "<<\n");
    return true;
}

static bool do_untrusted(Scene *s, Str arg)
{
    AUTO(free) char *file = path_join(s->home, "data/trust");
    (void)arg;
    if (s->app || unlink(file) != 0)
        return scene_fail(s, "'untrusted' stands before the first statement that starts codelab");
    return true;
}

static bool do_file(Scene *s, Str arg)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(free) char *path = world_path(s, str_trim(str_upto(arg, arg.n - 2)));
    return kept_block(s, &bytes) && write_file(s, path, buf_str(&bytes));
}

static bool do_mkdir(Scene *s, Str arg)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *path = world_path(s, arg);
    return fs_mkdirs(path, &err) || scene_fail(s, "%s", err_text(&err));
}

static bool do_remove(Scene *s, Str arg)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *path = world_path(s, arg);
    return fs_remove_tree(path, &err) || scene_fail(s, "%s", err_text(&err));
}

static bool do_open(Scene *s, Str arg)
{
    Str part;
    while (str_split(&arg, ' ', &part))
        if (part.n)
            vec_push(&s->opens, str_dup(part));
    return scene_start(s);
}

static bool do_start(Scene *s, Str arg)
{
    (void)arg;
    return scene_start(s);
}

static bool do_quit(Scene *s, Str arg)
{
    (void)arg;
    app_free(s->app);
    s->app = NULL;
    return true;
}

static bool do_keys(Scene *s, Str arg)
{
    return scene_keys(s, arg);
}

static bool do_type(Scene *s, Str arg)
{
    if (!scene_start(s))
        return false;
    tty_feed(app_tty(s->app), arg);
    app_turn(s->app, 0);
    return true;
}

// "feed 1b5b41": bytes as a terminal sends them, all in one turn, which "keys" are not.
static bool do_feed(Scene *s, Str arg)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    if (!hex_parse(arg, &bytes))
        return scene_fail(s, "bytes are hexadecimal digits");
    if (!scene_start(s))
        return false;
    tty_feed(app_tty(s->app), buf_str(&bytes));
    app_turn(s->app, 0);
    return true;
}

static bool do_paste(Scene *s, Str arg)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    (void)arg;
    if (!kept_block(s, &bytes) || !scene_start(s))
        return false;
    tty_feed(app_tty(s->app), STR("\033[200~"));
    tty_feed(app_tty(s->app), buf_str(&bytes));
    tty_feed(app_tty(s->app), STR("\033[201~"));
    app_turn(s->app, 0);
    return true;
}

// Modifiers before a kind of mouse event, "alt+press", as bits of the button.
static int mouse_mods(Str *kind)
{
    static const struct {
        Str name;
        int bit;
    } mods[] = {{STR("shift+"), 4}, {STR("alt+"), 8}, {STR("ctrl+"), 16}};
    int bits = 0;
    for (size_t i = 0; i < ARRAY_LEN(mods); i++)
        if (str_starts(*kind, mods[i].name)) {
            *kind = str_from(*kind, mods[i].name.n);
            bits |= mods[i].bit;
        }
    return bits;
}

// "mouse press 3 10": 1-based row and column, as the eye counts.
static bool do_mouse(Scene *s, Str arg)
{
    static const struct {
        const char *name;
        int button;
        char end;
    } kinds[] = {{"press", 0, 'M'},       {"release", 0, 'm'},     {"middle", 1, 'M'},
                 {"right", 2, 'M'},       {"drag", 32, 'M'},       {"move", 35, 'M'},
                 {"wheel-up", 64, 'M'},   {"wheel-down", 65, 'M'}, {"wheel-left", 66, 'M'},
                 {"wheel-right", 67, 'M'}};
    Str kind = STR_NULL, row = STR_NULL;
    long long r, c;
    str_split(&arg, ' ', &kind);
    str_split(&arg, ' ', &row);
    int mods = mouse_mods(&kind);
    if (!str_to_i64(row, &r) || !str_to_i64(arg, &c) || !scene_start(s))
        return scene_fail(s, "mouse KIND ROW COLUMN");
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (str_eq_c(kind, kinds[i].name)) {
            char bytes[64];
            int n = snprintf(bytes, sizeof bytes, "\033[<%d;%lld;%lld%c", kinds[i].button | mods, c,
                             r, kinds[i].end);
            tty_feed(app_tty(s->app), str_n(bytes, (size_t)n));
            app_turn(s->app, 0);
            return true;
        }
    return scene_fail(
        s, "mouse knows press, release, middle, right, drag, move, wheel-up, -down, -left, -right");
}

static bool do_focus(Scene *s, Str arg)
{
    bool in = str_eq(arg, STR("in"));
    if (!in && !str_eq(arg, STR("out")))
        return scene_fail(s, "focus in or focus out");
    if (!scene_start(s))
        return false;
    tty_feed(app_tty(s->app), in ? STR("\033[I") : STR("\033[O"));
    app_turn(s->app, 0);
    return true;
}

// Time passes for codelab, not for whoever runs the test.
static bool do_advance(Scene *s, Str arg)
{
    long long ms;
    if (!str_to_i64(arg, &ms) || ms < 0)
        return scene_fail(s, "advance MILLISECONDS");
    if (!scene_settle(s))
        return false;
    clock_advance(ms);
    app_turn(s->app, 0);
    return true;
}

static bool do_settle(Scene *s, Str arg)
{
    (void)arg;
    return scene_settle(s);
}

static bool do_wait(Scene *s, Str arg)
{
    return scene_wait(s, arg);
}

// Compare what is shown with what was expected; in the other modes print or take it over.
static bool check(Scene *s, const char *what, Str got, Str expected)
{
    if (s->mode == SCENE_ACCEPT) {
        buf_add(&s->accepted, got);
        buf_add_c(&s->accepted, "<<\n");
        return true;
    }
    if (s->mode == SCENE_PRINT || s->mode == SCENE_ASCII)
        printf(STR_FMT "\n", STR_ARG(got));
    if (s->mode != SCENE_TEST || str_eq(got, expected))
        return true;
    return scene_fail(s, "%s differs\n--- expected\n" STR_FMT "--- actual\n" STR_FMT, what,
                      STR_ARG(expected), STR_ARG(got));
}

// A line "~" is expected to be anything: so a picture need not be drawn anew for a detail of it
// that changes often.
static void accept_any(Buf *got, Str expected)
{
    AUTO(buf) Buf out = BUF_INIT;
    Str line, want, rest = buf_str(got);
    while (rest.n && str_split(&rest, '\n', &line)) {
        bool any = str_split(&expected, '\n', &want) && str_eq(want, STR("~"));
        buf_add(&out, any ? want : line);
        buf_add_byte(&out, '\n');
    }
    buf_clear(got);
    buf_add(got, buf_str(&out));
}

static bool do_screen(Scene *s, Str arg)
{
    AUTO(buf) Buf expected = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    (void)arg;
    if (!scene_block(s, &expected) || !scene_settle(s))
        return false;
    scene_picture(s->app, &got);
    if (s->mode == SCENE_SVG) {
        buf_clear(&got);
        scene_svg(s->app, &got);
        printf(STR_FMT, STR_ARG(buf_str(&got)));
        return true;
    }
    accept_any(&got, buf_str(&expected));
    return check(s, "the screen", buf_str(&got), buf_str(&expected));
}

static bool do_styles(Scene *s, Str arg)
{
    AUTO(buf) Buf expected = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    long long row;
    if (!str_to_i64(str_trim(str_upto(arg, arg.n - 2)), &row) || row < 1 || row > s->rows)
        return scene_fail(s, "styles ROW <<");
    if (!scene_block(s, &expected) || !scene_settle(s))
        return false;
    scene_styles(s->app, (int)row - 1, &got);
    return s->mode == SCENE_PRINT || s->mode == SCENE_ASCII ||
           check(s, "the styles", buf_str(&got), buf_str(&expected));
}

static bool do_cursor(Scene *s, Str arg)
{
    Str row = STR_NULL;
    long long r, c;
    str_split(&arg, ' ', &row);
    if (!str_to_i64(row, &r) || !str_to_i64(arg, &c) || !scene_settle(s))
        return scene_fail(s, "cursor ROW COLUMN");
    UiCursor at = app_cursor(s->app);
    return (at.row + 1 == r && at.col + 1 == c) ||
           scene_fail(s, "the cursor is at %d %d", at.row + 1, at.col + 1);
}

static bool do_disk(Scene *s, Str arg)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf expected = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    AUTO(free) char *path = world_path(s, str_trim(str_upto(arg, arg.n - 2)));
    if (!kept_block(s, &expected) || !scene_settle(s))
        return false;
    if (!fs_read(path, 0, &got, &err))
        return scene_fail(s, "%s", err_text(&err));
    return s->mode == SCENE_ACCEPT || str_eq(buf_str(&got), buf_str(&expected)) ||
           scene_fail(s, "the file differs\n--- expected\n%s--- actual\n%s", buf_c(&expected),
                      buf_c(&got));
}

// NAME HEX...: a path of the world and bytes.
static bool name_and_bytes(Scene *s, Str arg, char **path, Buf *bytes)
{
    Str name = STR_NULL;
    str_split(&arg, ' ', &name);
    *path = world_path(s, name);
    return hex_parse(arg, bytes) || scene_fail(s, "write NAME, then bytes as hexadecimal digits");
}

static bool do_bytes(Scene *s, Str arg)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(free) char *path = NULL;
    return name_and_bytes(s, arg, &path, &bytes) && write_file(s, path, buf_str(&bytes));
}

static bool do_holds(Scene *s, Str arg)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    AUTO(buf) Buf shown = BUF_INIT;
    AUTO(free) char *path = NULL;
    if (!name_and_bytes(s, arg, &path, &bytes) || !scene_settle(s))
        return false;
    if (!fs_read(path, 0, &got, &err))
        return scene_fail(s, "%s", err_text(&err));
    for (size_t i = 0; i < got.n; i++)
        buf_addf(&shown, " %02x", (unsigned char)got.p[i]);
    return str_eq(buf_str(&got), buf_str(&bytes)) ||
           scene_fail(s, "the file holds%s", buf_c(&shown));
}

// A command by its name, whatever has the focus.
static bool do_command(Scene *s, Str arg)
{
    Str id = STR_NULL;
    str_split(&arg, ' ', &id);
    const Command *c = command_find(id);
    if (!c)
        return scene_fail(s, "there is no command '" STR_FMT "'", STR_ARG(id));
    if (!scene_start(s))
        return false;
    command_invoke(app_workspace(s->app), c, arg);
    app_turn(s->app, 0);
    return true;
}

// "crash": codelab dies as of kill -9.
static bool do_crash(Scene *s, Str line)
{
    (void)line;
    return scene_crash(s);
}

// "check": everything, once; "check always": what costs little, after each statement.
static bool do_check(Scene *s, Str arg)
{
    s->always = s->always || str_eq_c(arg, "always");
    return scene_start(s) && (str_eq_c(arg, "always") || scene_check_deep(s));
}

static bool do_clipboard(Scene *s, Str arg)
{
    Str got = buf_str(&app_workspace(s->app)->clipboard.text);
    return str_eq(str_trim(got), arg) ||
           scene_fail(s, "the clipboard holds '" STR_FMT "'", STR_ARG(got));
}

// Copy a folder of plain files and folders; false with a sentence.
static bool copy_tree(const char *from, const char *to, Err *err)
{
    FsList list = {0};
    bool ok = fs_mkdirs(to, err) && fs_list(from, &list, err);
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *a = path_join(from, e->name);
        AUTO(free) char *b = path_join(to, e->name);
        AUTO(buf) Buf bytes = BUF_INIT;
        ok = ok && (e->is_dir ? copy_tree(a, b, err)
                              : fs_read(a, 0, &bytes, err) && fs_write(b, buf_str(&bytes), err));
    }
    fs_list_deinit(&list);
    return ok;
}

// The world is a copy of the project that ships with codelab.
static bool do_sample(Scene *s, Str arg)
{
    AUTO(err) Err err = {0};
    const char *set = getenv("CODELAB_SAMPLE");
    (void)arg;
    free(s->project);
    s->project = path_join(s->home, "sample");
    if (!copy_tree(set ? set : PKGDATADIR "/sample", s->project, &err))
        return scene_fail(s, "%s", err_text(&err));
    return chdir(s->project) == 0 || scene_fail(s, "cannot go to '%s'", s->project);
}

static const struct {
    const char *name;
    bool (*run)(Scene *s, Str arg);
} statements[] = {
    {"untrusted", do_untrusted}, {"size", do_size},     {"file", do_file},
    {"mkdir", do_mkdir},         {"remove", do_remove}, {"open", do_open},
    {"start", do_start},         {"quit", do_quit},     {"keys", do_keys},
    {"type", do_type},           {"paste", do_paste},   {"mouse", do_mouse},
    {"settle", do_settle},       {"wait", do_wait},     {"screen", do_screen},
    {"styles", do_styles},       {"cursor", do_cursor}, {"disk", do_disk},
    {"clipboard", do_clipboard}, {"sample", do_sample}, {"advance", do_advance},
    {"bytes", do_bytes},         {"holds", do_holds},   {"command", do_command},
    {"crash", do_crash},         {"focus", do_focus},   {"check", do_check},
    {"feed", do_feed},
};

bool scene_statement(Scene *s, Str line)
{
    Str name = STR_NULL;
    str_split(&line, ' ', &name);
    for (size_t i = 0; i < ARRAY_LEN(statements); i++)
        if (str_eq_c(name, statements[i].name))
            return statements[i].run(s, line);
    return scene_fail(s, "there is no statement '" STR_FMT "'", STR_ARG(name));
}
