// The keys of nano.
#include "command/keymap-presets.h"
#include "base/mem.h"

#define EDITOR   "editorTextFocus"
#define NOT_TERM "!terminalFocus"
#define FINDING  "editorTextFocus || findWidgetVisible"

static const Binding rows[] = {
    // the two rows of the key bar
    {"ctrl+g", "help.keys", NOT_TERM, NULL},
    {"ctrl+x", "tab.close", "!terminalFocus && editorIsOpen", NULL},
    {"ctrl+x", "app.quit", "!terminalFocus && !editorIsOpen", NULL},
    {"ctrl+o", "file.save", NOT_TERM, NULL},
    {"ctrl+r", "file.open", NOT_TERM, NULL},
    {"ctrl+w", "find.open", FINDING, NULL},
    {"ctrl+\\", "find.replace", FINDING, NULL},
    {"enter", "find.accept", "findInputFocused && !replaceInputFocussed", NULL},
    {"ctrl+k", "edit.cut", EDITOR, NULL},
    {"ctrl+u", "edit.paste", EDITOR, NULL},
    {"ctrl+t", "palette.commands", NOT_TERM, NULL},
    {"ctrl+/", "nav.line", NOT_TERM, NULL},
    // its other keys
    {"ctrl+s", "file.save", NOT_TERM, NULL},
    {"ctrl+a", "cursor.lineStart", EDITOR, NULL},
    {"ctrl+e", "cursor.lineEnd", EDITOR, NULL},
    {"ctrl+y", "cursor.pageUp", EDITOR, NULL},
    {"ctrl+v", "cursor.pageDown", EDITOR, NULL},
    {"ctrl+b", "cursor.left", EDITOR, NULL},
    {"ctrl+f", "cursor.right", EDITOR, NULL},
    {"ctrl+p", "cursor.up", EDITOR, NULL},
    {"ctrl+n", "cursor.down", EDITOR, NULL},
    {"ctrl+d", "edit.deleteRight", EDITOR, NULL},
    {"ctrl+l", "screen.redraw", NOT_TERM, NULL},
    {"ctrl+6", "cursor.toggleMark", EDITOR, NULL},
    {"alt+a", "cursor.toggleMark", EDITOR, NULL},
    {"alt+6", "edit.copy", EDITOR, NULL},
    {"alt+u", "edit.undo", EDITOR, NULL},
    {"alt+e", "edit.redo", EDITOR, NULL},
    {"alt+w", "find.next", EDITOR, NULL},
    {"alt+q", "find.previous", EDITOR, NULL},
    {"alt+r", "find.replace", EDITOR, NULL},
    {"alt+g", "nav.line", NOT_TERM, NULL},
    {"alt+3", "edit.toggleLineComment", EDITOR, NULL},
    {"alt+j", "edit.reflow", EDITOR, NULL},
    {"alt+s", "view.toggleWordWrap", EDITOR, NULL},
    {"alt+x", "hintbar.toggle", NOT_TERM, NULL},
};

const Preset preset_nano = {.leader = "alt+k", .rows = rows, .nrows = ARRAY_LEN(rows)};
