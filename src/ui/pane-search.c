// The search view: what to look for in the project, and what was found.
#include "ui/inner.h"

void pane_search_paint(Ui *ui, Rect a)
{
    pane_side_title(ui, a, "SEARCH", "");
}
