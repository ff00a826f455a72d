/* Everything a user can do, by name.
 *
 * A command is one row {id, title, when, function} at the foot of the file that implements it; the
 * palette, the keymap, the help and the manual are made from these rows.  Keys name commands, never
 * functions.  Commands change the model and never draw; one that needs an answer files a question.
 * Settings are rows of a table as well: name, type, default, help.
 *
 *   const Command *c = command_find(STR("file.save"));
 *   command_invoke(ws, c, STR_NULL, &err);
 *   keymap_feed(map, ws, &key, &hit);
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "base/err.h"
#include "base/key.h"
#include "base/str.h"
#include "base/vec.h"
#include "command/keymap.h"
#include "command/keys-list.h"
#include "command/when.h"

#include "workspace/workspace.h"

#include <stdint.h>

typedef struct Command {
    const char *id;    // "area.verbObject"
    const char *title; // "File: Save", as the palette shows it
    const char *help;  // one sentence for the manual
    bool (*run)(Workspace *ws, Str arg, Err *err);
} Command;

/* All commands, sorted by id; NULL-terminated; made at the first call. */
const Command *const *command_all(size_t *n);
/* NULL if there is none. */
const Command *command_find(Str id);
/* Run it; a failure becomes a message for the user. */
void command_invoke(Workspace *ws, const Command *c, Str arg);
/* The same by name; BUG if there is none. */
void command_run(Workspace *ws, const char *id);

/* Go on with the macro that is playing, for a few milliseconds (the beat "settle"). */
void macro_settle(Workspace *ws);
/* A key while a macro is playing: Escape stops it, others are refused; false if none is. */
bool macro_key(Workspace *ws, bool escape);

/* Contexts: what `when` expressions are made of. */
typedef enum {
    CTX_ALWAYS,
    CTX_EDITOR_TEXT_FOCUS, // "editorTextFocus"
    CTX_SIDE_BAR_FOCUS,    // "sideBarFocus"
    CTX_LIST_FOCUS,        // "listFocus"
    CTX_EXPLORER_FOCUS,    // "filesExplorerFocus"
    CTX_EXPLORER_INPUT,    // "explorerInputFocus"
    CTX_SEARCH_FOCUS,      // "searchViewletFocus"
    CTX_HISTORY_FOCUS,     // "historyFocus"
    CTX_REVIEW_FOCUS,      // "reviewFocus"
    CTX_SEARCH_INPUT,      // "searchInputBoxFocus"
    CTX_PROBLEMS_FOCUS,    // "problemsFocus"
    CTX_TERMINAL_FOCUS,    // "terminalFocus"
    CTX_TERMINAL_SCROLL,   // "terminalScrollMode"
    CTX_TERMINAL_ALT,      // "terminalAltScreen"
    CTX_TERMINAL_SELECTED, // "terminalTextSelected"
    CTX_TERMINAL_FIND,     // "terminalFindFocused"
    CTX_TERMINAL_CAPTURED, // "terminalCaptured"
    CTX_RUNS_FOCUS,        // "runsFocus"
    CTX_RUN_ACTIVE,        // "runActive"
    CTX_RUN_ENDED,         // "runEnded"
    CTX_OUTPUT_FOCUS,      // "outputFocus"
    CTX_PANEL_FOCUS,       // "panelFocus"
    CTX_FIND_VISIBLE,      // "findWidgetVisible"
    CTX_FIND_FOCUS,        // "findInputFocused"
    CTX_REPLACE,           // "replaceActive"
    CTX_REPLACE_FOCUS,     // "replaceInputFocussed"
    CTX_PALETTE_OPEN,      // "paletteOpen"
    CTX_WELCOME_FOCUS,     // "welcomeFocus"
    CTX_MENU_OPEN,         // "menuOpen"
    CTX_MODAL_OPEN,        // "modalOpen"
    CTX_HEX_FOCUS,         // "hexFocus"
    CTX_IMAGE_FOCUS,       // "imageFocus"
    CTX_HAS_SELECTION,     // "editorHasSelection"
    CTX_DIFF,              // "inDiffEditor"
    CTX_MERGE,             // "mergeConflictFocus"
    CTX_READING,           // "markdownPreviewFocus"
    CTX_SNIPPET,           // "inSnippetMode"
    CTX_KEYS_OPEN,         // "inKeybindings"
    CTX_COUNT,
} Context;
#define CONTEXT_BIT(c) ((ContextSet)1 << (c))
ContextSet context_now(const Workspace *ws);

/* The name of the i-th menu of the main menu; NULL past the last that is there always. */
const char *menu_area_name(size_t i);
/* Make the rows of the menu that is open. */
void menu_fill(Workspace *ws, const Keymap *m);
/* Make the palette's rows for its query. */
void palette_fill(Workspace *ws, const Keymap *m);
/* Do what the selected row says. */
void palette_accept(Workspace *ws);
/* Fuzzy match: 0 if `pattern` does not match, else a score; the matched byte offsets are appended.
 */
typedef Vec(int) Offsets;
int fuzzy_match(Str pattern, Str text, Offsets *hits);

/* Terminals. */
typedef struct Terminal Terminal;
typedef struct Screen Screen;
typedef struct ScreenPos ScreenPos;
/* The terminal whose program gets the keys now, NULL if none does. */
Terminal *command_typed_terminal(const Workspace *ws);
/* Codelab keeps the key of this command from that program. */
bool command_is_kept(const Workspace *ws, const Command *c);
/* Keys go to its program again, and no hint speaks of scroll mode any more. */
void command_leave_scroll(Workspace *ws, Screen *s);
/* Paste into a terminal, after a question if that is wanted. */
void command_paste(Workspace *ws, Terminal *t, Str text);
/* Where a cell leads; with `near` what its line names will do.  False with a sentence if that is
 * nowhere. */
bool command_follow(Workspace *ws, const Screen *s, ScreenPos at, bool near, Err *err);

/* What can be done with the shown run, as its buttons say it. */
enum { RUN_ACTIONS_MAX = 6 };
typedef struct {
    const char *label, *command, *arg; // literals; arg NULL: none
} RunAction;
typedef struct {
    RunAction all[RUN_ACTIONS_MAX];
    size_t n;
} RunActions;
/* None while it runs. */
RunActions command_run_actions(const Workspace *ws);

/* Settings. */
typedef enum {
    SETTING_BOOL,
    SETTING_INT,
    SETTING_SIZE,    // the same, or "auto", which is 0
    SETTING_PERCENT, // a number; an int in hundredths
    SETTING_ENUM,
    SETTING_STRING,
    SETTING_COLUMNS, // whole numbers; Columns
    SETTING_ENCODING,
    SETTING_TEXTS,    // a list of strings; Texts
    SETTING_SWITCHES, // names that are on or off; Texts, those that are on; files add to each other
    SETTING_JSON,     // an object or list as JSON text, const char *
} SettingType;
typedef struct {
    const char *name;
    SettingType type;
    size_t offset;             // in Options
    int min, max;              // of SETTING_INT, _SIZE, _PERCENT (in hundredths), each of _COLUMNS
    const char *const *values; // SETTING_ENUM, NULL-terminated
    const char *preset;        // the default as JSON text
    const char *help;
} Setting;
const Setting *setting_all(size_t *n);
/* NULL if there is none. */
const Setting *setting_find(Str name);
/* The value as JSON text; appended. */
void setting_write(const Options *o, const Setting *s, Buf *out);
/* Where its value comes from, as far as it holds for all languages. */
OptionSource setting_source(const Workspace *ws, const Setting *s);
/* Change the user's settings file, and nothing in it but this: a value (JSON text), or back to the
 * default (STR_NULL).  Takes effect in the next settle. */
bool setting_keep(Workspace *ws, const Setting *s, Str json, Err *err);
/* Read all settings anew into ws->options and ws->option_set: defaults, the machine's file, the
 * user's, those of a trusted project, blocks for languages, overrides.  Each bad entry gives one
 * sentence with line and column as a message, and keeps its value. */
void settings_load(Workspace *ws);
/* Let a value (JSON text) go before all files, from the next load on; `name` is a literal.  NULL:
 * no longer. */
void settings_override(Workspace *ws, const char *name, const char *json);
/* Load them again if a file or the trust in the project changed (the beat "settle"). */
void settings_settle(Workspace *ws);
/* The theme to draw with: the one the palette selects, or the wanted one.  Borrowed. */
const char *theme_shown(const Workspace *ws);
/* Take over settings, keys, snippets and theme of a VS Code into the files beside settings.json,
 * as far as they mean something here; `from` is its folder "User" or the one above, NULL: look for
 * one.  Each file that changes is kept beside the new one; a second time changes nothing.  What was
 * taken, and what not and why, is appended to the report, a line each. */
bool import_vscode(const char *from, Buf *report, Err *err);
/* Path of the user's settings file; owned. */
char *settings_path(void);

#endif
