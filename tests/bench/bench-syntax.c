// What colours cost: the grammar of C, a parse of 10,000 lines, what a key changes, a screenful.
//     bench-syntax GRAMMARS
#include "samples.h"
#include "world.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "syntax/syntax.h"
#include "text/text.h"

#include <stdio.h>

enum { LINES = 10000, ROUNDS = 5, KEYS = 200, SCREEN_BYTES = 1500 };

typedef struct {
    Samples first, whole, key, screen;
} Figures;

/* Run the job there is and return its time. */
static double parse(Syntax *x, Text *t)
{
    static const atomic_bool cancelled;
    int64_t start = clock_mono_ns();
    SyntaxJob *j = syntax_job_new(x, t);
    if (!j)
        return 0;
    syntax_job_run(j, &cancelled);
    syntax_job_done(x, j);
    return samples_ms(start, clock_mono_ns());
}

static double ask_screen(Syntax *x, const Text *t, size_t at)
{
    SyntaxSpans spans = {0};
    int64_t start = clock_mono_ns();
    syntax_highlight(x, t, at, at + SCREEN_BYTES, &spans);
    double ms = samples_ms(start, clock_mono_ns());
    vec_deinit(&spans);
    return ms;
}

static void type(Syntax *x, Text *t, Figures *f)
{
    size_t screen = snap_line_start(text_now(t), snap_size(text_now(t)) / 2, SIZE_MAX);
    text_replace(t, screen, screen, STR("\n"));
    for (size_t i = 0; i < KEYS; i++) {
        text_replace(t, screen + i, screen + i, STR("k"));
        vec_push(&f->key, parse(x, t));
        vec_push(&f->screen, ask_screen(x, t, screen - SCREEN_BYTES / 2));
    }
}

static void measure(Str code, Figures *f)
{
    for (int i = 0; i < ROUNDS; i++) {
        Text *t = text_new_from(code);
        Syntax *x = syntax_new(language_named(STR("c")));
        vec_push(i ? &f->whole : &f->first, parse(x, t));
        if (*syntax_problem(x))
            printf("left out: %s\n", syntax_problem(x));
        else
            type(x, t, f);
        syntax_free(x);
        text_free(t);
    }
}

static void report(Figures *f)
{
    samples_print(&f->first, "grammar loaded and 10,000 lines parsed", "ms");
    samples_print(&f->whole, "10,000 lines parsed", "ms");
    samples_print(&f->key, "parsed after a key", "ms");
    samples_print(&f->screen, "a screen of spans", "ms");
    vec_deinit(&f->first);
    vec_deinit(&f->whole);
    vec_deinit(&f->key);
    vec_deinit(&f->screen);
}

static int work(const char *dir, void *arg)
{
    AUTO(buf) Buf code = BUF_INIT;
    AUTO(free) char *path = path_join(dir, "code.c");
    Figures f = {0};
    syntax_set_grammar_dir(arg);
    if (!world_write_code(path, LINES) || !fs_read(path, 0, &code, NULL)) {
        perror(path);
        return 1;
    }
    measure(buf_str(&code), &f);
    report(&f);
    return 0;
}

int main(int argc, char **argv)
{
    static char here[] = "grammars";
    return world_with(work, argc > 1 ? argv[1] : here);
}
