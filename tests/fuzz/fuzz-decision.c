// Any form is read or refused; one that is read is written so that it reads back the same.
#include "base/bug.h"
#include "base/mem.h"
#include "store/decision.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void compare(const Decision *a, const Decision *b)
{
    BUG_ON(a->status != b->status || a->links.n != b->links.n);
    BUG_ON(strcmp(a->title, b->title) != 0 || strcmp(a->context, b->context) != 0);
    BUG_ON(strcmp(a->decision, b->decision) != 0);
    BUG_ON(strcmp(a->consequences, b->consequences) != 0);
    for (size_t i = 0; i < a->links.n; i++)
        BUG_ON(strcmp(a->links.p[i].path, b->links.p[i].path) != 0 ||
               a->links.p[i].n != b->links.p[i].n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Decision once = {0}, again = {0};
    AUTO(buf) Buf form = BUF_INIT;
    if (decision_form_read(str_n((const char *)data, n), &once, NULL)) {
        decision_form_write(&once, &form);
        BUG_ON(!decision_form_read(buf_str(&form), &again, NULL));
        compare(&once, &again);
    }
    decision_deinit(&once);
    decision_deinit(&again);
    return 0;
}
