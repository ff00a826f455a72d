/* A version as the command line names it, FILE@N or FILE@TIME, and where it is kept. */
#ifndef APP_CLI_FILE_H
#define APP_CLI_FILE_H

#include "store/store.h"

typedef struct {
    Store *store;    // owned
    int64_t project; // 0: the file lies in none
    char *path;      // owned; absolute
    char *rel;       // owned; relative to the project, NULL without one
} CliFile;

/* Open the store and find where the file belongs; it need not exist any more.  Prints what opening
 * the store had to do. */
bool cli_file_open(CliFile *f, const char *path, Err *err);
void cli_file_deinit(CliFile *f);
/* The same that fails if the file lies in no project. */
bool cli_file_open_known(CliFile *f, const char *path, Err *err);
/* Open the store and print what that had to do; NULL on failure. */
Store *cli_store(Err *err);
/* Make it absolute; owned, NULL if the current folder is gone. */
char *cli_absolute(const char *path, Err *err);
/* FILE@N, or FILE@TIME: the version that was the newest then. */
typedef struct {
    char *file;      // owned
    int64_t n;       // 0: by time
    int64_t time_ms; // wall time
} CliVersion;
/* False with a sentence if it is not of that form. */
bool cli_version_parse(CliVersion *v, const char *word, Err *err);
void cli_version_deinit(CliVersion *v);
/* Its number in the history of an open file. */
bool cli_version_find(const CliVersion *v, const CliFile *f, int64_t *n, Err *err);
/* Have the store keep what the settings that hold in the project's folder let it keep. */
void cli_obey(Store *s, int64_t project);
/* Trust a folder, as the workbench does; that it could not be kept is told, and changes nothing
 * else. */
void cli_trust(Store *s, const char *dir);
/* The project around the current folder. */
bool cli_project_here(Store *s, Project *out, Err *err);

#endif
