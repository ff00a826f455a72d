// Lines through programs in the jail, lines from files, and lines into them.
#include "vim/ex.h"
#include "base/fs.h"

enum { READ_MAX = 64 << 20 };

static bool is_plain(Str path)
{
    for (size_t i = 0; i < path.n; i++)
        if (class_of((unsigned char)path.p[i]) != 2 && !strchr("./-+,@", path.p[i]))
            return false;
    return path.n > 0;
}

static void add_path(const X *x, Buf *out)
{
    const char *path = x->v->doc->path;
    AUTO(free) char *pretty = path ? workspace_pretty(x->ws, path) : xstrdup("");
    if (is_plain(str_c(pretty))) {
        buf_add_c(out, pretty);
        return;
    }
    buf_add_byte(out, '\'');
    for (const char *p = pretty; *p; p++)
        if (*p == '\'')
            buf_add_c(out, "'\\''");
        else
            buf_add_byte(out, *p);
    buf_add_byte(out, '\'');
}

// "%" is the file, "\%" and "\!" are the characters.
static void expand(const X *x, Str command, Buf *out)
{
    for (size_t i = 0; i < command.n; i++) {
        bool escaped = command.p[i] == '\\' && i + 1 < command.n &&
                       (command.p[i + 1] == '%' || command.p[i + 1] == '!');
        if (command.p[i] == '%')
            add_path(x, out);
        else
            buf_add_byte(out, command.p[i += escaped]);
    }
}

static bool start(Ex *e, size_t from, size_t to, Str command)
{
    AUTO(buf) Buf text = BUF_INIT;
    expand(e->x, str_trim(command), &text);
    if (text.n == 0)
        return err_set(&e->x->err, "there is no command behind '!'");
    return pipe_start_range(e->x->v, from, to, buf_str(&text), &e->x->err);
}

bool ex_filter(Ex *e)
{
    X *x = e->x;
    if (e->given == 0)
        return err_set(&x->err, "'!' sends lines through a command: give some, as in :%%!sort");
    ExLines l = ex_lines(e);
    seat_set(x->seat, l.start);
    return start(e, l.start, l.behind, e->arg);
}

// Where lines that come behind the last of the range begin; a line that ends the text gets its end.
static bool place_behind(Ex *e, size_t *at)
{
    X *x = e->x;
    ExLines l = ex_lines(e);
    *at = e->zero ? 0 : l.behind;
    Walk w;
    walk_init(&w, text_now(x->v->doc->text));
    if (*at == 0 || walk_byte(&w, *at - 1) == '\n')
        return true;
    AUTO(edit) Edit edit = {0};
    Str eol = eol_of(x);
    edit_put(&edit, *at, *at, eol, 0);
    *at += eol.n;
    return edit_apply(x, &edit);
}

static bool put_file(Ex *e, Str text)
{
    X *x = e->x;
    size_t at;
    AUTO(edit) Edit edit = {0};
    AUTO(buf) Buf lines = BUF_INIT;
    bool crlf = eol_of(x).n == 2;
    if (!place_behind(e, &at))
        return false;
    for (size_t i = 0; i < text.n; i++) {
        bool eol = text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n';
        if (eol)
            continue;
        if (text.p[i] == '\n' && crlf)
            buf_add_byte(&lines, '\r');
        buf_add_byte(&lines, text.p[i]);
    }
    if (lines.n && vec_last(&lines) != '\n')
        buf_add(&lines, eol_of(x));
    edit_put(&edit, at, at, buf_str(&lines), 0);
    return edit_apply(x, &edit);
}

bool ex_read(Ex *e)
{
    X *x = e->x;
    size_t at;
    AUTO(buf) Buf text = BUF_INIT;
    if (!view_may_edit(x->v, &x->err))
        return false;
    if (e->bang || str_starts(e->arg, STR("!"))) {
        Str command = e->bang ? e->arg : str_from(e->arg, 1);
        return place_behind(e, &at) && start(e, at, at, command);
    }
    if (e->arg.n == 0)
        return err_set(&x->err, ":r wants a file, or a command as in :r !date");
    AUTO(free) char *path = ex_path(e);
    return fs_read(path, READ_MAX, &text, &x->err) && put_file(e, buf_str(&text));
}

bool ex_is_whole(const Ex *e)
{
    Walk w;
    walk_init(&w, text_now(e->x->v->doc->text));
    return e->first == 0 && e->last == line_row(&w, w.end);
}

bool ex_write_part(Ex *e)
{
    X *x = e->x;
    ExLines l = ex_lines(e);
    AUTO(buf) Buf text = BUF_INIT;
    if (e->arg.n == 0)
        return err_set(&x->err, "a part of a text is written to a file of its own: :'<,'>w NAME");
    AUTO(free) char *path = ex_path(e);
    if (l.behind - l.start > READ_MAX)
        return err_set(&x->err, "more than 64 MB of lines cannot be written as a part");
    if (!fs_is_gone(path) && !e->bang)
        return err_set(&x->err, "'%s' exists: w! writes over it", path);
    snap_add_to(text_now(x->v->doc->text), l.start, l.behind, &text);
    if (!fs_write(path, buf_str(&text), &x->err))
        return false;
    message_say(x->ws, MESSAGE_RESULT, "%zu lines written to %s", e->last - e->first + 1, path);
    return true;
}
