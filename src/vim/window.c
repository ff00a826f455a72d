// Scrolling, folds, groups of editors, and what else stands beside the text.
#include "vim/inner.h"
#include "base/fs.h"
#include "base/utf8.h"

static bool run(X *x, const char *id)
{
    return run_command(x, id, STR_NULL);
}

// The cursor stays in sight.
static void keep_in_sight(X *x)
{
    View *v = x->v;
    RowLayout l = view_layout(v);
    Row top = row_at(&l, v->top), low = top;
    (void)row_step(&l, &low, MAX(v->rows, 1) - 1);
    Walk w;
    walk_init(&w, text_now(v->doc->text));
    Pos *p = seat_pos(x->seat);
    size_t to = p->head;
    if (p->head < top.start)
        to = off_of_col(x, &w, top.line, MAX(p->want, 0));
    else if (p->head > low.end)
        to = off_of_col(x, &w, low.line, MAX(p->want, 0));
    if (to == p->head)
        return;
    p->head = walk_clamp(&w, MIN(to, w.end));
    if (!mode_is_visual(x->seat->mode))
        p->anchor = p->head;
}

static bool scroll_lines(X *x)
{
    view_scroll(x->v, x->c.id == CTRL('e') ? x->count : -x->count);
    keep_in_sight(x);
    return true;
}

static bool scroll_page(X *x, int rows)
{
    View *v = x->v;
    RowLayout l = view_layout(v);
    Walk w;
    walk_init(&w, text_now(v->doc->text));
    view_scroll(v, rows);
    VEC_EACH (Pos, p, &x->seat->at) {
        Row r = row_at(&l, p->head);
        int n = row_step(&l, &r, rows);
        if (r.start > w.end)
            (void)row_prev(&l, &r), n--;
        if (n == 0 && x->seat->at.n == 1)
            return false;
        p->head = walk_clamp(&w, line_text(&w, r.line));
        p->want = -1;
        if (!mode_is_visual(x->seat->mode))
            p->anchor = p->head;
    }
    return true;
}

static bool scroll(X *x)
{
    int half = MAX(1, x->v->rows / 2), full = MAX(1, x->v->rows - 2);
    switch (x->c.id) {
    case CTRL('d'):
        return scroll_page(x, x->c.count ? x->c.count : half);
    case CTRL('u'):
        return scroll_page(x, -(x->c.count ? x->c.count : half));
    case CTRL('f'):
    case KEY_CODE(KEY_PAGE_DOWN):
        return scroll_page(x, (int)MIN((long long)full * x->count, 1LL << 30));
    default:
        return scroll_page(x, (int)-MIN((long long)full * x->count, 1LL << 30));
    }
}

// The cursor stays in the columns that are seen.
static bool scroll_sideways(X *x)
{
    View *v = x->v;
    uint32_t key = x->c.id & 255;
    int by = key == 'H' || key == 'L' ? MAX(1, v->cols / 2) : x->count;
    Walk w;
    if (v->wrap == WRAP_ON)
        return true;
    walk_init(&w, text_now(v->doc->text));
    v->left = MAX(0, v->left + (key == 'l' || key == 'L' ? by : -by));
    Pos *p = seat_pos(x->seat);
    int col = col_of(x, &w, p->head), to = MIN(MAX(col, v->left), v->left + MAX(v->cols, 1) - 1);
    if (to != col)
        p->head = walk_clamp(&w, off_of_col(x, &w, line_start(&w, p->head), to));
    if (!mode_is_visual(x->seat->mode))
        p->anchor = p->head;
    return true;
}

static bool place_row(X *x)
{
    View *v = x->v;
    uint32_t key = x->c.id & 255;
    Walk w;
    walk_init(&w, text_now(v->doc->text));
    Pos *p = seat_pos(x->seat);
    if (x->c.count)
        seat_set(x->seat, walk_clamp(&w, line_text(&w, line_of_row(&w, (size_t)x->count - 1))));
    p = seat_pos(x->seat);
    RowLayout l = view_layout(v);
    Row r = row_at(&l, p->head);
    int up = key == 't' || key == CODE_ENTER ? 0
             : key == 'b' || key == '-'      ? MAX(v->rows, 1) - 1
                                             : MAX(v->rows, 1) / 2;
    (void)row_step(&l, &r, -up);
    row_leave_note(&l, &r);
    v->top = r.start;
    v->reveal = false;
    if (key == CODE_ENTER || key == '.' || key == '-')
        seat_first_text(x);
    return true;
}

static bool fold(X *x)
{
    switch (x->c.id & 255) {
    case 'a':
    case 'A':
        return view_fold(x->v, FOLDING_TOGGLE, &x->err);
    case 'c':
    case 'C':
        return view_fold(x->v, FOLDING_CLOSE, &x->err);
    case 'o':
    case 'O':
    case 'v':
        return view_fold(x->v, FOLDING_OPEN, &x->err);
    case 'M':
        return view_fold_level(x->v, 0, &x->err);
    default:
        view_unfold_all(x->v);
        return true;
    }
}

typedef struct {
    uint32_t id;
    const char *command;
} Named;
static const Named named[] = {
    {TWO(CTRL('w'), 'h'), "focus.left"},
    {TWO(CTRL('w'), 'j'), "focus.down"},
    {TWO(CTRL('w'), 'k'), "focus.up"},
    {TWO(CTRL('w'), 'l'), "focus.right"},
    {TWO(CTRL('w'), 'w'), "focus.nextPart"},
    {TWO(CTRL('w'), 's'), "group.splitDown"},
    {TWO(CTRL('w'), 'v'), "group.split"},
    {TWO(CTRL('w'), 'c'), "tab.close"},
    {TWO(CTRL('w'), 'q'), "tab.close"},
    {TWO(CTRL('w'), '='), "group.even"},
    {TWO(CTRL('w'), 'n'), "file.new"},
    {TWO(CTRL('w'), 'W'), "focus.previousPart"},
    {TWO(CTRL('w'), 'p'), "focus.previousPart"},
    {TWO(CTRL('w'), 'H'), "tab.moveToGroupLeft"},
    {TWO(CTRL('w'), 'J'), "tab.moveToGroupBelow"},
    {TWO(CTRL('w'), 'K'), "tab.moveToGroupAbove"},
    {TWO(CTRL('w'), 'L'), "tab.moveToGroupRight"},
    {TWO('g', 't'), "tab.next"},
    {TWO('g', 'x'), "nav.openLink"},
    {TWO('g', 'T'), "tab.previous"},
    {TWO('g', '<'), "notifications.show"},
    {CTRL('o'), "nav.back"},
    {CODE_TAB, "nav.forward"},
    {CTRL('l'), "screen.redraw"},
    {TWO('Z', 'Q'), "tab.close"},
    {TWO('g', ';'), "nav.lastEdit"},
};

static bool run_named(X *x)
{
    for (size_t i = 0; i < ARRAY_LEN(named); i++)
        if (named[i].id == x->c.id) {
            bool ok = run(x, named[i].command);
            if (workspace_view(x->ws) == x->v)
                seat_read(x->vim, x->seat);
            return ok;
        }
    return false;
}

static bool write_and_quit(X *x)
{
    return ex_run(x, x->c.id == TWO('Z', 'Q') ? STR("q!") : STR("x"));
}

static bool only(X *x)
{
    return ex_run(x, STR("only"));
}

// "&" the last :s in this line, "g&" with its flags in all.
static bool substitute_again(X *x)
{
    dot_note(x, false, NULL);
    return ex_run(x, x->c.id == '&' ? STR("s") : STR("%&&"));
}

static bool is_path_byte(int c)
{
    return c > 0 && (class_of((uint32_t)c) == 2 || c >= 128 || strchr("/.-_+,#$%~=@", c));
}

// The file whose name the cursor is on: from the project, or beside the one that is edited.
static bool open_file(X *x)
{
    Walk w;
    AUTO(buf) Buf name = BUF_INIT;
    walk_init(&w, text_now(x->v->doc->text));
    size_t a = seat_pos(x->seat)->head, b = a, line = line_start(&w, a);
    while (a > line && is_path_byte(walk_byte(&w, a - 1)))
        a--;
    while (!walk_eol(&w, b) && is_path_byte(walk_byte(&w, b)))
        b++;
    while (b > a && strchr(".,", walk_byte(&w, b - 1)))
        b--;
    if (a == b || b - a > 4096)
        return err_set(&x->err, "there is no name of a file under the cursor");
    snap_add_to(w.s, a, b, &name);
    const char *path = x->v->doc->path, *slash = path ? strrchr(path, '/') : NULL;
    AUTO(free)
    char *beside = slash ? xasprintf("%.*s/%s", (int)(slash - path), path, buf_c(&name)) : NULL;
    AUTO(free) char *inside = xasprintf("%s/%s", x->ws->root, buf_c(&name));
    const char *which = name.p[0] == '/'              ? buf_c(&name)
                        : beside && fs_exists(beside) ? beside
                                                      : inside;
    if (!fs_exists(which))
        return err_set(&x->err, "there is no file '%s'", buf_c(&name));
    mark_jump(x);
    return workspace_open(x->ws, which, &x->err);
}

// The file that the group showed before.
static bool other_file(X *x)
{
    View *before = NULL;
    VEC_EACH (View *, v, &x->ws->views) // the one shown last comes last
        if (*v != x->v && group_of(x->ws, *v) == x->ws->group)
            before = *v;
    if (!before)
        return err_set(&x->err, "no other file is open in this group");
    mark_jump(x);
    workspace_show(x->ws, before);
    return true;
}

static bool tell_char(X *x)
{
    Walk w;
    AUTO(buf) Buf text = BUF_INIT;
    size_t off = seat_pos(x->seat)->head, next;
    walk_init(&w, text_now(x->v->doc->text));
    if (walk_eol(&w, off)) {
        message_say(x->ws, MESSAGE_RESULT, "NUL");
        return true;
    }
    uint32_t cp = walk_char(&w, off, &next);
    for (size_t i = off; i < next; i++)
        buf_addf(&text, " %02x", (unsigned)walk_byte(&w, i));
    message_say(x->ws, MESSAGE_RESULT, "U+%04X, decimal %u, bytes%s", (unsigned)cp, (unsigned)cp,
                buf_c(&text));
    return true;
}

static bool tell_file(X *x)
{
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    size_t rows = line_row(&w, w.end) + 1, row = line_row(&w, seat_pos(x->seat)->head) + 1;
    message_say(x->ws, MESSAGE_RESULT, "\"%s\"%s line %zu of %zu --%zu%%--", x->v->doc->title,
                document_is_modified(x->v->doc) ? " [modified]" : "", row, rows, row * 100 / rows);
    return true;
}

// Scrolling and the like, in every mode but insert.
const CommandRow commands_shared[] = {
    {CTRL('e'), 0, scroll_lines},
    {CTRL('y'), 0, scroll_lines},
    {CTRL('d'), 0, scroll},
    {CTRL('u'), 0, scroll},
    {CTRL('f'), 0, scroll},
    {CTRL('b'), 0, scroll},
    {KEY_CODE(KEY_PAGE_DOWN), 0, scroll},
    {KEY_CODE(KEY_PAGE_UP), 0, scroll},
    {TWO('z', 'z'), 0, place_row},
    {TWO('z', '.'), 0, place_row},
    {TWO('z', 't'), 0, place_row},
    {TWO('z', CODE_ENTER), 0, place_row},
    {TWO('z', 'b'), 0, place_row},
    {TWO('z', '-'), 0, place_row},
    {TWO('z', 'a'), 0, fold},
    {TWO('z', 'c'), 0, fold},
    {TWO('z', 'o'), 0, fold},
    {TWO('z', 'A'), 0, fold},
    {TWO('z', 'C'), 0, fold},
    {TWO('z', 'O'), 0, fold},
    {TWO('z', 'n'), 0, fold},
    {TWO('z', 'v'), 0, fold},
    {TWO('z', 'h'), 0, scroll_sideways},
    {TWO('z', 'l'), 0, scroll_sideways},
    {TWO('z', 'H'), 0, scroll_sideways},
    {TWO('z', 'L'), 0, scroll_sideways},
    {TWO('z', 'R'), 0, fold},
    {TWO('z', 'M'), 0, fold},
    {TWO('g', 'a'), 0, tell_char},
    {TWO('g', '8'), 0, tell_char},
    {CTRL('g'), 0, tell_file},
    {0},
};

const CommandRow commands_window[] = {
    {TWO(CTRL('w'), 'h'), 0, run_named},
    {TWO(CTRL('w'), 'j'), 0, run_named},
    {TWO(CTRL('w'), 'k'), 0, run_named},
    {TWO(CTRL('w'), 'l'), 0, run_named},
    {TWO(CTRL('w'), 'w'), 0, run_named},
    {TWO(CTRL('w'), 's'), 0, run_named},
    {TWO(CTRL('w'), 'v'), 0, run_named},
    {TWO(CTRL('w'), 'c'), 0, run_named},
    {TWO(CTRL('w'), 'q'), 0, run_named},
    {TWO(CTRL('w'), '='), 0, run_named},
    {TWO(CTRL('w'), 'n'), 0, run_named},
    {TWO(CTRL('w'), 'W'), 0, run_named},
    {TWO(CTRL('w'), 'p'), 0, run_named},
    {TWO(CTRL('w'), 'H'), 0, run_named},
    {TWO(CTRL('w'), 'J'), 0, run_named},
    {TWO(CTRL('w'), 'K'), 0, run_named},
    {TWO(CTRL('w'), 'L'), 0, run_named},
    {TWO(CTRL('w'), 'o'), 0, only},
    {TWO('g', 't'), 0, run_named},
    {TWO('g', 'x'), 0, run_named},
    {TWO('g', 'f'), 0, open_file},
    {'&', 0, substitute_again},
    {TWO('g', '&'), 0, substitute_again},
    {TWO('g', 'T'), 0, run_named},
    {TWO('g', '<'), 0, run_named},
    {TWO('g', ';'), 0, run_named},
    {CTRL('^'), 0, other_file},
    {CTRL('o'), 0, run_named},
    {CODE_TAB, 0, run_named},
    {CTRL('l'), 0, run_named},
    {TWO('Z', 'Z'), 0, write_and_quit},
    {TWO('Z', 'Q'), 0, write_and_quit},
    {0},
};
