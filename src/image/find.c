// Which files are pictures, and where the program is that reads them.
#include "base/path.h"
#include "base/places.h"
#include "image/image.h"

#include <strings.h>

bool image_is_name(Str path)
{
    static const char *const kinds[] = {"png", "jpg", "jpeg", "gif", "svg",  "webp", "bmp",
                                        "ico", "tif", "tiff", "tga", "xpm",  "pnm",  "ppm",
                                        "pgm", "pbm", "jxl",  "xbm", "heic", "avif"};
    Str kind = path_ext(path);
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (strlen(kinds[i]) == kind.n && strncasecmp(kinds[i], kind.p, kind.n) == 0)
            return true;
    return false;
}

char *image_helper_path(Err *err)
{
    char *path = place_part("CODELAB_IMAGE_HELPER", "codelab-image", PKGLIBEXECDIR);
    if (!path)
        err_set(err, "codelab was built without pictures (libimlib2 and libchafa)");
    return path;
}
