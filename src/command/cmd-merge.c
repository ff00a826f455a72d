// Conflicts in a text, and how they end.  The names are those that VS Code has for them.
#include "command/inner.h"

#define MERGE_COMMAND(name, call)                      \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        (void)arg;                                     \
        return call;                                   \
    }

MERGE_COMMAND(current, merging_keep(ws, MERGE_KEEP_CURRENT, err))
MERGE_COMMAND(incoming, merging_keep(ws, MERGE_KEEP_INCOMING, err))
MERGE_COMMAND(both, merging_keep(ws, MERGE_KEEP_BOTH, err))
MERGE_COMMAND(all_current, merging_keep_all(ws, MERGE_KEEP_CURRENT, err))
MERGE_COMMAND(all_incoming, merging_keep_all(ws, MERGE_KEEP_INCOMING, err))
MERGE_COMMAND(all_both, merging_keep_all(ws, MERGE_KEEP_BOTH, err))
MERGE_COMMAND(next, merging_step(ws, 1, err))
MERGE_COMMAND(previous, merging_step(ws, -1, err))

const Command commands_merge[] = {
    {"merge.allBoth", "Merge: Keep Both of All",
     "Of each conflict in the text keep both sides, yours first", all_both},
    {"merge.allMine", "Merge: Keep Mine of All",
     "Of each conflict in the text keep the upper side, as the disk or your branch has it",
     all_current},
    {"merge.allTheirs", "Merge: Take Theirs of All",
     "Of each conflict in the text take the lower side, as the run or the other branch has it",
     all_incoming},
    {"merge.both", "Merge: Keep Both",
     "Of the conflict at the cursor keep both sides, yours first; then go to the next", both},
    {"merge.mine", "Merge: Keep Mine",
     "Of the conflict at the cursor keep the upper side; then go to the next", current},
    {"merge.next", "Merge: Next Conflict", "Go to the next conflict in the text", next},
    {"merge.previous", "Merge: Previous Conflict", "Go to the conflict before", previous},
    {"merge.theirs", "Merge: Take Theirs",
     "Of the conflict at the cursor take the lower side; then go to the next", incoming},
    {0},
};
