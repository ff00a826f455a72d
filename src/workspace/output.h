/* The Output panel: what the parts of codelab said of their work, in a channel for each.
 *
 * A channel is a screen to scroll, search, select and copy from, as that of a terminal; what is
 * added is text alone, its controls are shown as pictures. */
#ifndef WORKSPACE_OUTPUT_H
#define WORKSPACE_OUTPUT_H

#include "workspace/message.h"
#include "workspace/terminals.h"

typedef enum {
    OUTPUT_CODELAB,  // all messages
    OUTPUT_TASKS,    // tasks as they begin and end, what is wrong in a tasks.json
    OUTPUT_JAIL,     // what each run is allowed, and what came of it
    OUTPUT_TESTS,    // tests as they end, and what their frameworks print
    OUTPUT_TRUST,    // answers for folders
    OUTPUT_SETTINGS, // files that were read, what is wrong in them
    OUTPUT_LOG,      // what the log has (base/log.h), where it is kept
    OUTPUT_COUNT,
} OutputId;

typedef struct {
    Screen screen;
    size_t lines; // said since it was cleared
    size_t rows;  // that the last one takes: it may be said again
} OutputChannel;

typedef struct {
    OutputChannel *all[OUTPUT_COUNT]; // owned; NULL: nothing was said there
    OutputId shown;
    uint64_t log_off; // of what the log kept: behind what was shown
} Output;

/* Name of a channel, as it is shown and chosen by. */
const char *output_name(OutputId id);
/* OUTPUT_COUNT: there is none of that name. */
OutputId output_named(Str name);
/* Add a line, with the time and a letter for its level.  O(bytes). */
void output_say(Workspace *ws, OutputId id, MessageLevel level, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* The same of a text that stands; `again`: in place of the line said last. */
void output_put(Workspace *ws, OutputId id, MessageLevel level, Str text, bool again);
/* The screen of the shown channel, NULL while nothing was said there. */
Screen *output_screen(const Workspace *ws);
/* It has so much room; lines flow anew.  Costs all of them where the width changes. */
void output_resize(Workspace *ws, int rows, int cols);
void output_show(Workspace *ws, OutputId id);
/* Forget what a channel said. */
void output_clear(Workspace *ws, OutputId id);
/* All that it says, appended: a line each. */
void output_text(const Workspace *ws, OutputId id, Buf *out);
/* Keep the place of who reads. */
void output_settle(Workspace *ws);
void output_deinit(Output *o);

/* What the panel shows in its tab: a terminal's, a run's or a channel's screen; NULL: none. */
Screen *panel_screen(const Workspace *ws);

#endif
