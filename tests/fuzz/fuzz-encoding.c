/* Any bytes in any encoding: decoding in pieces is as decoding at once, encoding what came out
 * gives the bytes back unless the decoder says not, and every guess names something that can be
 * decoded. The first three bytes choose the encoding, its marks and the size of the pieces. */
#include "base/bug.h"
#include "base/mem.h"
#include "text/text.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool decode(Coding c, Str bytes, size_t piece, Buf *out, bool *met_lf)
{
    Decoder *d = decoder_new(c, NULL);
    for (Str s = bytes; s.n; s = str_from(s, piece))
        decoder_feed(d, str_upto(s, piece), out);
    decoder_end(d, out);
    bool exact = decoder_is_exact(d);
    *met_lf = decoder_met_lf(d);
    decoder_free(d);
    return exact;
}

static bool encode(Coding c, Str text, size_t piece, Buf *out)
{
    Encoder *e = encoder_new(c, false, NULL);
    bool ok = true;
    for (Str s = text; s.n && ok; s = str_from(s, piece))
        ok = encoder_feed(e, str_upto(s, piece), out);
    ok = ok && encoder_end(e, out);
    encoder_free(e);
    return ok;
}

static void round_trip(Coding c, Str bytes, size_t piece)
{
    AUTO(buf) Buf whole = BUF_INIT;
    AUTO(buf) Buf pieces = BUF_INIT;
    AUTO(buf) Buf back = BUF_INIT;
    bool met_lf;
    bool exact = decode(c, bytes, SIZE_MAX, &whole, &met_lf);
    decode(c, bytes, piece, &pieces, &met_lf);
    BUG_ON(!str_eq(buf_str(&whole), buf_str(&pieces)));
    bool ok = encode(c, buf_str(&whole), piece, &back);
    bool marked = !c.bom || str_starts(bytes, buf_str(&back)); // a mark that was not there is added
    if (exact && !met_lf && marked)
        BUG_ON(!ok || !str_eq(buf_str(&back), bytes));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 3)
        return 0;
    size_t count;
    const Encoding *all = encoding_all(&count);
    Str bytes = str_n((const char *)data + 3, n - 3);
    Coding c = {.encoding = &all[data[0] % count], .cr = data[1] & 1};
    c.bom = (data[1] & 2) && encoding_has_bom(c.encoding);
    round_trip(c, bytes, 1 + data[2]);
    CodingWish wish = {c.encoding, (data[1] & 4) != 0};
    CodingGuess g = coding_guess(bytes, (data[1] & 8) != 0, wish);
    round_trip(g.coding, bytes, 1 + data[2]);
    return 0;
}
