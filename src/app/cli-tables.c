// What the workbench knows by name: commands, keys, settings, languages.  The manual is made of it.
#include "app/cli.h"
#include "base/mem.h"
#include "command/command.h"
#include "run/run.h"

#include <stdio.h>

// "--help" or no argument; anything else is wrong use.
static bool plain_use(int argc, char **argv, const char *usage, int *code)
{
    if (argc == 1)
        return true;
    bool help = strcmp(argv[1], "--help") == 0;
    fprintf(help ? stdout : stderr, "usage: codelab %s\n", usage);
    *code = help ? 0 : 2;
    return false;
}

int cli_commands(int argc, char **argv)
{
    size_t n;
    int code = 0;
    if (!plain_use(argc, argv, "commands", &code))
        return code;
    const Command *const *all = command_all(&n);
    for (size_t i = 0; i < n; i++)
        printf("%-24s  %s\n", all[i]->id, all[i]->help);
    return 0;
}

static void print_json(const char *text)
{
    putchar('"');
    for (; *text; text++)
        if (*text == '\n' || *text == '\r')
            printf("\\%c", *text == '\n' ? 'n' : 'r');
        else
            putchar(*text);
    putchar('"');
}

// What a setting may be, as it is to be written; nothing where its default tells.
static void print_values(const Setting *s)
{
    const char *const *v = s->type == SETTING_ENUM ? s->values : NULL;
    if (v)
        printf("  one of");
    for (; v && *v; v++) {
        putchar(' ');
        print_json(*v);
        if (v[1])
            putchar(',');
    }
    if (s->type == SETTING_INT)
        printf("  from %d to %d", s->min, s->max);
    if (s->type == SETTING_SIZE)
        printf("  from %d to %d, or \"auto\"", s->min, s->max);
    if (s->type == SETTING_COLUMNS)
        printf("  each from %d to %d", s->min, s->max);
    if (s->type == SETTING_PERCENT)
        printf("  from %g to %g", s->min / 100.0, s->max / 100.0);
}

int cli_settings(int argc, char **argv)
{
    size_t n;
    int code = 0;
    if (!plain_use(argc, argv, "settings", &code))
        return code;
    const Setting *all = setting_all(&n);
    for (size_t i = 0; i < n; i++) {
        printf("%-36s  %-12s  %s", all[i].name, all[i].preset, all[i].help);
        print_values(&all[i]);
        putchar('\n');
    }
    return 0;
}
