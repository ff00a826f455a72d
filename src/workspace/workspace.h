/* All that is open: documents, views, layout, terminals, runs, questions to the user.
 *
 * The model of the workbench and the one room that sees all services.  It never draws and never
 * sees a key; ui reads it and commands change it.  Everything that takes time (parsing, saving,
 * listing, searching, the store) is a job on a worker over a snapshot; workspace_settle() starts
 * jobs and takes in what journals and finished jobs brought.
 *
 *   Workspace *ws = workspace_new(loop, "/home/u/hello");
 *   workspace_open(ws, "/home/u/hello/main.c", &err);
 *   for (;;) { loop_turn(...); ...commands...; workspace_settle(ws); ...paint... }
 *   workspace_free(ws);
 *
 * The parts stand in headers of their own; this face is the way in to all of them. */
#ifndef WORKSPACE_WORKSPACE_H
#define WORKSPACE_WORKSPACE_H

#include "workspace/ask.h"
#include "workspace/autosave.h"
#include "workspace/bookmarks.h"
#include "workspace/clip-outside.h"
#include "workspace/bulk-rename.h"
#include "workspace/clipboard.h"
#include "workspace/config-watch.h"
#include "workspace/decisions.h"
#include "workspace/diff.h"
#include "workspace/document.h"
#include "workspace/explorer.h"
#include "workspace/fileops.h"
#include "workspace/files.h"
#include "workspace/folders.h"
#include "workspace/find.h"
#include "workspace/git-changes.h"
#include "workspace/hex.h"
#include "workspace/history-keep.h"
#include "workspace/history.h"
#include "workspace/hover.h"
#include "workspace/group.h"
#include "workspace/journal.h"
#include "workspace/jumps.h"
#include "workspace/keysheet.h"
#include "workspace/kill.h"
#include "workspace/layout.h"
#include "workspace/links.h"
#include "workspace/macro.h"
#include "workspace/matches.h"
#include "workspace/menu.h"
#include "workspace/merging.h"
#include "workspace/message.h"
#include "workspace/option-set.h"
#include "workspace/options.h"
#include "workspace/output.h"
#include "workspace/palette.h"
#include "workspace/picture.h"
#include "workspace/pipe.h"
#include "workspace/preview.h"
#include "workspace/problem-feed.h"
#include "workspace/problem-list.h"
#include "workspace/problems.h"
#include "workspace/reader.h"
#include "workspace/reading.h"
#include "workspace/reviewing.h"
#include "workspace/runs.h"
#include "workspace/screen-find.h"
#include "workspace/search.h"
#include "workspace/seat.h"
#include "workspace/tasks.h"
#include "workspace/tests.h"
#include "workspace/symbol-index.h"
#include "workspace/terminals.h"
#include "workspace/themes.h"
#include "workspace/toolchains.h"
#include "workspace/trust.h"
#include "workspace/undo-look.h"
#include "workspace/view-fold.h"
#include "workspace/view.h"

typedef struct Loop Loop;
typedef struct LoopTimer LoopTimer;
typedef struct StoreQueue StoreQueue;
typedef struct {
    char *path; // owned
    size_t at;  // its index in the group
} ClosedTab;

typedef enum { REPORT_NONE, REPORT_TERMINAL, REPORT_ISSUE } ReportWish;

struct Workspace {
    Loop *loop;      // borrowed
    char *root;      // owned; absolute project folder
    Options options; // that hold everywhere; see document_options()
    OptionSet option_set;
    Trust trust;
    ConfigWatch config;
    Vec(Document *) documents; // owned; each is shown by at least one tab
    Vec(View *) views;         // owned; of all groups, the one shown last at the end
    Split *splits;             // owned; the groups it places, too
    Group *group;              // the focused one
    Vec(ClosedTab) closed;     // newest last
    TextCache *cache;          // owned; of large files, up to options.memory_budget_mb
    Layout layout;
    Jumps jumps;
    Bookmarks bookmarks;
    Preview preview;
    UndoLook undo_look;
    Snippets snippets;
    char *told_rules; // owned; what was said last of bad .editorconfig files, NULL: nothing
    Macro macro;
    Hover hover;
    Explorer *explorer;   // owned
    FileOps *fileops;     // owned
    Find *find;           // owned
    Search *search;       // owned
    Search *text_look;    // owned; of the palette, with few results
    Matches *matches;     // owned
    Problems *problems;   // owned
    MatcherSet *matchers; // owned; what finds problems in output
    ProblemList problem_list;
    Tasks tasks;
    Tests *tests; // owned; NULL: none were run
    Palette palette;
    Menu menu;
    Asks asks;
    Messages messages;
    Output output;
    Clipboard clipboard;
    Kill kill;
    KeySheet keysheet;
    struct Keymap *keymap; // borrowed from ui, which makes it first of all; NULL before
    int key_tier;          // what keys the terminal sends: 0 those of all, 1 most, 2 all
    ClipOutside outside;   // the clipboard of the session around us
    Terminals terminals;
    Themes themes;
    Toolchains *toolchains; // owned; NULL: nobody asked
    Runs runs;
    Reviewing reviewing;
    StoreQueue *store; // owned; NULL until workspace_start()
    HistoryKeep history_keep;
    struct {
        LoopTimer *timer; // owned; NULL before the start
        LoopJob *job;     // NULL: none is being made
    } backup;
    Journal *journal;             // owned; of unsaved edits
    struct SaveGate *save_gate;   // owned
    struct VersionJob *recording; // borrowed; the newest of those under way, record.c's own
    History history;
    DecisionItems decisions; // owned; those listed last
    AutoSave autosave;
    bool away;              // the terminal has not the focus
    unsigned git_stamp;     // grows when git may have something new
    bool git_here;          // the focus was in an editor at the last look at git
    LoopJob *scan;          // the project being taken into the store, NULL if not
    FileIndex *files;       // owned; paths for quick open
    Pipe *pipe;             // owned; text at a command, NULL if none is
    SymbolIndex *symbols;   // owned; of all files, NULL until they are asked for
    Vec(char *) recent;     // owned; files shown lately, newest last
    uint64_t last_document; // id of the newest document
    int untitled;           // number of the newest untitled document
    int comparing;          // comparisons under way
    LoopJob *compare;       // ... the last of them, NULL: it is over
    LoopJob *replacing;     // what a command line does to very many lines, NULL: none does
    int saving;             // saves under way
    bool quit;              // set: the program ends when no save is under way
    bool quit_when_saved;   // quit as soon as all that writes files went well
    bool quit_discards;     // ... whatever edits are not saved then
    bool keep_unsaved;      // ... but come back at the next start
    bool read_only;         // files are only looked at: nothing of before is taken over
    char *next_root;        // owned; with `quit`: go on in that folder instead; NULL: end
    SessionSeat seat;       // the session process around it
    Folders folders;        // of the disk and of other projects, to choose from
    bool welcome;           // the welcome page covers the focused editor
    bool labels;            // letters stand on what can be gone to
    ReportWish report;      // what a command wants made of machine and terminal; the app takes it
    bool slow_line;         // the terminal takes long to show what changes
    bool redraw;            // set: the app repaints everything and clears this
    size_t session_things;  // how many views, groups and bookmarks the store knows of
    bool restored;          // the session was read from the store (or there is none)
};

/* Where highlighting finds its grammar modules: once at start; kept for ever. */
void workspace_use_grammars(const char *dir);
/* The folder need not be a project yet.  Nothing is read: start-up paints first. */
Workspace *workspace_new(Loop *l, const char *root);
void workspace_free(Workspace *ws);
/* Begin what the first paint need not wait for: the store, the explorer, watches, the session. */
void workspace_start(Workspace *ws);
/* Let derived state catch up with what happened in this turn.  Never blocks. */
void workspace_settle(Workspace *ws);
/* Hand workers what is due, after the paint. */
void workspace_dispatch(Workspace *ws);
/* Another turn follows this one at once: there is more to do than fits into one. */
void workspace_wake(Workspace *ws);
/* Jobs of the workspace under way (a scene waits until none is). */
bool workspace_is_busy(const Workspace *ws);
/* What the user waits for and may give up, in a word or two, "" if nothing. */
const char *workspace_waits_for(const Workspace *ws);
/* Give it up: what was done of it is taken back.  False if there is nothing. */
bool workspace_give_up(Workspace *ws);
/* Have a worker replace something, as loop_job_new() does; the user sees it, and may give it up.
 * False: another one is at work. */
bool workspace_replace_aside(Workspace *ws, void (*work)(void *job, const atomic_bool *cancelled),
                             void (*done)(void *job, bool cancelled), void *job);
void workspace_replaced(Workspace *ws); // `done` was called
bool workspace_stop_replacing(Workspace *ws);

/* Open a file in the focused group, or show the tab it has there.  A missing file becomes an empty
 * document that its first save creates. */
bool workspace_open(Workspace *ws, const char *path, Err *err);
/* The same to look at it: in the tab that the focused group has for that, if the user wants one.
 * Editing keeps it there as a tab of its own, and so does tab_keep(). */
bool workspace_preview(Workspace *ws, const char *path, Err *err);
/* The tab stays; false if it would have stayed anyway. */
bool tab_keep(View *v);
/* The same at a 1-based line and column (0: leave the cursor). */
bool workspace_open_at(Workspace *ws, const char *path, int line, int col, Err *err);
/* A new document without a file. */
void workspace_new_file(Workspace *ws);
/* Show a text of codelab itself in a tab, read-only, in place of the one of that title,
 * whose ending says how to colour it; takes `text` over. */
void workspace_show_page(Workspace *ws, const char *title, Buf *text);
/* The shown view of the focused group, NULL without a tab. */
View *workspace_view(const Workspace *ws);
/* By index in the focused group. */
void workspace_show_tab(Workspace *ws, size_t index);
/* Show a view in its group, which gets the focus. */
void workspace_show(Workspace *ws, View *v);
/* Close without asking; its document goes when no other view shows it. */
void workspace_close(Workspace *ws, View *v);
/* The same by index in the focused group. */
void workspace_close_tab(Workspace *ws, size_t index);
/* Open the tab closed last where it stood, in the focused group. */
bool workspace_reopen(Workspace *ws, Err *err);
/* Another view than this one shows its document. */
bool workspace_shows_twice(const Workspace *ws, const View *v);
/* Any document with unsaved edits; NULL if none. */
Document *workspace_unsaved(const Workspace *ws);
/* Wait until what was open last time is known, which may take as long as the store does. */
void workspace_await_session(Workspace *ws);
/* Write tabs, cursors and layout to the store (also done by itself when they changed). */
void workspace_save_session(Workspace *ws);
/* `path` below the root without the root, else "~/…" or absolute; owned. */
char *workspace_pretty(const Workspace *ws, const char *path);

#endif
