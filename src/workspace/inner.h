/* What the files of this room share and nobody else sees. */
#ifndef WORKSPACE_INNER_H
#define WORKSPACE_INNER_H

#include "run/run.h"
#include "workspace/workspace.h"

typedef struct Store Store;

/* Text of a file: whole if small, on demand if large, empty if missing. */
Text *document_read(Workspace *ws, const char *path, FsStat *st, bool *on_disk, Err *err);
/* The file a snapshot reads from on demand, NULL if it does not; lives as long as the snapshot. */
FsFile *document_source(const Snap *s);
/* Take an empty group away, unless it is the only one; the focus goes where it was last. */
void group_drop(Workspace *ws, Group *g);
/* Take a tab out of its group, which may be empty then. */
void group_take_out(Group *g, const View *v);
/* Take a view whose document others show out of its group, and free it. */
void workspace_forget(Workspace *ws, View *v);
/* After typing: have a line that ends a block stand as the one that began it. */
void view_reindent(View *v, Str typed);
/* All groups and views. */
void groups_free(Workspace *ws);

/* A text read on demand from a descriptor, which is taken over. */
Text *document_text_of_fd(int fd, uint64_t nbytes);
/* The same of an opened file, which is taken over, up to nbytes. */
Text *document_text_of_file(FsFile *f, uint64_t nbytes, TextCache *cache);
typedef struct Decoded Decoded;
/* Note how its text was decoded, and start to decode the rest of it. */
void document_take_coding(Document *d, Decoded *x);
/* Give it another text (taken over), which it is as if it were opened anew: readers of the journal
 * start again, jobs under way find it no more, views stand at the same lines. */
void document_set_text(Document *d, Text *t);
/* Its indentation and line ends, as its first bytes show them. */
/* The language of a file: by the setting files.associations, else by its name or first line. */
const Language *document_language_of(const Workspace *ws, const char *path, Str first_line);
/* A pattern of a setting is for this file: one without a slash for names, else below the root. */
bool document_matches(const Workspace *ws, Str pattern, const char *path);
/* The setting files.readonlyInclude says so. */
bool document_is_only_read(const Workspace *ws, const char *path);
void document_guess(Document *d);
/* Indent as the settings say that were read since. */
void document_settle_options(Document *d);
/* What differs, as a document that nobody can edit; takes over `diff` and `text`. */
Document *document_of_diff(Workspace *ws, Diff *diff, Buf *text);
/* A text of codelab itself, which nobody can edit; takes `text` over. */
Document *document_of_page(Workspace *ws, const char *title, Buf *text);
/* An untitled text with the names of entries; takes over `b` and `text`. */
Document *document_of_names(Workspace *ws, struct BulkRename *b, const char *title, Buf *text);
/* A tab for a document that has none. */
void workspace_show_document(Workspace *ws, Document *d);
/* Differences in a tab of their own. */
void workspace_show_diff(Workspace *ws, Diff *diff, Buf *text);
/* Ask the .editorconfig files above its path. */
void document_read_rules(Document *d);
/* Have the indent, the encoding be as they say. */
void document_obey_indent(Document *d);
void document_obey_charset(Document *d);
/* What a rule says, or the setting where it says nothing. */
bool document_rule(EditorConfigFlag rule, bool setting);
/* Apply a rewrite (taken over) that keeps lines: cursors stay at their places in them, as far from
 * the start or from the end.  False if it changes nothing. */
typedef enum { KEEP_FROM_START, KEEP_FROM_END } KeepPlace;
bool document_rewrite(Document *d, TextRewrite *r, KeepPlace keep);
/* What the settings want done to a text before it is saved, as an undo step of its
 * own. */
void document_tidy(Document *d);
/* Look at its line ends after edits; true if they show others than before. */
bool document_settle_eol(Document *d);
void document_init_eol(Document *d, const TextGuess *g);
/* NULL if it was closed meanwhile. */
Document *document_by_id(const Workspace *ws, uint64_t id);
void document_set_path(Document *d, const char *path);
/* What an opened document needs and the first paint does not: watch it, keep its state as a
 * version. */
void document_begin(Document *d);
/* Watch its folder, if that is not done yet. */
void document_watch(Document *d);
/* Say it once if parts of the text can no longer be read. */
void document_tell_lost(Workspace *ws, Document *d);
/* A save to `path` (which the user named, if `as`) found such parts: what shall become of them? */
void document_ask_lost(Workspace *ws, const Document *d, const Snap *s, const char *path, bool as);
/* Read the file again; what a worker has to compare first comes `later`, with a message. */
bool document_reload_start(Document *d, bool *later, Err *err);
/* Compare with the disk: reload, or mark the conflict. */
void document_check_disk(Document *d);

/* The store is opened and used on workers, by one job at a time in the order they were pushed.  Of
 * two queues only one `speaks` of what keeps all tasks from the store. */
StoreQueue *storeq_new(Workspace *ws, bool speaks);
/* Waits for what was pushed. */
void storeq_free(StoreQueue *q);
/* `work` runs on a worker with the opened store and the id of the project; `done` later on the main
 * thread with its answer (false and a sentence if it failed or the store cannot be opened). */
typedef struct {
    bool (*work)(Store *s, int64_t project, void *job, Err *err);
    void (*done)(Workspace *ws, void *job, bool ok, const Err *err);
    void *job;
} StoreTask;
void storeq_push(StoreQueue *q, StoreTask task);
/* While another program locks the database it waits, with all behind it: work may begin again. */
void storeq_push_lasting(StoreQueue *q, StoreTask task);
/* Before all that wait. */
void storeq_push_first(StoreQueue *q, StoreTask task);
bool storeq_is_busy(const StoreQueue *q);
/* Nothing keeps all tasks from the store: else that was said once, and they keep quiet. */
bool storeq_is_open(const StoreQueue *q);

/* The globs of what is not kept, as the settings have them; appended. */
void history_keep_globs(const Workspace *ws, Strings *out);
void history_globs_deinit(Strings *globs);
/* Before something large: a named point of the project that grows old as versions do. */
void record_point(Workspace *ws, const char *name);
/* Record a text as a version of a file, in the bytes that the file has for it. */
typedef enum {
    RECORD_OPEN,
    RECORD_SAVE,
    RECORD_EXTERNAL,
    RECORD_UNSAVED,
    RECORD_RESTORE
} RecordCause;
typedef struct {
    Snap *snap; // taken over
    Coding coding;
    FsStat disk;    // of its file with this text
    int64_t parent; // the version it was made from, 0: the newest
} Written;
void record_version(Workspace *ws, const char *path, Written what, RecordCause cause);
/* The same with what a document holds now. */
void record_document(Document *d, RecordCause cause);
typedef struct {
    const char *title;
    const char *file, *line, *task; // what `title` is said of; borrowed, NULL: it is none of these
    MatcherSet *matchers;           // taken over; NULL: those that are built in
    RunAllow allow;
    bool show; // the panel shows it
} RunWhat;
/* Start a plan as one of the runs; NULL with a sentence if it cannot be. */
RunItem *runs_start(Workspace *ws, RunPlan *p, RunWhat *what, Err *err);
/* Those of the settings, or what this run is allowed instead. */
RunLimits runs_limits(const Workspace *ws, const RunAllow *allow);
/* Add to a plan what the settings let all runs of a trusted folder see. */
void runs_widen(const Workspace *ws, RunPlan *p);
/* The words of a line for a shell, appended without the NULL.  A program with plain words needs no
 * shell, and finds its tools by itself then. */
void run_line_argv(Str line, Strings *out);
/* Stop reading them. */
void tasks_cancel(Workspace *ws);
/* Free the tasks that are under way. */
void task_jobs_free(Workspace *ws);
void record_run(Workspace *ws, const RunItem *r);
/* It is in the store: what it wrote is taken for a review. */
typedef struct Execution Execution;
void runs_recorded(Workspace *ws, int serial, const Execution *e);
void run_take_writes(Workspace *ws, RunItem *r, const Execution *e);
/* The same of one that still runs, at the end of the program: it is ended and recorded. */
void run_take_writes_now(Workspace *ws, RunItem *r);
/* The same of a terminal; takes the layer over. */
void terminal_take_writes(Workspace *ws, int layer, const char *name, int64_t began_ms);
/* Something became of a review: its run is to tell of it. */
void runs_reviewed(Workspace *ws, int64_t review);
/* What is known of the writes of a run of an earlier time; on the worker that has the store. */
bool run_kept_writes(Store *s, RunItem *r, Err *err);
/* A text whose saving decides of a review (taken over); `path` says its language. */
struct ReviewEdit;
Document *document_of_review(Workspace *ws, struct ReviewEdit *e, const char *title,
                             const char *path, Buf *text);
/* What it can be run again from, for the store. */
void run_keep_origin(const Workspace *ws, const RunItem *r, Execution *e);
/* Ask the store for the runs of earlier times; forget them. */
void runs_load(Workspace *ws);
void runs_kept_free(Runs *rs);
/* What it printed, to its screen. */
void run_item_feed(RunItem *r, Str piece);
/* Say of a run that has ended what ended it, and what it took. */
void run_words_end(RunItem *r);
/* The same of what it tried in vain. */
void run_words_blocked(RunItem *r);
/* Note in the audit log what was done to `subject`; kind is a literal. */
void record_note(Workspace *ws, const char *kind, const char *subject, const char *detail);

/* Free what a stack holds; it is empty then. */
void selection_stack_clear(SelectionStack *s);

/* Stop a search, or a walk through the project's files, that is under way. */
void find_cancel(Find *f);
void files_cancel(Workspace *ws);

/* Take the project into the store on a worker of its own. */
void scan_start(Workspace *ws);
/* The same for a run that writes to the project's folder: when it starts (execution 0), so that
 * what was there is known, and when it was recorded. */
void scan_run(Workspace *ws, HistoryRun run);
/* Back the database up as the settings say, from a minute after now on. */
void backup_start(Workspace *ws);
void backup_stop(Workspace *ws);
/* The jail that is made ahead. */
void runs_warm_start(Workspace *ws);
void runs_warm_stop(Workspace *ws);

/* What was edited is no preview any more. */
void tabs_settle(Workspace *ws);
/* The session of the project: tabs, cursors, layout. */
void session_load(Workspace *ws);
void session_settle(Workspace *ws);

#endif
