// Command lines about files, tabs, groups and settings of the session.
#include "vim/ex.h"
#include "base/path.h"

static bool run(Ex *e, const char *id)
{
    return run_command(e->x, id, STR_NULL);
}

char *ex_path(const Ex *e)
{
    Str arg = str_trim(e->arg);
    const char *home = getenv("HOME");
    const Vim *vim = e->x->vim;
    if (arg.n && arg.p[0] == '/')
        return str_dup(arg);
    if (home && (str_starts(arg, STR("~/")) || str_eq_c(arg, "~")))
        return xasprintf("%s" STR_FMT, home, STR_ARG(str_from(arg, 1)));
    return xasprintf("%s/" STR_FMT, vim->folder ? vim->folder : e->x->ws->root, STR_ARG(arg));
}

static bool save(Ex *e)
{
    Document *d = e->x->v->doc;
    macro_ungroup(e->x->ws);
    if (e->arg.n && (e->arg.p[0] == '!' || str_starts(e->arg, STR(">>"))))
        return err_set(&e->x->err, "only files are written to, as in :w NAME");
    if (e->given && !ex_is_whole(e))
        return ex_write_part(e);
    if (e->arg.n == 0 && e->bang && d->path)
        return document_save(e->x->ws, d, true, &e->x->err);
    if (e->arg.n == 0)
        return run(e, "file.save");
    AUTO(free) char *path = ex_path(e);
    return document_save_as(e->x->ws, d, path, e->bang, &e->x->err);
}

static bool save_as(Ex *e)
{
    return e->arg.n ? save(e) : run(e, "file.saveAs");
}

static bool save_all(Ex *e)
{
    return run(e, "file.saveAll");
}

// Without a question: what is not saved is given up.
static bool close_now(Ex *e)
{
    workspace_close(e->x->ws, e->x->v);
    return true;
}

static bool last_tab(const Ex *e)
{
    return e->x->ws->views.n <= 1;
}

static bool quit(Ex *e)
{
    Workspace *ws = e->x->ws;
    bool last = last_tab(e);
    if (e->bang) {
        close_now(e);
        ws->quit |= last && !workspace_unsaved(ws);
        return true;
    }
    if (last)
        return run(e, "app.quit");
    return run(e, "tab.close");
}

static bool save_and_quit(Ex *e)
{
    Document *d = e->x->v->doc;
    bool write = document_is_modified(d) || e->name[0] == 'w';
    if (write && !save(e))
        return false;
    if (write && !d->path)
        return true; // a name is asked for first
    if (last_tab(e))
        return run(e, "app.quit"); // it waits for what is being saved
    if (d->saving)
        d->close_when_saved = true;
    else
        return run(e, "tab.close");
    return true;
}

static bool quit_all(Ex *e)
{
    if (e->bang) {
        e->x->ws->quit = true;
        return true;
    }
    return run(e, "app.quit");
}

static bool save_all_and_quit(Ex *e)
{
    Workspace *ws = e->x->ws;
    if (!run(e, "file.saveAll"))
        return false;
    if (workspace_unsaved(ws) && ws->saving == 0)
        return true; // a name is asked for
    return run(e, "app.quit");
}

static bool edit(Ex *e)
{
    if (e->arg.n == 0)
        return e->bang ? document_reload(e->x->ws, e->x->v->doc, &e->x->err)
                       : run(e, "file.revert");
    AUTO(free) char *path = ex_path(e);
    return workspace_open(e->x->ws, path, &e->x->err);
}

static bool fresh(Ex *e)
{
    return e->arg.n ? edit(e) : run(e, "file.new");
}

static bool split(Ex *e, const char *id)
{
    return run(e, id) && (e->arg.n == 0 || edit(e));
}

static bool split_down(Ex *e)
{
    return split(e, "group.splitDown");
}

static bool split_right(Ex *e)
{
    return split(e, "group.split");
}

static bool split_right_new(Ex *e)
{
    return run(e, "group.split") && fresh(e);
}

static bool next_tab(Ex *e)
{
    return run(e, "tab.next");
}

static bool previous_tab(Ex *e)
{
    return run(e, "tab.previous");
}

static bool close_tab(Ex *e)
{
    return e->bang ? close_now(e) : run(e, "tab.close");
}

static bool buffer(Ex *e)
{
    Workspace *ws = e->x->ws;
    long long n;
    Str arg = str_trim(e->arg);
    if (arg.n == 0)
        return run(e, "tab.mru");
    if (str_to_i64(arg, &n) && n >= 1 && (size_t)n <= ws->group->tabs.n) {
        workspace_show_tab(ws, (size_t)n - 1);
        return true;
    }
    for (size_t i = 0; i < ws->group->tabs.n; i++)
        if (str_find(str_c(ws->group->tabs.p[i]->doc->title), arg) >= 0) {
            workspace_show_tab(ws, i);
            return true;
        }
    return err_set(&e->x->err, "no tab is named '" STR_FMT "'", STR_ARG(arg));
}

static bool only(Ex *e)
{
    Workspace *ws = e->x->ws;
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all);
    View *keep = e->x->v;
    for (size_t i = 0; i < n; i++) {
        if (all[i] == ws->group)
            continue;
        for (size_t k = all[i]->tabs.n; k-- > 0;) {
            View *v = all[i]->tabs.p[k];
            if (document_is_modified(v->doc) && !workspace_shows_twice(ws, v))
                return err_set(&e->x->err, "'%s' is not saved", v->doc->title);
        }
        group_focus(ws, all[i]);
        if (!run(e, "tab.closeAllInGroup"))
            return false;
        workspace_show(ws, keep);
        return only(e); // the groups are others now
    }
    return true;
}

static bool no_highlight(Ex *e)
{
    e->x->vim->hidden = true;
    return true;
}

static void add_clean(Buf *out, Str text, size_t max)
{
    for (size_t i = 0; i < text.n && i < max; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < 32)
            buf_addf(out, "^%c", c + 64);
        else
            buf_add_byte(out, text.p[i]);
    }
}

static bool registers(Ex *e)
{
    AUTO(buf) Buf out = BUF_INIT;
    for (int c = '"'; c < 127; c++) {
        if (c == ':' || !reg_is_valid((uint32_t)c, false) || (c >= 'A' && c <= 'Z') || c == '_')
            continue;
        Str text = reg_text(e->x, (uint32_t)c, NULL);
        if (text.n == 0 || (e->arg.n && str_find_byte(e->arg, (char)c) < 0))
            continue;
        buf_addf(&out, "%s\"%c ", out.n ? "  " : "", c);
        add_clean(&out, text, 24);
    }
    message_say(e->x->ws, MESSAGE_INFO, "%s", out.n ? buf_c(&out) : "all registers are empty");
    return true;
}

static bool marks(Ex *e)
{
    AUTO(buf) Buf out = BUF_INIT;
    Walk w;
    size_t off;
    walk_init(&w, text_now(e->x->v->doc->text));
    for (int c = '\''; c < 127; c++)
        if (mark_get(e->x->vim, e->x->v->doc, (uint32_t)c, &off))
            buf_addf(&out, "%s%c:%zu", out.n ? "  " : "", c, line_row(&w, off) + 1);
    message_say(e->x->ws, MESSAGE_INFO, "%s", out.n ? buf_c(&out) : "no mark is set");
    return true;
}

static bool mark_line(Ex *e)
{
    ExLines l = ex_lines(e);
    if (e->arg.n != 1)
        return err_set(&e->x->err, "a mark is named by a letter");
    Walk w;
    walk_init(&w, text_now(e->x->v->doc->text));
    mark_put(e->x->vim, e->x->v->doc, (unsigned char)e->arg.p[0], line_start(&w, l.end));
    return true;
}

static bool undo(Ex *e)
{
    e->x->c = (Cmd){.id = 'u'};
    return normal_find('u')->run(e->x);
}

static bool redo(Ex *e)
{
    e->x->c = (Cmd){.id = CTRL('r')};
    return normal_find(CTRL('r'))->run(e->x);
}

// :set, for this session --------------------------------------------------------------------------

typedef struct {
    const char *name, *brief;
    enum { SET_BOOL, SET_INT, SET_OTHER } kind;
} SetRow;
static const SetRow options[] = {
    {"number", "nu", SET_OTHER},     {"relativenumber", "rnu", SET_OTHER},
    {"wrap", "wrap", SET_OTHER},     {"list", "list", SET_OTHER},
    {"expandtab", "et", SET_OTHER},  {"tabstop", "ts", SET_INT},
    {"shiftwidth", "sw", SET_INT},   {"hlsearch", "hls", SET_BOOL},
    {"ignorecase", "ic", SET_BOOL},  {"smartcase", "scs", SET_BOOL},
    {"autoindent", "ai", SET_OTHER},
};

const char *const *ex_set_names(void)
{
    static const char *const names[] = {"number",     "relativenumber", "wrap",        "list",
                                        "expandtab",  "tabstop=",       "shiftwidth=", "hlsearch",
                                        "ignorecase", "smartcase",      "autoindent",  NULL};
    return names;
}

static void set_switch(X *x, const char *name, bool on)
{
    Options *o = &x->ws->options;
    Vim *vim = x->vim;
    if (strcmp(name, "number") == 0)
        o->line_numbers = on ? LINE_NUMBERS_ON : LINE_NUMBERS_OFF;
    else if (strcmp(name, "relativenumber") == 0)
        o->line_numbers = on ? LINE_NUMBERS_RELATIVE : LINE_NUMBERS_ON;
    else if (strcmp(name, "wrap") == 0)
        x->v->wrap = on ? WRAP_ON : WRAP_OFF;
    else if (strcmp(name, "list") == 0)
        o->whitespace = on ? WHITESPACE_ALL : WHITESPACE_SELECTION;
    else if (strcmp(name, "expandtab") == 0)
        x->v->doc->tabs = !on;
    else if (strcmp(name, "autoindent") == 0)
        o->auto_indent = on ? AUTO_INDENT_FULL : AUTO_INDENT_NONE;
    else if (strcmp(name, "hlsearch") == 0)
        vim->hlsearch = on;
    else if (strcmp(name, "ignorecase") == 0)
        vim->ignore_case = on, seek_forget(vim);
    else
        vim->smart_case = on, seek_forget(vim);
}

static bool set_number(X *x, const char *name, Str value)
{
    long long n;
    if (!str_to_i64(value, &n) || n < 1 || n > 32)
        return err_set(&x->err, "'%s' wants a number from 1 to 32", name);
    if (strcmp(name, "tabstop") == 0)
        x->v->doc->tab_size = (int)n;
    else
        x->v->doc->indent_width = (int)n;
    return true;
}

static bool set_one(X *x, Str word)
{
    ptrdiff_t eq = str_find_byte(word, '=');
    Str name = eq < 0 ? word : str_upto(word, (size_t)eq);
    bool off = false;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < ARRAY_LEN(options); i++) {
            const SetRow *o = &options[i];
            if (!str_eq_c(name, o->name) && !str_eq_c(name, o->brief))
                continue;
            if (o->kind == SET_INT)
                return set_number(x, o->name, eq < 0 ? STR_NULL : str_from(word, (size_t)eq + 1));
            set_switch(x, o->name, !off);
            return true;
        }
        if (!str_starts(name, STR("no")))
            break;
        name = str_from(name, 2);
        off = true;
    }
    return err_set(&x->err, "there is no option '" STR_FMT "' here; settings.json has more",
                   STR_ARG(word));
}

static bool ex_set(Ex *e)
{
    Str rest = e->arg, word;
    while (str_split(&rest, ' ', &word))
        if (word.n && !set_one(e->x, word))
            return false;
    return true;
}

const ExRow ex_file_rows[] = {
    {"w[rite]", save, false},
    {"up[date]", save, false},
    {"wa[ll]", save_all, false},
    {"q[uit]", quit, false},
    {"wq", save_and_quit, false},
    {"x[it]", save_and_quit, false},
    {"qa[ll]", quit_all, false},
    {"quita[ll]", quit_all, false},
    {"wqa[ll]", save_all_and_quit, false},
    {"xa[ll]", save_all_and_quit, false},
    {"e[dit]", edit, false},
    {"ene[w]", fresh, false},
    {"new", fresh, false},
    {"tabnew", fresh, false},
    {"tabe[dit]", fresh, false},
    {"sav[eas]", save_as, false},
    {"sp[lit]", split_down, false},
    {"vs[plit]", split_right, false},
    {"vne[w]", split_right_new, false},
    {"bn[ext]", next_tab, false},
    {"tabn[ext]", next_tab, false},
    {"bp[revious]", previous_tab, false},
    {"tabp[revious]", previous_tab, false},
    {"bd[elete]", close_tab, false},
    {"tabc[lose]", close_tab, false},
    {"clo[se]", close_tab, false},
    {"b[uffer]", buffer, false},
    {"on[ly]", only, false},
    {"noh[lsearch]", no_highlight, false},
    {"reg[isters]", registers, false},
    {"di[splay]", registers, false},
    {"marks", marks, false},
    {"k", mark_line, false},
    {"u[ndo]", undo, false},
    {"red[o]", redo, false},
    {"se[t]", ex_set, false},
    {0},
};
