// keybindings.json: whatever it holds, rows that are read name commands, parse and can be asked.
#include "base/bug.h"
#include "command/command.h"
#include "command/keymap-user.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_row(const UserRow *u)
{
    Str rest = str_c(u->row.keys), part;
    Key k;
    BUG_ON(rest.n == 0 && !u->remove); // it may take a command away from all of its keys
    while (rest.n && str_split(&rest, ' ', &part))
        BUG_ON(!key_parse(part, &k, NULL));
    BUG_ON(*u->row.command && !command_find(str_c(u->row.command)));
    if (u->row.when) {
        When *w = when_parse(str_c(u->row.when), NULL);
        BUG_ON(!w);
        (void)when_holds(w, CONTEXT_BIT(CTX_EDITOR_TEXT_FOCUS), NULL); // any answer will do
        BUG_ON(when_rank(w) < 0);
        when_free(w);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Arena arena = {0};
    UserRows rows = {0};
    Sentences problems = {0};
    Err err = {0};
    Str text = str_n((const char *)data, n);
    keymap_read(text, "keys", &arena, &rows, &problems);
    VEC_EACH (UserRow, u, &rows)
        check_row(u);
    BUG_ON(problems.n > KEYMAP_PROBLEMS_MAX + 1);
    VEC_EACH (char *, p, &problems)
        free(*p);
    When *w = when_parse(text, &err); // the same bytes as an expression
    BUG_ON(!w == !err.msg);
    when_free(w);
    err_deinit(&err);
    vec_deinit(&rows);
    vec_deinit(&problems);
    arena_deinit(&arena);
    return 0;
}
