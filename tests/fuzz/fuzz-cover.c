/* Whatever is given as coverage, sums of a file are those of its lines. */
#include "base/bug.h"
#include "testing/testing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const formats[] = {"lcov", "gcov", "coverage.py", "go-cover", "v8", "ruby"};
    AUTO(err) Err err = {0};
    Cover c = {.root = "/p"};
    if (n == 0)
        return 0;
    Str format = str_c(formats[(size_t)(data[0] + 256 - 97) % ARRAY_LEN(formats)]);
    (void)cover_read(&c, format, str_n((const char *)data + 1, n - 1), &err); // both will do
    MAP_EACH (key, value, &c.files) {
        const CoverFile *f = value;
        int hit = 0, total = 0;
        for (int i = 0; i < f->nlines; i++) {
            total += f->hits[i] != COVER_NONE;
            hit += f->hits[i] > 0;
        }
        BUG_ON(hit != f->hit || total != f->total);
    }
    cover_deinit(&c);
    return 0;
}
