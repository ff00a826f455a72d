// The real vim: cases become a script, its answers a file.
#include "suite.h"

#include <stdio.h>

static void add_quoted(FILE *f, const char *s, bool keys)
{
    fputc('"', f);
    for (; *s; s++) {
        if (*s == '\n')
            fputs("\\n", f);
        else if (*s == '\t')
            fputs("\\t", f);
        else if (*s == '"' || *s == '\\')
            fprintf(f, "\\%c", *s);
        else if (keys && *s == '<' &&
                 (strncmp(s, "<C-", 3) == 0 || strncmp(s, "<Esc>", 5) == 0 ||
                  strncmp(s, "<CR>", 4) == 0 || strncmp(s, "<BS>", 4) == 0 ||
                  strncmp(s, "<Tab>", 5) == 0 || strncmp(s, "<lt>", 4) == 0 ||
                  strncmp(s, "<Del>", 5) == 0 || strncmp(s, "<Le", 3) == 0 ||
                  strncmp(s, "<Ri", 3) == 0 || strncmp(s, "<Up>", 4) == 0 ||
                  strncmp(s, "<Do", 3) == 0))
            fputs("\\<", f);
        else
            fputc(*s, f);
    }
    fputc('"', f);
}

static void write_head(FILE *f)
{
    fputs("set nocp enc=utf-8 bs=2 ts=4 sw=4 noet noai nosr nf=hex fo= cms= nojs noic noscs ws\n"
          "set sol ul=1000 noswf nohls\n"
          "func! Begin(text, line, col)\n"
          "  exe \"normal! \\<Esc>\"\n"
          "  silent! %d _\n"
          "  delmarks!\n"
          "  call setline(1, split(a:text, \"\\n\", 1))\n"
          "  call setreg('\"', 'reg', 'v')\n"
          "  for r in split('0123456789-', '\\zs')\n"
          "    call setreg(r, [])\n"
          "  endfor\n"
          "  call setreg('a', \"one\\ntwo\\n\", 'V')\n"
          "  call setreg('b', \"12\\n34\", \"\\<C-v>2\")\n"
          "  call cursor(1, 1)\n"
          "  call setreg('q', 'x')\n"
          "  call setreg('w', 'ddp')\n"
          "  call setreg('\"', 'reg', 'v')\n"
          "endfunc\n"
          "func! End(file)\n"
          "  call writefile([join(getline(1, '$'), \"\\x01\") . \"\\x02\" . line('.') . "
          "\"\\x02\" . col('.')], a:file, 'aS')\n"
          "endfunc\n",
          f);
}

static void write_case(FILE *f, const Case *c, const char *out)
{
    Str rest = str_c(c->commands);
    fputs("call Begin(", f);
    add_quoted(f, c->text, false);
    fprintf(f, ", %d, %d)\n", c->line, c->col);
    fputs("let &ul = &ul\nexe \"normal! ix\\<Esc>u\"\nlet &ul = &ul\nexe \"normal! fo\"\n"
          "silent! exe \"normal! /zz\\<CR>\"\n"
          "set ul=-1\ncall setline(1, split(",
          f);
    add_quoted(f, c->text, false);
    fprintf(f, ", \"\\n\", 1))\nset ul=1000\ncall cursor(%d, %d)\n", c->line, c->col);
    while (rest.n) {
        ptrdiff_t end = str_find(rest, STR(" || "));
        AUTO(free) char *one = str_dup(str_upto(rest, end < 0 ? rest.n : (size_t)end));
        rest = end < 0 ? STR_NULL : str_from(rest, (size_t)end + 4);
        // there an error does what it does elsewhere, but is not shown for a second
        fputs("let c = ", f);
        add_quoted(f, one, true);
        fputs("\ncall assert_fails('exe \"normal! \" . c')\nlet &ul = &ul\n", f);
    }
    fprintf(f, "call End('%s')\n", out);
}

static void read_results(FILE *f, Results *out)
{
    char line[65536];
    while (fgets(line, sizeof line, f)) {
        Result r = {0};
        char *a = strchr(line, '\x02'), *b = a ? strchr(a + 1, '\x02') : NULL;
        if (!b)
            break;
        *a = '\0';
        r.line = (int)strtol(a + 1, NULL, 10);
        r.col = (int)strtol(b + 1, NULL, 10);
        for (char *c = line; *c; c++)
            if (*c == '\x01')
                *c = '\n';
        r.text = xstrdup(line);
        vec_push(out, r);
    }
}

bool vim_plays(const Cases *cases, Results *out)
{
    char dir[] = "/tmp/codelab-vim-XXXXXX";
    if (system("vim --version >/dev/null 2>&1") != 0 || !mkdtemp(dir))
        return false;
    AUTO(free) char *script = xasprintf("%s/script.vim", dir);
    AUTO(free) char *answers = xasprintf("%s/answers", dir);
    AUTO(free)
    char *command = xasprintf("HOME=%s vim -N -u NONE -i NONE -n -es -S %s </dev/null >/dev/null "
                              "2>&1",
                              dir, script);
    FILE *f = fopen(script, "w");
    if (!f)
        return false;
    write_head(f);
    VEC_EACH (const Case, c, cases)
        write_case(f, c, answers);
    fputs("qa!\n", f);
    fclose(f);
    (void)!system(command); // its answers tell whether it did
    f = fopen(answers, "r");
    if (f) {
        read_results(f, out);
        fclose(f);
    }
    unlink(script);
    unlink(answers);
    rmdir(dir);
    return out->n == cases->n;
}
