/* Any bytes decode to the end, walk back to the start over the same places, and what is valid comes
 * back byte for byte. */
#include "base/bug.h"
#include "base/utf8.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str s = str_n((const char *)data, n);
    bool all_valid = true;
    for (size_t off = 0, step; off < n; off += step) {
        bool valid;
        uint32_t cp = utf8_decode(str_from(s, off), &step, &valid);
        BUG_ON(step == 0 || step > n - off);
        BUG_ON(utf8_prev(s, off + step) != off);
        all_valid = all_valid && valid;
        if (valid) {
            char out[4];
            BUG_ON(!str_eq(str_n(out, utf8_encode(cp, out)), str_n(s.p + off, step)));
        }
    }
    BUG_ON(utf8_is_valid(s) != all_valid);
    return 0;
}
