// Files as pictures.
#include "command/inner.h"

static bool preview(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && picture_toggle(v, err);
}

const Command commands_image[] = {
    {"image.preview", "Image: Preview", "Show the file as a picture, or as text or bytes again",
     preview},
    {0},
};
