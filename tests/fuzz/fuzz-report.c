/* Whatever a helper reports is a report with all its parts, or a sentence. */
#include "base/bug.h"
#include "jail/jail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    JailReport r;
    Err err = {0};
    if (jail_report_parse(str_n((const char *)data, n), &r, &err)) {
        int code = jail_report_exit_code(&r);
        BUG_ON(code < 0 || code > 255 || !r.isolation || !r.memory_limit);
        jail_report_deinit(&r);
    } else {
        BUG_ON(!*err_text(&err));
    }
    err_deinit(&err);
    return 0;
}
