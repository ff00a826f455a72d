// Any word is a time or none; one that is lies where a clock can be.
#include "base/bug.h"
#include "base/time-word.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const int64_t now_ms = 1795296605250, day_ms = 86400000;
    int64_t at = -1;
    if (time_word_parse(str_n((const char *)data, n), now_ms, &at))
        BUG_ON(at < -2 * day_ms || at > INT64_C(253402300799999) + 2 * day_ms);
    return 0;
}
