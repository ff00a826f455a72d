/* What parses can be written, parses again, and is then written the same; every value stands
 * somewhere in the text. */
#include "base/bug.h"
#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_places(const JsonDoc *doc, Str text)
{
    int line = 0, col = 0, lines = 1;
    for (size_t i = 0; i < text.n; i++)
        lines += text.p[i] == '\n';
    int budget = 50;
    for (const Json *x = json_first(json_root(doc)); x && budget-- > 0; x = json_next(x)) {
        json_where(doc, x, &line, &col);
        BUG_ON(line < 1 || line > lines || col < 1 || (size_t)col > text.n);
    }
    json_duplicate(json_root(doc));
}

static void write_again(const JsonDoc *doc, Buf *out)
{
    JsonOut w = {.out = out, .indent = 1};
    json_out_json(&w, NULL, json_root(doc));
}

// What is read of a broken text can be written and parses.
static void check_mended(Str text)
{
    Buf faults = BUF_INIT, once = BUF_INIT;
    JsonDoc *doc = json_parse_mended(text, &faults);
    if (doc) {
        check_places(doc, text);
        write_again(doc, &once);
        JsonDoc *again = json_parse(buf_str(&once), NULL);
        BUG_ON(!again);
        json_free(again);
    }
    json_free(doc);
    buf_deinit(&once);
    buf_deinit(&faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str text = str_n((const char *)data, n);
    check_mended(text);
    Err err = {0};
    JsonDoc *doc = json_parse(text, &err);
    BUG_ON(!doc == !err.msg);
    if (doc) {
        Buf once = BUF_INIT, twice = BUF_INIT;
        check_places(doc, text);
        write_again(doc, &once);
        JsonDoc *again = json_parse(buf_str(&once), NULL);
        BUG_ON(!again);
        write_again(again, &twice);
        BUG_ON(!str_eq(buf_str(&once), buf_str(&twice)));
        json_free(again);
        buf_deinit(&once);
        buf_deinit(&twice);
    }
    json_free(doc);
    err_deinit(&err);
    return 0;
}
