// The door: a subcommand, or the workbench.
#include "app/app.h"
#include "app/cli-completion.h"
#include "app/cli.h"
#include "config.h"

#include <stdio.h>

static int cli_version(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    puts("codelab " PACKAGE_VERSION);
    return 0;
}

static int cli_help(int argc, char **argv);

static const CliSubcommand subcommands[] = {
    {"run", cli_run, "run a file or a command in the jail"},
    {"repl", cli_repl, "talk to a language in the jail"},
    {"test", cli_test, "run a project's tests in the jail"},
    {"review", cli_review, "look at what runs wrote, apply it or discard it"},
    {"history", cli_history, "list the versions of a file"},
    {"log", cli_log, "list what happened to the files of a project"},
    {"grep", cli_grep, "search the files of a folder"},
    {"diff", cli_diff, "show what differs between versions of a file"},
    {"restore", cli_restore, "bring a version of a file back"},
    {"trash", cli_trash, "list and restore what was deleted in the explorer"},
    {"project", cli_project, "list, add, remove, restore projects"},
    {"decision", cli_decision, "record why something was changed"},
    {"audit", cli_audit, "what was done, and that nobody changed the record"},
    {"backup", cli_backup, "list and make copies of the database"},
    {"languages", cli_languages, "languages and what is installed for them"},
    {"doctor", cli_doctor, "check terminal, jail, store and tools"},
    {"commands", cli_commands, "list all commands of the workbench"},
    {"keys", cli_keys, "list the keys that hold"},
    {"import-vscode", cli_import, "take over settings and keys of a VS Code"},
    {"settings", cli_settings, "list all settings"},
    {"completion", cli_completion, "have bash, zsh or fish complete all this"},
    {"-l", cli_list, NULL},
    {"--list", cli_list, NULL},
    {"-k", cli_kill, NULL},
    {"--kill", cli_kill, NULL},
    {"kill", cli_kill, "end a session that is running"},
    {"-a", cli_attach, NULL},
    {"--attach", cli_attach, NULL},
    {"--plain", cli_plain, "edit a file line by line, in any terminal"},
    {"--headless", scene_main, "drive the workbench by a scene file"},
    {"--version", cli_version, "print the version"},
    {"version", cli_version, NULL},
    {"--help", cli_help, "print this"},
    {"-h", cli_help, NULL},
};

const CliSubcommand *cli_subcommands(size_t *n)
{
    *n = ARRAY_LEN(subcommands);
    return subcommands;
}

static int cli_help(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    puts("usage: codelab [OPTIONS] [PATH[:LINE[:COLUMN]] | +LINE PATH] ...\n"
         "       codelab SUBCOMMAND ...\n\n"
         "options:\n"
         "  -a, --attach [NAME]   go to a session that is running, and begin none\n"
         "  -l, --list            list the sessions that are running (--json)\n"
         "  -k, --kill NAME       end a session\n"
         "  -w, --wait            return when the file is closed, for $EDITOR\n"
         "  -n, --no-session      end with the terminal\n"
         "  -R, --read-only       open the files read-only\n"
         "      --safe            leave the user's settings out\n"
         "      --ascii           draw with ASCII only\n"
         "      --screen-reader   for screen readers: one part at a time, nothing drawn\n"
         "      --color WHEN      auto, truecolor, 256, 16 or none\n"
         "      --log FILE        write a log\n\n"
         "subcommands (each has --help):");
    for (size_t i = 0; i < ARRAY_LEN(subcommands); i++)
        if (subcommands[i].help)
            printf("  %-13s %s\n", subcommands[i].name, subcommands[i].help);
    return 0;
}

int main(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < ARRAY_LEN(subcommands); i++)
        if (strcmp(argv[1], subcommands[i].name) == 0)
            return subcommands[i].run(argc - 1, argv + 1);
    return app_main(argc, argv);
}
