// codelab languages: what can be run, with which program, and how to get what is missing.
#include "app/cli.h"
#include "base/json.h"
#include "base/mem.h"
#include "run/run.h"

#include <stdio.h>

static char *tool_of(const Lang *l)
{
    LangTools t;
    if (!lang_choose(l, NULL, NULL, &t, NULL))
        return NULL;
    char *path = xstrdup(lang_tool(&t, NULL));
    lang_tools_deinit(&t);
    return path;
}

static void print_json(void)
{
    AUTO(buf) Buf out = BUF_INIT;
    JsonOut w = {.out = &out, .indent = 2};
    json_out_array(&w, NULL);
    for (const Lang *const *l = lang_all(); *l; l++) {
        AUTO(free) char *tool = tool_of(*l);
        json_out_object(&w, NULL);
        json_out_str(&w, "id", str_c(lang_id(*l)));
        json_out_str(&w, "title", str_c(lang_title(*l)));
        json_out_bool(&w, "installed", tool != NULL);
        if (tool)
            json_out_str(&w, "program", str_c(tool));
        else
            json_out_str(&w, "install", str_c(lang_install(*l)));
        json_out_end(&w);
    }
    json_out_end(&w);
    puts(buf_c(&out));
}

static void print_table(void)
{
    for (const Lang *const *l = lang_all(); *l; l++) {
        AUTO(free) char *tool = tool_of(*l);
        printf("%-12s %s%s\n", lang_title(*l),
               tool ? "" : "not installed: ", tool ? tool : lang_install(*l));
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
