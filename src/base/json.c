#include "base/json.h"
#include "base/bug.h"
#include "base/json-scan.h"
#include "base/mem.h"
#include "base/vec.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <math.h>

struct JsonDoc {
    cJSON *root; // owned
    char *text;  // owned; as it was given
    size_t text_n;
};

static const cJSON *node(const Json *value)
{
    return (const cJSON *)(const void *)value;
}

static const Json *json(const cJSON *value)
{
    return (const Json *)(const void *)value;
}

JsonDoc *json_parse(Str text, Err *err)
{
    AUTO(buf) Buf clean = BUF_INIT;
    if (!json_check(text, &clean, err))
        return NULL;
    JsonDoc *doc = NEW(JsonDoc);
    doc->root = cJSON_ParseWithLength(clean.p, clean.n);
    BUG_ON(!doc->root); // the check lets nothing through that it would refuse
    doc->text = str_dup(text);
    doc->text_n = text.n;
    return doc;
}

JsonDoc *json_parse_mended(Str text, Buf *faults)
{
    AUTO(buf) Buf clean = BUF_INIT;
    AUTO(buf) Buf seen = BUF_INIT;
    AUTO(err) Err err = {0};
    JsonDoc *doc = json_parse(text, &err);
    if (doc || err.code == ENODATA || !json_mend(text, &clean, &seen, faults))
        return doc;
    doc = NEW(JsonDoc);
    doc->root = cJSON_ParseWithLength(clean.p, clean.n);
    BUG_ON(!doc->root); // only whole tokens in their places were kept
    doc->text_n = seen.n;
    doc->text = buf_take(&seen);
    return doc;
}

void json_free(JsonDoc *doc)
{
    if (!doc)
        return;
    cJSON_Delete(doc->root);
    free(doc->text);
    free(doc);
}

const Json *json_root(const JsonDoc *doc)
{
    return json(doc->root);
}

// The values of a document stand in its text in the order of this walk.  *seen counts those before
// `wanted`; true once it is found.
static bool count_until(const cJSON *value, const cJSON *wanted, size_t *seen)
{
    if (value == wanted)
        return true;
    ++*seen;
    for (const cJSON *x = value->child; x; x = x->next)
        if (count_until(x, wanted, seen))
            return true;
    return false;
}

void json_where(const JsonDoc *doc, const Json *value, int *line, int *col)
{
    size_t left = 0;
    BUG_ON(!count_until(doc->root, node(value), &left));
    JsonScan scan = {.text = str_n(doc->text, doc->text_n)}, ahead;
    JsonToken t = {0}, next;
    for (;;) {
        BUG_ON(!json_scan(&scan, &t, NULL) || t.kind == 0);
        ahead = scan;
        bool is_key = t.kind == 's' && json_scan(&ahead, &next, NULL) && next.kind == ':';
        if (!is_key && strchr("{[snw", t.kind) && left-- == 0)
            break;
    }
    json_line_col(scan.text, t.start, line, col);
}

JsonKind json_kind(const Json *value)
{
    if (!value)
        return JSON_NONE;
    switch (node(value)->type & 0xFF) {
    case cJSON_True:
    case cJSON_False:
        return JSON_BOOL;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_String:
        return JSON_STRING;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_Object:
        return JSON_OBJECT;
    default:
        return JSON_NULL;
    }
}

const char *json_kind_name(JsonKind kind)
{
    static const char *const names[] = {
        [JSON_NONE] = "nothing",     [JSON_NULL] = "null",       [JSON_BOOL] = "a boolean",
        [JSON_NUMBER] = "a number",  [JSON_STRING] = "a string", [JSON_ARRAY] = "an array",
        [JSON_OBJECT] = "an object",
    };
    _Static_assert(ARRAY_LEN(names) == JSON_OBJECT + 1, "one name a kind");
    return names[kind];
}

const Json *json_first(const Json *value)
{
    return value ? json(node(value)->child) : NULL;
}

const Json *json_next(const Json *value)
{
    return value ? json(node(value)->next) : NULL;
}

Str json_key(const Json *member)
{
    return member ? str_c(node(member)->string ? node(member)->string : "") : STR("");
}

const Json *json_get(const Json *object, const char *key)
{
    const Json *found = NULL;
    if (json_kind(object) != JSON_OBJECT)
        return NULL;
    for (const Json *x = json_first(object); x; x = json_next(x))
        if (str_eq_c(json_key(x), key))
            found = x;
    return found;
}

const Json *json_at(const Json *array, size_t i)
{
    if (json_kind(array) != JSON_ARRAY)
        return NULL;
    const Json *x = json_first(array);
    while (x && i-- > 0)
        x = json_next(x);
    return x;
}

size_t json_len(const Json *value)
{
    size_t n = 0;
    for (const Json *x = json_first(value); x; x = json_next(x))
        n++;
    return n;
}

typedef struct {
    const Json *member;
    size_t i;
} Member;

// By key, and by place among equal ones.
static int by_key(const void *a, const void *b)
{
    const Member *x = a, *y = b;
    int c = str_cmp(json_key(x->member), json_key(y->member));
    return c ? c : (x->i > y->i) - (x->i < y->i);
}

const Json *json_duplicate(const Json *object)
{
    Vec(Member) all = {0};
    if (json_kind(object) != JSON_OBJECT)
        return NULL;
    for (const Json *x = json_first(object); x; x = json_next(x))
        vec_push(&all, (Member){x, all.n});
    if (all.n)
        qsort(all.p, all.n, sizeof *all.p, by_key);
    Member first = {NULL, SIZE_MAX};
    for (size_t k = 1; k < all.n; k++)
        if (str_eq(json_key(all.p[k - 1].member), json_key(all.p[k].member)) &&
            all.p[k].i < first.i)
            first = all.p[k];
    vec_deinit(&all);
    return first.member;
}

bool json_bool(const Json *value, bool *out)
{
    if (json_kind(value) != JSON_BOOL)
        return false;
    *out = (node(value)->type & 0xFF) == cJSON_True;
    return true;
}

bool json_int(const Json *value, int64_t *out)
{
    static const double limit = 9007199254740992.0; // 2^53: above it not every whole number is one
    double d = 0;
    if (!json_double(value, &d) || d < -limit || d > limit || d != trunc(d))
        return false;
    *out = (int64_t)d;
    return true;
}

bool json_double(const Json *value, double *out)
{
    if (json_kind(value) != JSON_NUMBER || !isfinite(node(value)->valuedouble))
        return false;
    *out = node(value)->valuedouble;
    return true;
}

bool json_str(const Json *value, Str *out)
{
    if (json_kind(value) != JSON_STRING)
        return false;
    *out = str_c(node(value)->valuestring);
    return true;
}

bool json_bool_or(const Json *value, bool otherwise)
{
    json_bool(value, &otherwise);
    return otherwise;
}

int64_t json_int_or(const Json *value, int64_t otherwise)
{
    json_int(value, &otherwise);
    return otherwise;
}

Str json_str_or(const Json *value, Str otherwise)
{
    json_str(value, &otherwise);
    return otherwise;
}
