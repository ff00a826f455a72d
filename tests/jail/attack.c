/* attack NAME [ARG]: try one attack.  Exit 0: contained, 1: the jail did not hold, 2: no such name.
 */
#include "attack.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool escaped(const char *what, long result)
{
    if (result >= 0) {
        printf("%s: SUCCEEDED with %ld\n", what, result);
        return true;
    }
    printf("%s: %s\n", what, strerror(errno));
    return false;
}

int main(int argc, char **argv)
{
    const Attack *const tables[] = {attacks_on_files,   attacks_on_kernel,  attacks_on_limits,
                                    attacks_on_surface, attacks_by_holding, attacks_on_others};
    setvbuf(stdout, NULL, _IONBF, 0);
    for (size_t t = 0; argc > 1 && t < sizeof tables / sizeof tables[0]; t++)
        for (const Attack *a = tables[t]; a->name; a++)
            if (!strcmp(a->name, argv[1]))
                return a->try(argc > 2 ? argv[2] : "") ? 1 : 0;
    fprintf(stderr, "attack: no attack of this name\n");
    return 2;
}
