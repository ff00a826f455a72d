/* Whatever the helper prints is a whole grid of printable cells, or none. */
#include "base/bug.h"
#include "base/mem.h"
#include "image/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    ImageGrid g;
    Err err = {0};
    bool ok = image_grid_parse(str_n((const char *)data, n), &g, &err);
    BUG_ON(ok ? g.cells.n != (size_t)g.rows * (size_t)g.cols : g.cells.n != 0);
    VEC_EACH (const ImageCell, c, &g.cells)
        BUG_ON(c->cp < 0x20 || c->cp > 0x10ffff);
    image_grid_deinit(&g);
    err_deinit(&err);
    return 0;
}
