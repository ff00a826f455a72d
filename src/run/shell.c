// One jail for compiling and running: a shell does the first and becomes the second.
#include "run/shell.h"

static void add_quoted(Str word, Buf *out)
{
    buf_add_byte(out, '\'');
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] == '\'')
            buf_add_c(out, "'\\''");
        else
            buf_add_byte(out, word.p[i]);
    }
    buf_add_byte(out, '\'');
}

static void add_words(const Strings *argv, Buf *out)
{
    VEC_EACH (char *, w, argv) {
        buf_add_byte(out, ' ');
        add_quoted(str_c(*w), out);
    }
}

void run_plan_argv(const RunPlan *p, Strings *out)
{
    if (p->compile.n == 0) {
        VEC_EACH (char *, a, &p->argv)
            vec_push(out, xstrdup(*a));
        vec_push(out, NULL);
        return;
    }
    Buf script = BUF_INIT;
    buf_add_c(&script, "mkdir -p ");
    add_quoted(str_c(p->build), &script);
    buf_add_byte(&script, ';');
    add_words(&p->compile, &script);
    buf_addf(&script, " || kill -%d $$; ", RUN_COMPILE_SIGNAL);
    if (!p->limits.open) // from here on it has its own limits
        buf_add_c(&script, "kill -USR2 $PPID 2>/dev/null; ");
    buf_add_c(&script, "exec");
    add_words(&p->argv, &script);
    vec_push(out, xstrdup("/bin/sh"));
    vec_push(out, xstrdup("-c"));
    vec_push(out, buf_take(&script));
    vec_push(out, NULL);
}
