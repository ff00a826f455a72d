// Runs tests/vt/*.vtt.  A line that starts with "=" names a case, each other line is one step:
//
//   size 3x20 [scrollback ROWS]      a new terminal (each case begins with 5x20, scrollback 100)
//   push "bytes"                     \e \a \b \n \r \t \\ \" \xHH
//   resize 3x20
//   key ctrl+up ; paste "text" ; focus in|out
//   mouse press|release|drag|move|wheel BUTTON ROW COL [MODS]
// and what must hold:
//   rows "a" "b" ...                 the screen from row 0 on; all rows below are blank
//   row ROW "text"                   scrollback: -1, -2 ...
//   cell ROW COL "text" WIDTH
//   style ROW COL "bold fg=1 bg=#ff0000"
//   wraps ROW yes|no
//   cursor ROW COL ; shape block|underline|bar [blink] ; hidden yes|no
//   reply "bytes" ; title "text" ; cwd "text" ; clipboard "text" ; bell yes|no
//   scrollback N ; pushed N ; alt yes|no ; wants-mouse yes|no ; wants-paste yes|no
//
// Each case runs with its bytes fed at once, and cut into pieces.
#include "script.h"

#include <dirent.h>
#include <stdio.h>

static char unescape(Str *s)
{
    static const char names[] = "eabnrt";
    static const char bytes[] = "\033\a\b\n\r\t";
    char c = s->p[0];
    *s = str_from(*s, 1);
    if (c == 'x') {
        char digits[] = {s->p[0], s->p[1], '\0'};
        *s = str_from(*s, 2);
        return (char)strtol(digits, NULL, 16);
    }
    const char *at = strchr(names, c);
    return at ? bytes[at - names] : c;
}

/* Take the next word or quoted string off *s. */
static void take_word(Run *r, Str *s)
{
    Buf out = BUF_INIT;
    bool quote = s->p[0] == '"';
    if (quote)
        *s = str_from(*s, 1);
    while (s->n && (quote ? s->p[0] != '"' : s->p[0] != ' ')) {
        char c = s->p[0];
        *s = str_from(*s, 1);
        buf_add_byte(&out, quote && c == '\\' && s->n ? unescape(s) : c);
    }
    *s = str_trim(str_from(*s, quote));
    if (r->n == ARGS_MAX)
        wrong(r, "too many words");
    r->len[r->n] = out.n;
    r->args[r->n++] = buf_take(&out);
}

static void run_step(Run *r, Str line)
{
    r->n = 0;
    while (line.n)
        take_word(r, &line);
    run_words(r);
    check_grid(r->v);
    for (int j = 0; j < r->n; j++)
        free(r->args[j]);
}

static void run_case(void **state)
{
    static const size_t pieces[] = {100000, 1, 2, 3, 7};
    const Case *c = *state;
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        Run r = {.c = c, .line = c->line, .piece = pieces[i], .v = vt_new(5, 20, 100)};
        Str rest = str_c(c->text), line;
        while (str_split(&rest, '\n', &line)) {
            r.line++;
            line = str_trim(line);
            if (line.n && line.p[0] != '#')
                run_step(&r, line);
        }
        vt_free(r.v);
    }
}

static void read_file(const char *path, Buf *out)
{
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = 0;
    while ((n = fread(buf_reserve(out, 4096), 1, 4096, f)) > 0)
        out->n += n;
    fclose(f);
    buf_add_c(out, "");
}

static void add_case(TestList *all, const char *path, const char *file, int line, Str title,
                     Str text)
{
    Case *c = NEW(Case);
    c->name = xasprintf("%s: " STR_FMT, file, STR_ARG(title));
    c->path = xstrdup(path);
    c->line = line;
    c->text = str_dup(text);
    vec_push(all, (struct CMUnitTest){c->name, run_case, NULL, NULL, c});
}

static void add_file(TestList *all, const char *path, const char *file)
{
    AUTO(buf) Buf text = BUF_INIT;
    read_file(path, &text);
    Str rest = buf_str(&text), line, title = STR_NULL;
    const char *body = NULL;
    int title_line = 0;
    for (int n = 1;; n++) {
        bool more = str_split(&rest, '\n', &line);
        if (body && (!more || str_starts(line, STR("="))))
            add_case(all, path, file, title_line, title,
                     str_n(body, (size_t)((more ? line.p : text.p + text.n) - body)));
        if (!more)
            break;
        if (str_starts(line, STR("="))) {
            title = str_trim(str_from(line, 1));
            title_line = n;
            body = line.p + line.n + (rest.n > 0);
        }
    }
}

static int is_script(const struct dirent *e)
{
    return str_ends(str_c(e->d_name), STR(".vtt"));
}

void add_scripts(TestList *all)
{
    const char *top = getenv("top_srcdir");
    AUTO(free) char *dir = xasprintf("%s/tests/vt", top ? top : ".");
    struct dirent **found = NULL;
    int n = scandir(dir, &found, is_script, alphasort);
    if (n <= 0) {
        fprintf(stderr, "no scripts in %s (is top_srcdir set?)\n", dir);
        exit(1);
    }
    for (int i = 0; i < n; i++) {
        AUTO(free) char *path = xasprintf("%s/%s", dir, found[i]->d_name);
        add_file(all, path, found[i]->d_name);
        free(found[i]);
    }
    free(found);
}

void free_scripts(TestList *all)
{
    VEC_EACH (struct CMUnitTest, t, all) {
        Case *c = t->initial_state;
        if (!c)
            continue;
        free(c->name);
        free(c->path);
        free(c->text);
        free(c);
    }
    vec_deinit(all);
}
