#include "app/cli-grep.h"

#include "app/cli-talk.h"
#include "base/json.h"

// Bytes from a file, or its name.
static void put(FILE *out, const GrepStyle *s, Str text)
{
    if (!s->tty) {
        fwrite(text.p, 1, text.n, out);
        return;
    }
    cli_put_line(out, text);
}

static void put_colored(FILE *out, const GrepStyle *s, const char *sgr, Str text)
{
    if (s->color)
        fprintf(out, "\x1b[%sm", sgr);
    put(out, s, text);
    if (s->color)
        fputs("\x1b[0m", out);
}

static void add_path(const char *before, const GrepFile *f, Buf *out)
{
    buf_add_c(out, before);
    if (out->n && *f->path && out->p[out->n - 1] != '/')
        buf_add_byte(out, '/');
    buf_add_c(out, f->path);
}

static void put_path(FILE *out, const GrepStyle *s, const char *before, const GrepFile *f)
{
    AUTO(buf) Buf path = BUF_INIT;
    add_path(before, f, &path);
    put_colored(out, s, "35", buf_str(&path));
}

// The matches from index i on that are in one line, marked in it; returns how many those are.
static size_t put_line(FILE *out, const GrepStyle *s, const GrepFile *f, size_t i)
{
    const GrepMatch *first = &f->matches.p[i];
    Str line = grep_line(f, first);
    size_t at = 0, n = 0;
    for (; i + n < f->matches.n && first[n].row == first->row; n++) {
        const GrepMatch *m = &first[n];
        if (m->hit < at || m->text != first->text)
            continue;
        put(out, s, str_from(str_upto(line, m->hit), at));
        put_colored(out, s, "1;31", str_upto(str_from(line, m->hit), m->nhit));
        at = MIN(m->hit + m->nhit, line.n);
    }
    put(out, s, str_from(line, at));
    putc('\n', out);
    return n;
}

static void print_lines(FILE *out, const GrepStyle *s, const char *before, const GrepFile *f)
{
    for (size_t i = 0; i < f->matches.n;) {
        const GrepMatch *m = &f->matches.p[i];
        put_path(out, s, before, f);
        fprintf(out, s->color ? ":\x1b[32m%zu\x1b[0m:%zu:" : ":%zu:%zu:", m->row + 1, m->col + 1);
        i += put_line(out, s, f, i);
    }
}

static size_t count_lines(const GrepFile *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->matches.n; i++)
        n += i == 0 || f->matches.p[i].row != f->matches.p[i - 1].row;
    return n;
}

static void print_json(FILE *out, const char *before, const GrepFile *f)
{
    AUTO(buf) Buf path = BUF_INIT, text = BUF_INIT;
    add_path(before, f, &path);
    VEC_EACH (GrepMatch, m, &f->matches) {
        JsonOut w = {.out = &text};
        buf_clear(&text);
        json_out_object(&w, NULL);
        json_out_str(&w, "path", buf_str(&path));
        json_out_int(&w, "line", (int64_t)m->row + 1);
        json_out_int(&w, "column", (int64_t)m->col + 1);
        json_out_int(&w, "start", (int64_t)m->start);
        json_out_int(&w, "end", (int64_t)m->end);
        json_out_str(&w, "text", grep_line(f, m));
        json_out_end(&w);
        fwrite(text.p, 1, text.n, out);
        putc('\n', out);
    }
}

void cli_grep_print(FILE *out, const GrepStyle *s, const char *before, const GrepFile *f)
{
    if (s->json) {
        print_json(out, before, f);
    } else if (s->names || s->counts) {
        put_path(out, s, before, f);
        if (s->counts)
            fprintf(out, ":%zu", count_lines(f));
        putc('\n', out);
    } else {
        print_lines(out, s, before, f);
    }
}
