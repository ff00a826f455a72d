/* What the tests of the vim layer share. */
#ifndef TESTS_UNIT_VIM_SUITE_H
#define TESTS_UNIT_VIM_SUITE_H

#include "base/vec.h"
#include "command/command.h"
#include "loop/loop.h"
#include "vim/inner.h"
#include "vim/vim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    Loop *loop;
    Workspace *ws;
    Vim *vim;
} World;

/* A text, where the cursor is (1-based line and byte column, as vim counts), and commands, each of
 * which is played by itself: one that fails ends no other. */
typedef struct {
    char *text, *commands; // owned; commands are joined by " || "
    int line, col;
} Case;
typedef struct {
    char *text; // owned; lines joined by '\n', no line end behind the last
    int line, col;
} Result;
typedef Vec(Case) Cases;
typedef Vec(Result) Results;

void world_new(World *w);
void world_free(World *w);
/* "<Esc>", "<C-v>", "<CR>" and the like are keys; "<lt>" is "<". */
void world_keys(World *w, const char *keys);
void world_text(World *w, const char *text);
Result world_play(World *w, const Case *c);
void result_deinit(Result *r);
/* What vim makes of them; false if there is no vim. */
bool vim_plays(const Cases *cases, Results *out);
void cases_deinit(Cases *c);
void results_deinit(Results *r);
bool result_equal(const Result *a, const Result *b);
void case_make(unsigned *seed, Case *out);

extern const struct CMUnitTest line_tests[], differ_tests[];
extern const size_t nline_tests, ndiffer_tests;

#endif
