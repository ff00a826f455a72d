// What the line editor does beside printing: substituting, and writing with a version.
#include "app/plain.h"
#include "base/mem.h"

// Cut what stands before the next `sep` that has no backslash before it; "\sep" is that sign.
static void take_until(Str *rest, char sep, Buf *out)
{
    size_t i = 0;
    for (; i < rest->n && rest->p[i] != sep; i++) {
        bool escaped = rest->p[i] == '\\' && i + 1 < rest->n;
        if (escaped && rest->p[i + 1] != sep)
            buf_add_byte(out, '\\');
        i += escaped;
        buf_add_byte(out, rest->p[i]);
    }
    *rest = str_from(*rest, MIN(i + 1, rest->n));
}

// The line without its end, replaced; how many times.
static size_t replace_in(Finder *f, Str line, const Buf *with, bool all, Buf *out)
{
    const FindReplacement r = {.with = buf_str(with)};
    size_t at = 0, start, end, n = 0;
    while (at <= line.n && (all || n == 0) && finder_next_bytes(f, line, at, NULL, &start, &end)) {
        size_t done = MIN(at, line.n);
        buf_add(out, str_n(line.p + done, start - done));
        finder_expand(f, &r, out);
        if (end == start && end < line.n) // it matched nothing: the next byte stays
            buf_add_byte(out, line.p[end]);
        at = end == start ? end + 1 : end;
        n++;
    }
    if (at < line.n)
        buf_add(out, str_from(line, at));
    return n;
}

// All lines as one step of undo.
static size_t replace_lines(Plain *p, Finder *f, PlainRange r, bool all)
{
    const Snap *s = text_now(p->text);
    TextSplice span = plain_span(p, r.first, r.last);
    AUTO(buf) Buf old = BUF_INIT;
    AUTO(buf) Buf now = BUF_INIT;
    size_t n = 0, line = r.first;
    snap_add_to(s, span.start, span.end, &old);
    Str rest = buf_str(&old), one;
    for (; rest.n && str_split(&rest, '\n', &one); line++) {
        bool ended = one.p + one.n < old.p + old.n, cr = one.n && one.p[one.n - 1] == '\r';
        size_t here = replace_in(f, str_upto(one, one.n - cr), &p->with, all, &now);
        buf_add_c(&now, cr ? ended ? "\r\n" : "\r" : ended ? "\n" : "");
        n += here;
        if (here)
            p->line = line;
    }
    if (n)
        text_replace(p->text, span.start, span.end, buf_str(&now));
    return n;
}

bool plain_substitute(Plain *p, PlainRange r, Str rest, Err *err)
{
    char sep = rest.n ? rest.p[0] : '\0';
    bool all = false;
    FindQuery q = {.regex = true};
    if (sep && sep != ' ') {
        rest = str_from(rest, 1);
        buf_clear(&p->pattern);
        buf_clear(&p->with);
        take_until(&rest, sep, &p->pattern);
        take_until(&rest, sep, &p->with);
    }
    for (size_t i = 0; i < rest.n; i++) {
        if (rest.p[i] != 'g' && rest.p[i] != 'i')
            return err_set(err, "s/what/with/ takes g (all of a line) and i (either case)");
        all = all || rest.p[i] == 'g';
        q.ignore_case = q.ignore_case || rest.p[i] == 'i';
    }
    q.pattern = buf_str(&p->pattern);
    if (!q.pattern.n)
        return err_set(err, "write s/what/with/");
    Finder *f = finder_new(&q, err);
    if (!f)
        return false;
    size_t n = r.first ? replace_lines(p, f, r, all) : 0;
    finder_free(f);
    p->modified = p->modified || n;
    return n || err_set(err, "no line has '%s'", buf_c(&p->pattern));
}

// What the disk holds becomes a version if others changed it.
static bool keep_others(Plain *p, Err *err)
{
    FsStat now;
    AUTO(buf) Buf bytes = BUF_INIT;
    if (!fs_stat(p->file.path, &now, NULL) || fs_stat_same(&now, &p->disk) || !p->file.store)
        return true;
    return fs_read(p->file.path, 0, &bytes, err) &&
           store_save_version(p->file.store, p->file.project, str_c(p->file.rel), buf_str(&bytes),
                              now.mode, CAUSE_EXTERNAL, NULL, err);
}

bool plain_keep(Plain *p, VersionCause cause, int64_t *number, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    Version v;
    *number = 0;
    if (!p->file.store)
        return true;
    snap_add_to(text_now(p->text), 0, snap_size(text_now(p->text)), &bytes);
    if (!store_save_version(p->file.store, p->file.project, str_c(p->file.rel), buf_str(&bytes),
                            p->disk.mode ? p->disk.mode : 0100644, cause, &v, err))
        return false;
    *number = v.n;
    return true;
}

bool plain_write(Plain *p, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    int64_t n;
    snap_add_to(text_now(p->text), 0, snap_size(text_now(p->text)), &bytes);
    if (!keep_others(p, err) || !fs_write(p->file.path, buf_str(&bytes), err) ||
        !fs_stat(p->file.path, &p->disk, err))
        return false;
    p->modified = false;
    printf("wrote %zu bytes", bytes.n);
    if (!plain_keep(p, CAUSE_SAVE, &n, err)) {
        putchar('\n');
        return false;
    }
    printf(n ? ", version %lld\n" : "\n", (long long)n);
    return true;
}
