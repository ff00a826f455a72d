/* What the files of this room share. */
#ifndef COMMAND_INNER_H
#define COMMAND_INNER_H

#include "command/command.h"
#include "base/json.h"
#include "workspace/workspace.h"

/* One table a topic, each at the foot of its file cmd-TOPIC.c, ended by a row without id. */
#define COMMAND_TABLES(X) \
    X(app)                \
    X(quit)               \
    X(cursor)             \
    X(cursors)            \
    X(decision)           \
    X(diff)               \
    X(edit)               \
    X(encoding)           \
    X(explorer)           \
    X(file)               \
    X(files)              \
    X(find)               \
    X(fold)               \
    X(folder)             \
    X(group)              \
    X(help)               \
    X(hex)                \
    X(history)            \
    X(join)               \
    X(keys)               \
    X(kill)               \
    X(hover)              \
    X(image)              \
    X(lines)              \
    X(macro)              \
    X(markdown)           \
    X(menu)               \
    X(merge)              \
    X(mode)               \
    X(nav)                \
    X(notifications)      \
    X(list)               \
    X(output)             \
    X(panel)              \
    X(problems)           \
    X(review)             \
    X(run)                \
    X(runs)               \
    X(run_act)            \
    X(screen)             \
    X(search)             \
    X(session)            \
    X(settings)           \
    X(snippet)            \
    X(tab)                \
    X(task)               \
    X(test)               \
    X(terminal)           \
    X(toolchain)          \
    X(text)               \
    X(theme)              \
    X(trust)              \
    X(view)
#define COMMAND_TABLE(topic) extern const Command commands_##topic[];
COMMAND_TABLES(COMMAND_TABLE)

/* It is for something that is not shown now, and would only say so. */
bool command_is_out_of_place(const Command *c, ContextSet now);
/* The shown view, or a sentence. */
View *command_view(Workspace *ws, Err *err);
/* What is to become of a URL that somebody else wrote? */
void command_ask_url(Workspace *ws, const char *url);
/* End the program, or go on in the folder `to` (absolute, taken over; NULL: end); what has unsaved
 * edits or still runs is asked about first. */
void command_leave(Workspace *ws, char *to);
/* Share this session so from now on: off, readOnly or full. */
bool share_choose(Workspace *ws, Str value, Err *err);
/* Save all that was edited and has a path: what runs is what is seen. */
bool command_save_edited(Workspace *ws, Err *err);
/* Where text as typed after ":" leads: to a line, or to an offset. */
typedef struct {
    bool by_row;
    size_t row; // 0-based, may be behind the last
    int col;    // 0-based display column
    size_t off;
} LinePlace;
/* Fails with a sentence that names the forms there are.  Counts no lines. */
bool goto_line_find(const View *v, Str text, LinePlace *out, Err *err);

/* Rows for the palette, made by one of its lists; higher `bonus` first among equals.  Takes
 * `detail` over. */
typedef struct Fill Fill;
void fill_add(Fill *f, Str label, char *detail, Str value, int bonus);
/* A row as it is, behind those there are. */
void fill_put(Fill *f, PaletteRow row);
/* Of how many candidates the rows are. */
void fill_set_total(Fill *f, size_t n);
/* The key that a command will have once the palette is gone; owned. */
char *fill_key(const Fill *f, Workspace *ws, const char *id);
/* What was typed behind the prefix. */
Str fill_pattern(const Fill *f);

/* The project's files, best first, as far as they are found by now; `query` may end in ":LINE" or
 * ":LINE:COLUMN". */
void files_fill(Fill *f, Workspace *ws);
/* All were looked at for what is typed. */
bool files_are_found(Workspace *ws);
void files_accept(Workspace *ws, const char *path, Str query);
typedef struct {
    const char *prefix; // of the query, with its blank
    void (*fill)(Fill *f, Workspace *ws);
    void (*accept)(Workspace *ws, const char *value); // of the chosen row
    // NULL: its rows are no places of the shown text
    bool (*place)(Workspace *ws, const char *value, size_t *off);
    size_t (*here)(Workspace *ws); // the row that is selected while nothing is typed
} PaletteList;
/* Those that stand in files of their own, as palette_NAME. */
#define PALETTE_LISTS(X) \
    X(again)             \
    X(cases)             \
    X(chapters)          \
    X(appearance)        \
    X(choices)           \
    X(compare)           \
    X(decisions)         \
    X(folders)           \
    X(indents)           \
    X(versions)          \
    X(languages)         \
    X(lines)             \
    X(notes)             \
    X(paths)             \
    X(outputs)           \
    X(ran)               \
    X(sessions)          \
    X(sharing)           \
    X(project_symbols)   \
    X(settings)          \
    X(snippets)          \
    X(symbols)           \
    X(text)              \
    X(tasks)             \
    X(terminals)         \
    X(themes)            \
    X(undo)              \
    X(values)            \
    X(views)
#define PALETTE_LIST(name) extern const PaletteList palette_##name;
PALETTE_LISTS(PALETTE_LIST)
/* If the stop of the snippet being filled in is a choice, list what there is. */
void snippet_offer_choices(Workspace *ws, View *v);
enum { INDENT_MAX = 8 }; // columns to choose from
/* Ways to write the shown file: NULL if a query asks for none. */
const PaletteList *palette_coding_of(Str query);
/* Was anything typed behind the prefix? */
bool fill_is_filtered(const Fill *f);
/* Show the place that the selected row or the typed line stands for, from where the view stood. */
void palette_look(Workspace *ws);
/* NULL if a query begins with none of them. */
const PaletteList *palette_list_of(Str query);

/* Settings: take a value, false if it is not of the setting's kind; say in words what that is; a
 * number, choice or switch as a number. */
bool setting_set(Options *o, Arena *texts, const Setting *s, const Json *v);
void setting_wanted(const Setting *s, Buf *out);
int setting_number(const Options *o, const Setting *s);
const char *setting_text(const Options *o, const Setting *s); // of a string
/* A project may not set it as `now` says, where the user has `was`: what it may do instead, NULL if
 * it may. */
const char *setting_refusal(const Setting *s, const Options *was, const Options *now);
/* The chapters of the guide (docs/guide), in their order; the last one has no title. */
typedef struct {
    const char *title, *text;
} GuideChapter;
extern const GuideChapter guide_chapters[];
extern const char guide_tutorial[]; // a text to try things in

/* Can it hold for one language only? */
bool setting_is_of_language(const Setting *s);

/* What a `when` expression names: a flag (a Context), a value, a setting, or nothing known. */
typedef int ContextName;
enum { CONTEXT_UNKNOWN = -1, CONTEXT_ROOM = 64 };
ContextName context_name(Str name);
bool context_name_is(ContextName name, int context);
/* 0 for all but flags. */
int context_name_rank(ContextName name);
/* Its value, "true" for a flag that holds, empty if it has none; in `room` (CONTEXT_ROOM bytes) or
 * borrowed from ws, which may be NULL. */
Str context_value(ContextName name, ContextSet now, const Workspace *ws, char *room);

/* The flag of that name, CTX_COUNT if there is none; how specific a flag is. */
size_t context_find(Str name);
int context_rank(size_t context);

/* Path of the user's keybindings.json; owned. */
char *keybindings_path(void);
/* May a row take its key in `now`?  A program in a terminal gets all keys but those that the user
 * gave to commands of a terminal, or to commands that leave it. */
bool keymap_is_kept(const KeyRow *r, ContextSet now);
/* Does its `when` hold in `now`, and may it take its key? */
bool keymap_holds(const Keymap *m, const KeyRow *r, ContextSet now);
/* The settings keep this command's keys from programs in terminals, by codelab's name or VS Code's.
 */
bool command_skips_shell(const Workspace *ws, const char *id);
Workspace *keymap_workspace(const Keymap *m);

#endif
