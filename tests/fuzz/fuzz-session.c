/* Frames: whatever comes, fields lie within it; what was read is written as it was. */
#include "base/bug.h"
#include "base/mem.h"
#include "session/session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static SessionFrame f;
    Str all = str_n((const char *)data, n);
    size_t used = 0;
    SessionRead read = session_frame_read(all, &f, &used);
    if (read == SESSION_PART)
        BUG_ON(n >= SESSION_HEAD + SESSION_BYTES_MAX);
    if (read != SESSION_WHOLE)
        return 0;
    BUG_ON(used > n || used < SESSION_HEAD || f.n > SESSION_FIELDS_MAX || f.nfds > SESSION_FDS_MAX);
    for (size_t i = 0; i < f.n; i++)
        BUG_ON(f.field[i].p < all.p || f.field[i].p + f.field[i].n > all.p + used);
    AUTO(buf) Buf out = BUF_INIT;
    BUG_ON(!session_frame_write(&out, (SessionKind)f.kind, f.field, f.n, f.nfds));
    if (f.version == SESSION_VERSION)
        BUG_ON(!str_eq(buf_str(&out), str_upto(all, used)));
    return 0;
}
