// Capitals and small letters of what a replacement puts in.
#include "base/mem.h"
#include "base/letter.h"
#include "base/utf8.h"
#include "text/find.h"

size_t find_char_bytes(Str s)
{
    size_t n;
    (void)utf8_decode(s, &n, NULL);
    return n;
}

void find_add_case(Str s, LetterCase how, Buf *out)
{
    if (how == CASE_KEEP) {
        buf_add(out, s);
        return;
    }
    while (s.n) {
        size_t n;
        bool is_valid;
        uint32_t cp = utf8_decode(s, &n, &is_valid);
        if (is_valid)
            utf8_add(out, how == CASE_UPPER ? letter_upper(cp) : letter_lower(cp));
        else
            buf_add(out, str_upto(s, n));
        s = str_from(s, n);
    }
}

// How the letters of s are written, as far as there are any.
typedef struct {
    bool has_upper, has_lower, begins_upper;
} LetterUse;

static LetterUse letter_use(Str s)
{
    LetterUse use = {0};
    for (bool is_first = true; s.n;) {
        size_t n;
        uint32_t cp = utf8_decode(s, &n, NULL);
        bool upper = letter_lower(cp) != cp, lower = letter_upper(cp) != cp;
        use.begins_upper |= is_first && upper;
        use.has_upper |= upper;
        use.has_lower |= lower && !upper;
        is_first = false;
        s = str_from(s, n);
    }
    return use;
}

// "-" or "_" if the parts of both are joined by it, else 0.
static char joint(Str a, Str b)
{
    for (const char *c = "-_"; *c; c++)
        if (str_find_byte(a, *c) > 0 && str_find_byte(b, *c) > 0)
            return *c;
    return '\0';
}

static void add_part_like(Str s, Str model, Buf *out)
{
    LetterUse use = letter_use(model);
    if (use.has_upper != use.has_lower) {
        find_add_case(s, use.has_upper ? CASE_UPPER : CASE_LOWER, out);
        return;
    }
    size_t first = use.has_upper && s.n ? find_char_bytes(s) : 0;
    find_add_case(str_upto(s, first), use.begins_upper ? CASE_UPPER : CASE_LOWER, out);
    buf_add(out, str_from(s, first));
}

void find_add_like(Str s, Str model, Buf *out)
{
    char by = model.n ? joint(s, model) : '\0';
    Str part, like = STR_NULL;
    if (!by) {
        add_part_like(s, model, out);
        return;
    }
    for (bool is_first = true; str_split(&s, by, &part); is_first = false) {
        Str next;
        if (str_split(&model, by, &next))
            like = next; // further parts are like the last one
        if (!is_first)
            buf_add_byte(out, by);
        add_part_like(part, like, out);
    }
}
