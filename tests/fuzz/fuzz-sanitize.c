/* Nothing but text and colours comes through, however the bytes are cut. */
#include "base/bug.h"
#include "base/mem.h"
#include "jail/helper/sanitize.h"
#include "tests/lib/terminal-safe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const char *in = (const char *)data;
    char *whole = xmalloc(SANITIZE_ROOM(n)), *cut = xmalloc(SANITIZE_ROOM(n));
    for (int editing = 0; editing < 2; editing++) {
        Sanitizer a = {.line_editing = editing}, b = a;
        size_t half = n ? data[0] % n : 0, nw = sanitize(&a, in, n, whole);
        nw += sanitize_end(&a, whole + nw);
        size_t nc = sanitize(&b, in, half, cut);
        nc += sanitize(&b, in + half, n - half, cut + nc);
        nc += sanitize_end(&b, cut + nc);
        BUG_ON(nw > SANITIZE_ROOM(n) || terminal_safe(whole, nw, editing) != nw);
        BUG_ON(nw != nc || memcmp(whole, cut, nw) != 0);
    }
    free(whole);
    free(cut);
    return 0;
}
