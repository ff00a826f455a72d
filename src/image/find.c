// Which files are pictures, and where the program is that reads them.
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "image/image.h"

#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

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
    const char *set = getenv("CODELAB_IMAGE_HELPER");
    char exe[4096];
    if (set && *set)
        return xstrdup(set);
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n > 0) {
        exe[n] = '\0';
        AUTO(free) char *dir = str_dup(path_dir(str_c(exe)));
        AUTO(free) char *beside = path_join(dir, "codelab-image");
        if (access(beside, X_OK) == 0)
            return steal(&beside);
    }
    if (access(PKGLIBEXECDIR "/codelab-image", X_OK) == 0)
        return xstrdup(PKGLIBEXECDIR "/codelab-image");
    err_set(err, "codelab was built without pictures (libimlib2 and libchafa)");
    return NULL;
}
