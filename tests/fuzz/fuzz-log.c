// A log from outside: done as far as it is sound, and what it did is a text that can be walked.
#include "base/bug.h"
#include "base/mem.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t off;
    if (n < 2)
        return 0;
    Str in = str_n((const char *)data + 2, n - 2), history = str_upto(in, data[1]);
    Str ops = str_from(in, history.n);
    Text *t =
        text_new_from(str_upto(STR("some text of up to\nforty bytes, no more"), data[0] % 40u));
    text_log_new(t);
    size_t good = text_log_replay(t, history, ops);
    AUTO(buf) Buf words = BUF_INIT;
    BUG_ON(good > ops.n);
    BUG_ON(text_log_tell(ops, &words) > ops.n);
    text_check(t);
    for (size_t i = 0; i < text_state_count(t) && i < 100; i++)
        text_state_go(t, i, &off);
    text_check(t);
    text_free(t);
    return 0;
}
