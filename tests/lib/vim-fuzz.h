/* A workspace with one text and a vim layer on it, for fuzzers that type into it. */
#ifndef TESTS_LIB_VIM_FUZZ_H
#define TESTS_LIB_VIM_FUZZ_H

#include "base/bug.h"
#include "command/command.h"
#include "loop/loop.h"
#include "vim/vim.h"

typedef struct {
    Loop *loop;
    Workspace *ws;
    View *view; // borrowed
    Vim *vim;
} VimFuzz;

static inline void vim_fuzz_new(VimFuzz *f, Str text)
{
    f->loop = loop_new();
    f->ws = workspace_new(f->loop, "/nonexistent");
    settings_load(f->ws);
    f->ws->options.keyboard_preset = KEYBOARD_VIM;
    workspace_new_file(f->ws);
    f->view = workspace_view(f->ws);
    f->vim = vim_new(f->ws);
    text_replace(f->view->doc->text, 0, 0, text);
    view_sync(f->view);
    f->view->rows = 5;
    f->view->cols = 40;
}

static inline void vim_fuzz_free(VimFuzz *f)
{
    vim_free(f->vim);
    workspace_free(f->ws);
    loop_free(f->loop);
}

/* The text is still shown. */
static inline bool vim_fuzz_goes_on(const VimFuzz *f)
{
    return workspace_view(f->ws) == f->view;
}

/* The selections stay in the text; false: it has grown large enough. */
static inline bool vim_fuzz_check(const VimFuzz *f)
{
    size_t size = snap_size(text_now(f->view->doc->text));
    BUG_ON(f->view->sel.v.n == 0);
    VEC_EACH (const Selection, x, &f->view->sel.v)
        BUG_ON(x->head > size || x->anchor > size);
    return size <= 1 << 16;
}

#endif
