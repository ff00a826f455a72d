#include "jail/jail.h"

#include "base/places.h"

#include <stdlib.h>
#include <unistd.h>

#define NAME "codelab-jail"

char *jail_helper_path(Err *err)
{
    AUTO(free) char *path = place_part("CODELAB_JAIL_HELPER", NAME, PKGLIBEXECDIR);
    if (!path)
        err_set(err, "the helper '" PKGLIBEXECDIR "/" NAME
                     "' is missing: install codelab again, or set $CODELAB_JAIL_HELPER");
    else if (access(path, X_OK) != 0)
        err_set(err, "$CODELAB_JAIL_HELPER is '%s', which is no program", path);
    else
        return steal(&path);
    return NULL;
}
