// The bytes are a database file of 512-byte pages; every row of every leaf is read.
#include "db/leaf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { PAGE = 512 };

static bool read_page(void *ctx, uint32_t no, uint8_t *page)
{
    memcpy(page, *(const uint8_t **)ctx + (size_t)(no - 1) * PAGE, PAGE);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    LeafFile f = {read_page, &data, PAGE, (uint32_t)(n / PAGE)};
    LeafRow row = {0};
    size_t nbytes = 0;
    for (uint32_t no = 1; no <= f.npages; no++) {
        uint8_t page[PAGE];
        read_page(&data, no, page);
        for (int i = 0, count = leaf_count(&f, no, page); i < count; i++)
            for (int c = 0; leaf_row(&f, no, page, i, &row) && c < row.ncols; c++)
                nbytes += row.cols[c].bytes.n;
    }
    buf_deinit(&row.payload);
    return nbytes == SIZE_MAX;
}
