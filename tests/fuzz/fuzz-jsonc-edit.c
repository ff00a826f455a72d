/* Whatever text stands in a file: after a value was set it is there, after it was removed it is
 * not, and everything else reads as before. */
#include "base/bug.h"
#include "base/json.h"
#include "base/jsonc-edit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static JsonDoc *parse(const Buf *b)
{
    JsonDoc *doc = json_parse(buf_str(b), NULL);
    BUG_ON(!doc);
    return doc;
}

// All but member or element `skip`, as text.
static void rest(const Buf *b, const char *key, size_t index, Buf *out)
{
    JsonDoc *doc = parse(b);
    size_t i = 0;
    JsonOut w = {.out = out};
    json_out_array(&w, NULL);
    for (const Json *x = json_first(json_root(doc)); x; x = json_next(x), i++)
        if (key ? !str_eq_c(json_key(x), key) : i != index) {
            json_out_str(&w, NULL, json_key(x));
            json_out_json(&w, NULL, x);
        }
    json_out_end(&w);
    json_free(doc);
}

static void same_rest(const Buf *a, const Buf *b, const char *key, size_t index)
{
    Buf x = BUF_INIT, y = BUF_INIT;
    rest(a, key, index, &x);
    rest(b, key, index, &y);
    BUG_ON(!str_eq(buf_str(&x), buf_str(&y)));
    buf_deinit(&x);
    buf_deinit(&y);
}

static void walk_members(const Buf *text)
{
    JsoncStep at = {.key = "a"};
    Buf set = BUF_INIT, gone = BUF_INIT;
    buf_add(&set, buf_str(text));
    BUG_ON(!jsonc_set(&set, &at, 1, STR("[\n  7]"), NULL));
    JsonDoc *doc = parse(&set);
    BUG_ON(json_int_or(json_at(json_get(json_root(doc), "a"), 0), 0) != 7);
    json_free(doc);
    buf_add(&gone, buf_str(&set));
    BUG_ON(!jsonc_remove(&gone, &at, 1, NULL));
    doc = parse(&gone);
    BUG_ON(json_get(json_root(doc), "a"));
    json_free(doc);
    same_rest(&set, &gone, "a", 0);
    same_rest(text, &gone, "a", 0);
    buf_deinit(&set);
    buf_deinit(&gone);
}

static void walk_elements(const Buf *text, size_t len)
{
    JsoncStep at = {.index = JSONC_END}, first = {.index = 0};
    Buf set = BUF_INIT;
    buf_add(&set, buf_str(text));
    BUG_ON(!jsonc_set(&set, &at, 1, STR("{\"k\": 1}"), NULL));
    same_rest(text, &set, NULL, len);
    if (len) {
        Buf gone = BUF_INIT;
        buf_add(&gone, buf_str(&set));
        BUG_ON(!jsonc_remove(&gone, &first, 1, NULL));
        JsonDoc *doc = parse(&gone);
        BUG_ON(json_len(json_root(doc)) != len);
        json_free(doc);
        buf_deinit(&gone);
    }
    buf_deinit(&set);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str given = str_n((const char *)data, n);
    Buf text = BUF_INIT;
    JsonDoc *doc = json_parse(given, NULL);
    JsonKind kind = doc ? json_kind(json_root(doc)) : JSON_NONE;
    buf_add(&text, given);
    if (kind == JSON_OBJECT) {
        walk_members(&text);
    } else if (kind == JSON_ARRAY) {
        walk_elements(&text, json_len(json_root(doc)));
    } else {
        JsoncStep at = {.key = "a"};
        Buf changed = BUF_INIT;
        buf_add(&changed, given);
        if (!jsonc_set(&changed, &at, 1, STR("1"), NULL))
            BUG_ON(!str_eq(buf_str(&changed), given));
        else
            json_free(parse(&changed));
        buf_deinit(&changed);
    }
    json_free(doc);
    buf_deinit(&text);
    return 0;
}
