/* A name that parses has a canonical form that parses to the same key and is its own canonical
 * form. */
#include "base/bug.h"
#include "base/key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Key k, again;
    Err err = {0};
    bool ok = key_parse(str_n((const char *)data, n), &k, &err);
    BUG_ON(ok == (err.msg != NULL));
    if (ok) {
        Buf name = BUF_INIT, twice = BUF_INIT;
        key_name(&k, &name);
        BUG_ON(!key_parse(buf_str(&name), &again, NULL) || !key_eq(&k, &again));
        key_name(&again, &twice);
        BUG_ON(!str_eq(buf_str(&name), buf_str(&twice)));
        buf_deinit(&name);
        buf_deinit(&twice);
    }
    err_deinit(&err);
    return 0;
}
