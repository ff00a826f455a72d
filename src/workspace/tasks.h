/* Tasks: commands of a project, as tasks.json (VS Code's 2.0.0) and its build files name them.
 *
 * Reading them runs nothing.  A task runs in the jail as a run does, whoever wrote it, and its
 * output is read for problems. */
#ifndef WORKSPACE_TASKS_H
#define WORKSPACE_TASKS_H

#include "base/err.h"
#include "workspace/problem-match.h"
#include "workspace/runs.h"

typedef Vec(char *) TaskWords; // owned strings

typedef enum { REVEAL_ALWAYS, REVEAL_SILENT, REVEAL_NEVER } TaskReveal;

typedef struct {
    char *label;   // owned, like all below; tells tasks apart
    char *source;  // "tasks.json", "Makefile", …
    char *command; // of a shell, or a program; NULL: it only has others run
    char *cwd;     // NULL: the project
    TaskWords args, env, depends;
    bool process;   // a program with arguments, without a shell
    bool sequence;  // what it depends on runs one after the other
    bool build;     // of the group "build"
    bool preferred; // ... and what run.build runs
    bool hidden;    // runs for others only
    bool background;
    TaskReveal reveal;
    MatcherSet *matchers; // NULL: those that are built in
} Task;

typedef struct {
    char *id, *title, *preset; // owned
    TaskWords options;         // to pick from; none: a line is asked for
} TaskInput;

typedef Vec(Task *) TaskList;

/* What files name. */
typedef struct {
    TaskList all;          // owned
    Vec(TaskInput) inputs; // owned
    TaskWords wrong;       // sentences on what cannot be used, with line and column
} TaskSet;

typedef struct TaskJob TaskJob;
typedef struct TaskRead TaskRead;

typedef struct {
    TaskSet set;           // as read last
    Vec(TaskRead *) reads; // under way
    Vec(TaskJob *) jobs;   // owned; under way
    int last_number;       // of a job
    char *last;            // owned; label of the one run last
    bool listed;           // the list that is open was made anew by what was read
    Buf told;              // what was said of files with errors
} Tasks;

void task_free(Task *t);
/* What a tasks.json holds, appended; what is wrong in it is left out.  On any thread. */
void tasks_parse(const char *name, Str text, TaskSet *out);
Task *task_set_find(const TaskSet *set, const char *label);
void task_set_deinit(TaskSet *set);
/* Read them anew on a worker: tasks.json of .vscode and .codelab, then the setting "tasks", then
 * what build files offer (of one label the first is taken); then call `then` (may be NULL), unless
 * the workspace is closed before.  What is wrong in a tasks.json is said once. */
typedef void (*TasksThen)(Workspace *ws, void *arg);
void tasks_read(Workspace *ws, TasksThen then, void *arg);
Task *task_named(const Workspace *ws, const char *label);
/* What run.build runs, NULL if there is none. */
Task *task_for_build(const Workspace *ws);
/* Run it after those that it depends on, once the tasks were read anew and the files that are being
 * saved are; it may wait for answers of the user.  What fails is said in a message. */
void task_start(Workspace *ws, const char *label, RunAllow allow);
/* One waits for files to be saved, or read. */
bool tasks_are_starting(const Workspace *ws);
void tasks_settle(Workspace *ws);
void tasks_free(Workspace *ws);

/* What a build file offers, by its name and text: tasks without a source. */
void tasks_detect(Str name, Str text, TaskList *out);

/* `text` with its ${variables}; NULL with a sentence for one that is unknown or has no value now.
 * `answers` are values of inputs by id.  Owned. */
char *task_expand(const Workspace *ws, const char *text, const Map *answers, Err *err);
/* The next ${input:ID} in the text from *at on; false if there is none. */
bool task_input_in(Str text, size_t *at, Str *id);

#endif
