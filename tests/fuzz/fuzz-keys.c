// The first byte says how the rest is split into reads; the keys must not depend on it.
#include "base/bug.h"
#include "base/mem.h"
#include "tty/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void decode(Str bytes, size_t chunk, Buf *out)
{
    Keys k;
    Key key;
    keys_init(&k);
    for (size_t at = 0; at < bytes.n; at += chunk) {
        keys_feed(&k, str_upto(str_from(bytes, at), chunk), 0);
        while (keys_next(&k, &key))
            buf_addf(out, "%d.%d.%x.%d.%d.%d[" STR_FMT "] ", (int)key.kind, key.mods,
                     (unsigned)key.cp, (int)key.mouse.button, key.mouse.row, key.mouse.col,
                     STR_ARG(key.text));
    }
    keys_expire(&k);
    while (keys_next(&k, &key))
        buf_addf(out, "%d ", (int)key.kind);
    BUG_ON(k.state != KEYS_GROUND && k.state != KEYS_PASTE);
    keys_deinit(&k);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    AUTO(buf) Buf whole = BUF_INIT;
    AUTO(buf) Buf split = BUF_INIT;
    Str bytes = str_n((const char *)data + 1, n - 1);
    decode(bytes, n, &whole);
    decode(bytes, data[0] % 7 + 1u, &split);
    BUG_ON(!str_eq(buf_str(&whole), buf_str(&split)));
    return 0;
}
