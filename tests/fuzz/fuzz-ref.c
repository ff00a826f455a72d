/* Places found in a line lie in it, one behind the other. */
#include "base/bug.h"
#include "run/run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str line = str_n((const char *)data, n);
    RunRef r;
    for (size_t from = 0; from < n && run_find_ref(line, from, &r); from = r.end) {
        BUG_ON(r.start < from || r.end <= r.start || r.end > n);
        BUG_ON(r.line < 1 || r.col < 0 || r.file.n == 0);
        BUG_ON(r.file.p < line.p || r.file.p + r.file.n > line.p + n);
    }
    return 0;
}
