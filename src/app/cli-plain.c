#include "app/cli-talk.h"
#include "app/cli.h"
#include "app/plain.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/path.h"

#include <unistd.h>

static const char help[] =
    "usage: codelab --plain FILE\n"
    "\n"
    "Edit a file line by line, in any terminal, as ed does.  Lines before a command say what it "
    "is\n"
    "for: 3   2,5   .  (this line)   $  (the last)   %  (all)   +2   -1   /text/\n"
    "\n"
    "  p        print           n    print with numbers     (a line alone: go there, print it)\n"
    "  a i c    append, insert before, change: lines up to one that is only a dot\n"
    "  d        delete          s/what/with/gi    substitute (PCRE2; $& and $1 in with)\n"
    "  u        undo            =    which line, of how many\n"
    "  v        versions there are, as codelab history\n"
    "  w  wq    write (and quit); each time a version is kept in the local history\n"
    "  q  Q     quit; Q with unwritten changes, which are kept as a version\n"
    "  h        print this\n";

static void put_line(const Plain *p, size_t line, bool number)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    TextSplice span = plain_span(p, line, line);
    snap_add_to(text_now(p->text), span.start, span.end, &bytes);
    Str rest = buf_str(&bytes), part;
    while (rest.n && (rest.p[rest.n - 1] == '\n' || rest.p[rest.n - 1] == '\r'))
        rest = str_upto(rest, rest.n - 1);
    if (number)
        printf("%zu\t", line);
    for (bool first = true; str_split(&rest, '\t', &part); first = false) {
        if (!first)
            putchar('\t');
        AUTO(buf) Buf shown = BUF_INIT;
        name_show(part, &shown); // nothing in it steers the terminal
        fputs(buf_c(&shown), stdout);
    }
    putchar('\n');
}

static bool print(Plain *p, PlainRange r, bool number, Err *err)
{
    if (!r.first)
        return err_set(err, plain_lines(p) ? "there is no line 0" : "the text is empty");
    for (size_t i = r.first; i <= r.last; i++)
        put_line(p, i, number);
    p->line = r.last;
    return true;
}

// A line of input without its end; false at the end of all.
static bool read_line(Plain *p, const char *prompt, Buf *out)
{
    buf_clear(out);
    if (isatty(STDIN_FILENO)) {
        fputs(prompt, stdout);
        fflush(stdout);
    }
    int c;
    while ((c = getc(p->in)) != EOF && c != '\n')
        buf_add_byte(out, (char)c);
    return c != EOF || out->n > 0;
}

// Lines up to one that is only a dot, with their ends; how many.
static size_t read_lines(Plain *p, Buf *out)
{
    bool crlf = snap_guess(text_now(p->text), 1 << 16).crlf;
    AUTO(buf) Buf line = BUF_INIT;
    size_t n = 0;
    for (; read_line(p, "", &line) && !str_eq_c(buf_str(&line), "."); n++) {
        buf_add(out, buf_str(&line));
        buf_add_c(out, crlf ? "\r\n" : "\n");
    }
    return n;
}

// Put new lines in the place of lines first to last; first > last: before first.
static void put_lines(Plain *p, size_t first, size_t last)
{
    AUTO(buf) Buf lines = BUF_INIT;
    const Snap *s = text_now(p->text);
    TextSplice span = plain_span(p, first, last);
    if (span.start == snap_size(s) && plain_lines(p) == snap_line_count(s).n)
        buf_add_c(&lines, "\n"); // the last line has no end yet
    size_t n = read_lines(p, &lines);
    if (!n && span.start == span.end)
        return;
    text_replace(p->text, span.start, span.end, n ? buf_str(&lines) : STR(""));
    p->modified = true;
    p->line = n ? first + n - 1 : MIN(first, plain_lines(p));
}

static bool list_versions(const Plain *p, Err *err)
{
    Versions all = {0};
    if (!p->file.store)
        return err_set(err, "there is no local history here");
    bool ok = store_versions(p->file.store, p->file.project, str_c(p->file.rel), &all, err);
    VEC_EACH (Version, v, &all) {
        AUTO(free) char *when = cli_time(v->time_ms);
        AUTO(free) char *size = cli_size(v->nbytes);
        printf("%lld  %s  %s  %s\n", (long long)v->n, when, version_cause_name(v->cause), size);
    }
    vec_deinit(&all);
    return ok;
}

// Unwritten changes stay as a version.
static bool keep_unwritten(Plain *p, Err *err)
{
    int64_t n;
    if (!p->modified)
        return true;
    if (!plain_keep(p, CAUSE_UNSAVED, &n, err))
        return false;
    if (n)
        printf("not written; kept as version %lld\n", (long long)n);
    else
        puts("not written");
    return true;
}

static bool quit(Plain *p, bool really, Err *err)
{
    if (p->modified && !really && !p->warned) {
        p->warned = true;
        return err_set(err, "there are unwritten changes: w writes them, Q quits without");
    }
    p->quit = keep_unwritten(p, err);
    return p->quit;
}

static bool undo(Plain *p, Err *err)
{
    size_t cursor;
    if (!text_undo(p->text, &cursor))
        return err_set(err, "nothing to undo");
    p->line = MIN(snap_row_at(text_now(p->text), cursor).n + 1, plain_lines(p));
    p->modified = true;
    return true;
}

static bool edit(Plain *p, char command, PlainRange r)
{
    if (command == 'a')
        put_lines(p, r.last + 1, r.last);
    else if (command == 'i')
        put_lines(p, r.first ? r.first : 1, r.first ? r.first - 1 : 0);
    else
        put_lines(p, r.first, r.last);
    return true;
}

static bool delete_lines(Plain *p, PlainRange r)
{
    TextSplice span = plain_span(p, r.first, r.last);
    text_replace(p->text, span.start, span.end, STR(""));
    p->modified = true;
    p->line = MIN(r.first, plain_lines(p));
    return true;
}

// Without a command: go there; without anything: to the next line.
static bool go(Plain *p, PlainRange r, Err *err)
{
    if (r.n == 0 && p->line >= plain_lines(p))
        return err_set(err, "this is the last line");
    if (r.n == 0)
        r.first = r.last = p->line + 1;
    return print(p, (PlainRange){r.last, r.last, 1}, false, err);
}

static bool run(Plain *p, Str line, Err *err)
{
    PlainRange r;
    if (!plain_range(p, &line, &r, err))
        return false;
    char c = line.n ? line.p[0] : '\0';
    if (c == 's')
        return plain_substitute(p, r, str_from(line, 1), err);
    if (!c)
        return go(p, r, err);
    if (str_eq_c(line, "wq"))
        return plain_write(p, err) && quit(p, true, err);
    if (line.n > 1)
        return err_set(err, "'" STR_FMT "' is no command; h lists them", STR_ARG(line));
    if (strchr("cd", c) && !r.first)
        return err_set(err, "there is no line 0");
    switch (c) {
    case 'p':
    case 'n':
        return print(p, r, c == 'n', err);
    case 'a':
    case 'i':
    case 'c':
        return edit(p, c, r);
    case 'd':
        return delete_lines(p, r);
    case 'u':
        return undo(p, err);
    case '=':
        printf("%zu of %zu\n", r.last, plain_lines(p));
        return true;
    case 'v':
        return list_versions(p, err);
    case 'w':
        return plain_write(p, err);
    case 'q':
    case 'Q':
        return quit(p, c == 'Q', err);
    case 'h':
        fputs(help, stdout);
        return true;
    default:
        return err_set(err, "'%c' is no command; h lists them", c);
    }
}

// Where there can be no history, it is said once and editing goes on.
static void find_history(Plain *p)
{
    AUTO(err) Err err = {0};
    CliFile *f = &p->file;
    AUTO(free) char *dir = str_dup(path_dir(str_c(f->path)));
    f->store = cli_store(&err);
    bool ok = f->store != NULL;
    if (ok && !store_locate(f->store, f->path, &f->project, &f->rel, &err)) {
        f->project = err.msg ? 0 : store_project_open(f->store, dir, &err);
        ok = f->project && store_locate(f->store, f->path, &f->project, &f->rel, &err);
    }
    if (ok) {
        cli_obey(f->store, f->project);
        return;
    }
    printf("no local history: %s\n", err_text(&err));
    store_close(f->store);
    f->store = NULL;
}

static bool open_file(Plain *p, const char *name, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    int64_t n;
    p->file.path = cli_absolute(name, err);
    if (!p->file.path)
        return false;
    bool is_new = fs_is_gone(p->file.path);
    if (!is_new &&
        (!fs_read(p->file.path, 0, &bytes, err) || !fs_stat(p->file.path, &p->disk, err)))
        return false;
    size_t size = bytes.n;
    p->text = text_new_take(&bytes);
    p->line = plain_lines(p);
    find_history(p);
    if (is_new)
        puts("a new file");
    else
        printf("%zu bytes, %zu lines\n", size, p->line);
    return is_new || plain_keep(p, CAUSE_OPEN, &n, err);
}

static int loop(Plain *p)
{
    AUTO(buf) Buf line = BUF_INIT;
    int code = CLI_OK;
    while (!p->quit && read_line(p, ": ", &line)) {
        AUTO(err) Err err = {0};
        text_undo_break(p->text); // each command is a step
        bool again = p->warned, ok = run(p, buf_str(&line), &err);
        p->warned = p->warned && !again; // only the very next q is meant
        code = ok ? CLI_OK : CLI_FAILED;
        if (!ok)
            printf("? %s\n", err_text(&err));
        fflush(stdout);
    }
    return code;
}

int cli_plain(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    Plain p = {.in = stdin};
    if (cli_wants_help(argc, argv))
        return fputs(help, stdout) < 0;
    if (argc != 2) {
        err_set(&err, "--plain takes one file");
        return cli_misuse(&err, "--plain");
    }
    int code = open_file(&p, argv[1], &err) ? loop(&p) : cli_fail(&err);
    if (p.text && !p.quit && !keep_unwritten(&p, &err)) // the end of the input
        code = cli_fail(&err);
    text_free(p.text);
    buf_deinit(&p.pattern);
    buf_deinit(&p.with);
    cli_file_deinit(&p.file);
    return code;
}
