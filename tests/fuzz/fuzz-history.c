// Undo states from outside: refused, or a history that can be walked to its ends.
#include "base/bug.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Buf again = BUF_INIT;
    size_t off;
    if (n < 1)
        return 0;
    Str in = str_n((const char *)data + 1, n - 1);
    Text *t =
        text_new_from(str_upto(STR("some text of up to forty bytes, no more"), data[0] % 40u));
    if (text_history_unpack(t, in)) {
        text_check(t);
        BUG_ON(text_is_modified(t));
        for (size_t i = 0; i < text_state_count(t) && i < 100; i++)
            text_state_go(t, i, &off);
        text_check(t);
        BUG_ON(!text_history_pack(t, SIZE_MAX, &again));
    }
    buf_deinit(&again);
    text_free(t);
    return 0;
}
