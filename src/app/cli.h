/* The subcommands of codelab.  Each gets its own words (argv[0] is its name) and returns the exit
 * code: 0 done, 1 failed, 2 wrong use, unless its --help says more. */
#ifndef APP_CLI_H
#define APP_CLI_H

int cli_audit(int argc, char **argv);
int cli_backup(int argc, char **argv);
int cli_completion(int argc, char **argv);
int cli_commands(int argc, char **argv);
int cli_decision(int argc, char **argv);
int cli_doctor(int argc, char **argv);
int cli_diff(int argc, char **argv);
int cli_grep(int argc, char **argv);
int cli_history(int argc, char **argv);
int cli_import(int argc, char **argv);
int cli_keys(int argc, char **argv);
int cli_languages(int argc, char **argv);
int cli_repl(int argc, char **argv);
int cli_log(int argc, char **argv);
int cli_plain(int argc, char **argv);
int cli_project(int argc, char **argv);
int cli_restore(int argc, char **argv);
int cli_review(int argc, char **argv);
int cli_run(int argc, char **argv);
int cli_attach(int argc, char **argv);
int cli_kill(int argc, char **argv);
int cli_list(int argc, char **argv);
int cli_settings(int argc, char **argv);
int cli_test(int argc, char **argv);
int cli_trash(int argc, char **argv);

#endif
