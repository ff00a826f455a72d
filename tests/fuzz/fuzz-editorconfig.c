// A file's lines and a path: no crash, no endless work, and sizes within bounds.
#include "base/bug.h"
#include "base/editorconfig.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str in = str_n((const char *)data, n), path;
    EditorConfig c = {0};
    bool root;
    if (!str_split(&in, '\n', &path) || n > 20000)
        return 0;
    size_t bad = editorconfig_add(&c, in, path, &root);
    editorconfig_end(&c);
    BUG_ON(bad > n + 1);
    BUG_ON(c.indent_size < 0 || c.indent_size > 1000 || c.tab_width < 0 || c.tab_width > 1000);
    return 0;
}
