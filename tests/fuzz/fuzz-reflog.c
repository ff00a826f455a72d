// Any bytes are a reflog with some commits, whose ids are hexadecimal and whose times can be shown.
#include "base/bug.h"
#include "base/mem.h"
#include "workspace/git-marks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    GitMarks marks = {0};
    git_marks_parse(str_n((const char *)data, n), &marks);
    VEC_EACH (const GitMark, m, &marks) {
        BUG_ON(strspn(m->id, "0123456789abcdef") != 7 || m->id[7]);
        BUG_ON(m->time_ms < 0 || m->time_ms > INT64_C(253402300799000));
        BUG_ON(!m->subject || strlen(m->subject) > n);
    }
    git_marks_deinit(&marks);
    return 0;
}
