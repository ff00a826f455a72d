#include "workspace/workspace.h"

void clipboard_put(Workspace *ws, Str text, bool line)
{
    buf_clear(&ws->clipboard.text);
    buf_add(&ws->clipboard.text, text);
    vec_clear(&ws->clipboard.ends);
    ws->clipboard.line = line;
    ws->clipboard.to_send = true;
}
