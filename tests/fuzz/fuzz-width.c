/* Clusters tile any bytes, are found again from behind, and cutting by width agrees with them. */
#include "base/bug.h"
#include "base/width.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n > 4096) // cutting at every place is quadratic
        n = 4096;
    Str s = str_n((const char *)data, n);
    int sum = 0;
    for (size_t off = 0, step; off < n; off += step) {
        int cells = 0, used = 0;
        char picture[WIDTH_PICTURE_MAX];
        step = width_cluster(str_from(s, off), 1 + (int)(n % 2), &cells);
        BUG_ON(step == 0 || step > n - off || step > WIDTH_CLUSTER_MAX || cells <= 0);
        BUG_ON(width_prev(s, off + step) != off);
        size_t picture_n = width_picture(str_n(s.p + off, step), picture);
        BUG_ON(picture_n != strlen(picture) || picture_n >= WIDTH_PICTURE_MAX);
        sum += cells;
        BUG_ON(width_fit(s, sum, 1 + (int)(n % 2), &used) != off + step || used != sum);
    }
    BUG_ON(width_text(s, 1 + (int)(n % 2)) != sum);
    return 0;
}
