// codelab keys: the keymap in force, of the settings, the preset and keybindings.json.
#include "app/cli.h"
#include "base/json.h"
#include "base/mem.h"
#include "command/command.h"
#include "loop/loop.h"
#include "workspace/workspace.h"

#include <stdio.h>

static const char *condition(const KeyRow *r)
{
    return r->row->when ? r->row->when : "always";
}

static void print_lines(const Keymap *m)
{
    size_t n;
    const KeyRow *rows = keymap_rows(m, &n);
    for (size_t i = 0; i < n; i++) {
        const char *source = rows[i].source == KEYMAP_DEFAULT ? "" : keys_source(&rows[i]);
        printf("%-18s  %-24s  %s%s%s\n", rows[i].row->keys, rows[i].row->command,
               condition(&rows[i]), *source ? "  # " : "", source);
    }
}

static void print_json(const Keymap *m)
{
    size_t n;
    AUTO(buf) Buf out = BUF_INIT;
    const KeyRow *rows = keymap_rows(m, &n);
    JsonOut w = {.out = &out, .indent = 2};
    json_out_array(&w, NULL);
    for (size_t i = 0; i < n; i++) {
        const KeyRow *r = &rows[i];
        json_out_object(&w, NULL);
        json_out_str(&w, "key", str_c(r->row->keys));
        json_out_str(&w, "command", str_c(r->row->command));
        if (r->row->when)
            json_out_str(&w, "when", str_c(r->row->when));
        if (r->row->arg)
            json_out_str(&w, "args", str_c(r->row->arg));
        json_out_str(&w, "source", str_c(keys_source(r)));
        json_out_int(&w, "tier", r->tier);
        json_out_end(&w);
    }
    json_out_end(&w);
    puts(buf_c(&out));
}

// What is wrong in the user's file goes to stderr, and fails.
static int print(bool as_json)
{
    Loop *loop = loop_new();
    Workspace *ws = workspace_new(loop, "/");
    settings_load(ws);
    Keymap *m = keymap_new(ws);
    size_t problems = keymap_problems(m);
    if (as_json)
        print_json(m);
    else
        print_lines(m);
    for (size_t i = 0; i < problems; i++)
        fprintf(stderr, "codelab: %s\n", keymap_problem(m, i));
    keymap_free(m);
    workspace_free(ws);
    loop_free(loop);
    return problems > 0;
}

int cli_keys(int argc, char **argv)
{
    bool as_json = argc == 2 && strcmp(argv[1], "--json") == 0;
    bool help = argc == 2 && strcmp(argv[1], "--help") == 0;
    if (argc == 1 || as_json)
        return print(as_json);
    fputs("usage: codelab keys [--json]\n"
          "The keys in force, a row a line: keys, command, when they hold.  Fails if\n"
          "keybindings.json has errors, which it names.\n",
          help ? stdout : stderr);
    return help ? 0 : 2;
}
