// Folding: hide what lies deeper.
#include "command/inner.h"

#define FOLD_COMMAND(name, call)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        View *v = command_view(ws, err);               \
        (void)arg;                                     \
        return v && (call);                            \
    }

FOLD_COMMAND(toggle, view_fold(v, FOLDING_TOGGLE, err))
FOLD_COMMAND(close_one, view_fold(v, FOLDING_CLOSE, err))
FOLD_COMMAND(open_one, view_fold(v, FOLDING_OPEN, err))
FOLD_COMMAND(close_all, view_fold_level(v, 0, err))
FOLD_COMMAND(open_all, (view_unfold_all(v), true))

FOLD_COMMAND(close_level_1, view_fold_level(v, 1, err))
FOLD_COMMAND(close_level_2, view_fold_level(v, 2, err))
FOLD_COMMAND(close_level_3, view_fold_level(v, 3, err))

const Command commands_fold[] = {
    {"fold.all", "Fold: All", "Close all folds", close_all},
    {"fold.fold", "Fold: Close", "Close the fold around the cursor; again: the one around that",
     close_one},
    {"fold.level1", "Fold: Level 1", "Close the outermost folds and open the others",
     close_level_1},
    {"fold.level2", "Fold: Level 2", "Close the folds inside one other and open the others",
     close_level_2},
    {"fold.level3", "Fold: Level 3", "Close the folds inside two others and open the others",
     close_level_3},
    {"fold.none", "Fold: None", "Open all folds", open_all},
    {"fold.toggle", "Fold: Toggle", "Close the fold around the cursor, or open the line's", toggle},
    {"fold.unfold", "Fold: Open", "Open the fold of the cursor's line", open_one},
    {0},
};
