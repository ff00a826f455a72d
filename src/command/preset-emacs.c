// The keys of emacs.
#include "command/keymap-presets.h"
#include "base/mem.h"

#define EDITOR   "editorTextFocus"
#define NOT_TERM "!terminalFocus"
#define FINDING  "editorTextFocus || findWidgetVisible"

static const Binding rows[] = {
    // files, groups, the program
    {"alt+x", "palette.commands", NOT_TERM, NULL},
    {"ctrl+x ctrl+f", "file.open", NOT_TERM, NULL},
    {"ctrl+x ctrl+s", "file.save", NOT_TERM, NULL},
    {"ctrl+x s", "file.saveAll", NOT_TERM, NULL},
    {"ctrl+x ctrl+w", "file.saveAs", NOT_TERM, NULL},
    {"ctrl+x ctrl+c", "app.quit", NOT_TERM, NULL},
    {"ctrl+x b", "tab.mru", NOT_TERM, NULL},
    {"ctrl+x ctrl+b", "palette.quickOpen", NOT_TERM, NULL},
    {"ctrl+x k", "tab.close", NOT_TERM, NULL},
    {"ctrl+x right", "tab.next", NOT_TERM, NULL},
    {"ctrl+x left", "tab.previous", NOT_TERM, NULL},
    {"ctrl+x o", "focus.nextPart", NOT_TERM, NULL},
    {"ctrl+x 0", "group.join", NOT_TERM, NULL},
    {"ctrl+x 1", "group.joinAll", NOT_TERM, NULL},
    {"ctrl+x 2", "group.splitDown", NOT_TERM, NULL},
    {"ctrl+x 3", "group.split", NOT_TERM, NULL},
    {"ctrl+x d", "view.explorer", NOT_TERM, NULL},
    {"ctrl+x (", "macro.record", EDITOR, NULL},
    {"ctrl+x )", "macro.record", EDITOR, NULL},
    {"ctrl+x e", "macro.play", EDITOR, NULL},
    // moving
    {"ctrl+f", "cursor.right", EDITOR, NULL},
    {"ctrl+b", "cursor.left", EDITOR, NULL},
    {"ctrl+n", "cursor.down", EDITOR, NULL},
    {"ctrl+p", "cursor.up", EDITOR, NULL},
    {"ctrl+a", "cursor.lineStart", EDITOR, NULL},
    {"ctrl+e", "cursor.lineEnd", EDITOR, NULL},
    {"ctrl+v", "cursor.pageDown", EDITOR, NULL},
    {"alt+v", "cursor.pageUp", EDITOR, NULL},
    {"alt+f", "cursor.wordRight", EDITOR, NULL},
    {"alt+b", "cursor.wordLeft", EDITOR, NULL},
    {"alt+<", "cursor.top", EDITOR, NULL},
    {"alt+>", "cursor.bottom", EDITOR, NULL},
    {"alt+g g", "nav.line", NOT_TERM, NULL},
    {"alt+g alt+g", "nav.line", NOT_TERM, NULL},
    // marking, killing, yanking
    {"ctrl+space", "cursor.toggleMark", EDITOR, NULL},
    {"ctrl+x ctrl+x", "cursor.exchangeMark", EDITOR, NULL},
    {"ctrl+x h", "cursor.selectAll", EDITOR, NULL},
    {"ctrl+d", "edit.deleteRight", EDITOR, NULL},
    {"alt+d", "edit.killWordRight", EDITOR, NULL},
    {"alt+backspace", "edit.killWordLeft", EDITOR, NULL},
    {"ctrl+k", "edit.killLine", EDITOR, NULL},
    {"ctrl+w", "edit.cut", EDITOR, NULL},
    {"alt+w", "edit.copy", EDITOR, NULL},
    {"ctrl+y", "edit.yank", EDITOR, NULL},
    {"alt+y", "edit.yankOlder", EDITOR, NULL},
    // changing
    {"ctrl+/", "edit.undo", EDITOR, NULL},
    {"ctrl+x u", "edit.undo", EDITOR, NULL},
    {"alt+;", "edit.toggleLineComment", EDITOR, NULL},
    {"alt+q", "edit.reflow", EDITOR, NULL},
    {"ctrl+o", "edit.insertLineAbove", EDITOR, NULL},
    {"ctrl+j", "edit.newline", EDITOR, NULL},
    // finding
    {"ctrl+s", "find.open", EDITOR, NULL},
    {"ctrl+s", "find.next", "findInputFocused", NULL},
    {"ctrl+r", "find.open", EDITOR, NULL},
    {"ctrl+r", "find.previous", "findInputFocused", NULL},
    {"alt+%", "find.replace", FINDING, NULL},
    {"enter", "find.accept", "findInputFocused && !replaceInputFocussed", NULL},
    {"ctrl+l", "screen.redraw", NOT_TERM, NULL},
    // lists
    {"ctrl+n", "palette.down", "paletteOpen", NULL},
    {"ctrl+p", "palette.up", "paletteOpen", NULL},
    {"ctrl+v", "palette.pageDown", "paletteOpen", NULL},
    {"alt+v", "palette.pageUp", "paletteOpen", NULL},
    {"ctrl+n", "explorer.down", "filesExplorerFocus", NULL},
    {"ctrl+p", "explorer.up", "filesExplorerFocus", NULL},
};

static const KeyAlias aliases[] = {{"ctrl+g", "escape"}, {0}};

const Preset preset_emacs = {
    .leader = "ctrl+c", .rows = rows, .nrows = ARRAY_LEN(rows), .aliases = aliases};
