// codelab languages: what can be run, with which program, and how to get what is missing.
#include "app/cli.h"
#include "base/json.h"
#include "base/mem.h"
#include "run/run.h"

#include <stdio.h>

static void print_json(void)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out, .indent = 2};
    json_out_array(&w, NULL);
    for (const RunLanguage *const *l = run_language_all(); *l; l++) {
        AUTO(free) char *tool = run_language_tool(*l);
        json_out_object(&w, NULL);
        json_out_str(&w, "id", str_c(run_language_id(*l)));
        json_out_str(&w, "title", str_c(run_language_title(*l)));
        json_out_bool(&w, "installed", tool != NULL);
        if (tool)
            json_out_str(&w, "program", str_c(tool));
        else
            json_out_str(&w, "install", str_c(run_language_install(*l)));
        json_out_end(&w);
    }
    json_out_end(&w);
    puts(buf_c(&out));
}

static void print_table(void)
{
    for (const RunLanguage *const *l = run_language_all(); *l; l++) {
        AUTO(free) char *tool = run_language_tool(*l);
        printf("%-12s %s%s\n", run_language_title(*l), tool ? "" : "not installed: apt install ",
               tool ? tool : run_language_install(*l));
    }
}

int cli_languages(int argc, char **argv)
{
    bool json = argc == 2 && strcmp(argv[1], "--json") == 0;
    if (argc > 1 && !json) {
        bool help = strcmp(argv[1], "--help") == 0;
        fprintf(help ? stdout : stderr, "usage: codelab languages [--json]\n");
        return help ? 0 : 2;
    }
    if (json)
        print_json();
    else
        print_table();
    return 0;
}
