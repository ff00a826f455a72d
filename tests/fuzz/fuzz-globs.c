/* Any list of globs is read or refused, and tried on any path; one that stands alone matches as
 * itself, whatever comes before it. */
#include "base/bug.h"
#include "base/mem.h"
#include "grep/globs.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str in = str_n((const char *)data, MIN(n, (size_t)400)), typed;
    if (!str_split(&in, '\0', &typed))
        return 0;
    Globs g = {0};
    if (globs_read(&g, typed, true, NULL)) {
        bool any = globs_match(&g, in) || globs_match_negated(&g, in);
        Globs twice = {0};
        AUTO(buf) Buf list = BUF_INIT;
        buf_add_c(&list, "x/y,");
        buf_add(&list, typed);
        if (globs_read(&twice, buf_str(&list), true, NULL))
            BUG_ON(any && !globs_match(&twice, in) && !globs_match_negated(&twice, in));
        globs_deinit(&twice);
    }
    globs_deinit(&g);
    return 0;
}
