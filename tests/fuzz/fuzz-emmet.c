// An abbreviation of markup: any bytes are a sentence or a snippet of a bounded size.
#include "base/bug.h"
#include "base/mem.h"
#include "edit/emmet.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    AUTO(buf) Buf out = BUF_INIT;
    AUTO(err) Err err = {0};
    Str line = str_n((const char *)data, n);
    if (n == 0 || n > 400)
        return 0;
    size_t start = emmet_start(line);
    BUG_ON(start > n);
    EmmetStyle style = {.xml = data[0] & 1, .jsx = data[0] & 2};
    bool ok = emmet_expand(str_from(line, start), &style, &out, &err);
    BUG_ON(!ok && (out.n || !err.msg));
    BUG_ON(out.n > (size_t)10000 * (400 * 30 + 200));
    return 0;
}
