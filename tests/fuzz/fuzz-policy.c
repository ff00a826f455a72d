/* Whatever the helper is told, it reads all of it within bounds, and what it takes is plain. */
#include "base/bug.h"
#include "jail/helper/policy.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    char *bytes = malloc(n + 1);
    Policy p;
    const char *why = NULL;
    memcpy(bytes, data, n);
    if (policy_parse(bytes, n, &p, &why)) {
        BUG_ON(!p.cwd || p.cwd[0] != '/' || (!p.argv[0] && !p.check));
        BUG_ON(p.project && (p.project[0] != '/' || !p.project[1] || strstr(p.project, "/../")));
        for (size_t i = 0; i < p.nread; i++)
            BUG_ON(p.read[i][0] != '/' || strstr(p.read[i], "//"));
        for (const char **e = p.env; *e; e++)
            BUG_ON(!strchr(*e, '='));
    } else {
        BUG_ON(!why);
    }
    policy_deinit(&p);
    free(bytes);
    return 0;
}
