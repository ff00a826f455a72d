// codelab import-vscode: take over what a VS Code of this user has.
#include "app/cli.h"
#include "base/mem.h"
#include "command/command.h"

#include <stdio.h>

int cli_import(int argc, char **argv)
{
    AUTO(buf) Buf report = BUF_INIT;
    AUTO(err) Err err = {0};
    bool help = argc == 2 && strcmp(argv[1], "--help") == 0;
    if (help || argc > 2 || (argc == 2 && argv[1][0] == '-')) {
        fputs("usage: codelab import-vscode [DIR]\n"
              "Takes over settings, key bindings, snippets and the theme of a VS Code, as far as\n"
              "codelab has them.  DIR is its folder 'User'; without it the usual ones are tried.\n"
              "Files that change are kept beside the new ones.\n",
              help ? stdout : stderr);
        return help ? 0 : 2;
    }
    bool ok = import_vscode(argc == 2 ? argv[1] : NULL, &report, &err);
    fputs(buf_c(&report), stdout);
    if (!ok)
        fprintf(stderr, "codelab: %s\n", err_text(&err));
    return ok ? 0 : 1;
}
