#include "base/key.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <strings.h>
#include <utf8proc.h>

static const struct {
    const char *name; // the first row of a kind is its canonical name
    KeyKind kind;
} key_names[] = {
    {"enter", KEY_ENTER},
    {"return", KEY_ENTER},
    {"tab", KEY_TAB},
    {"backspace", KEY_BACKSPACE},
    {"escape", KEY_ESCAPE},
    {"esc", KEY_ESCAPE},
    {"up", KEY_UP},
    {"down", KEY_DOWN},
    {"left", KEY_LEFT},
    {"right", KEY_RIGHT},
    {"home", KEY_HOME},
    {"end", KEY_END},
    {"pageup", KEY_PAGE_UP},
    {"pgup", KEY_PAGE_UP},
    {"pagedown", KEY_PAGE_DOWN},
    {"pgdown", KEY_PAGE_DOWN},
    {"insert", KEY_INSERT},
    {"ins", KEY_INSERT},
    {"delete", KEY_DELETE},
    {"del", KEY_DELETE},
};

// In the order in which canonical names have them.
static const struct {
    const char *name;
    uint8_t bit;
} mod_names[] = {{"ctrl", MOD_CTRL}, {"alt", MOD_ALT}, {"shift", MOD_SHIFT}};

static bool same_word(Str a, const char *b)
{
    return a.n == strlen(b) && strncasecmp(a.p, b, a.n) == 0;
}

// Letters with one lower and one upper form that lead to each other; others keep their case.
static uint32_t letter_lower(uint32_t cp)
{
    uint32_t low = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)low) == cp ? low : cp;
}

static uint32_t letter_upper(uint32_t cp)
{
    uint32_t up = (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)up) == cp ? up : cp;
}

// An upper-case letter always goes with Shift and Shift with it.
Key key_normal(const Key *k)
{
    Key out = *k;
    if (k->kind != KEY_CHAR) {
        out.cp = 0;
        return out;
    }
    if (letter_lower(k->cp) != k->cp)
        out.mods |= MOD_SHIFT;
    else if (k->mods & MOD_SHIFT)
        out.cp = letter_upper(k->cp);
    return out;
}

static bool parse_mod(Str word, uint8_t *mods, Err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(mod_names); i++) {
        if (!same_word(word, mod_names[i].name))
            continue;
        if (*mods & mod_names[i].bit)
            return err_set(err, "'%s' stands twice", mod_names[i].name);
        *mods |= mod_names[i].bit;
        return true;
    }
    return err_set(err, "unknown modifier '" STR_FMT "' (ctrl, alt, shift)", STR_ARG(word));
}

// "u+200b": the form for characters that cannot be seen.
static bool parse_code_point(Str word, uint32_t *cp)
{
    if (word.n < 3 || word.n > 8 || !same_word(str_upto(word, 2), "u+"))
        return false;
    *cp = 0;
    for (size_t i = 2; i < word.n; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *d = memchr(digits, word.p[i] | 0x20, 16);
        if (!d)
            return false;
        *cp = *cp << 4 | (uint32_t)(d - digits);
    }
    return *cp <= 0x10FFFF && (*cp < 0xD800 || *cp > 0xDFFF);
}

static bool parse_function_key(Str word, KeyKind *kind)
{
    long long n = 0;
    if (word.n < 2 || (word.p[0] | 0x20) != 'f' || word.p[1] == '0' || word.p[1] == '-')
        return false;
    if (!str_to_i64(str_from(word, 1), &n) || n > 24)
        return false;
    *kind = (KeyKind)(KEY_F1 + n - 1);
    return true;
}

static bool parse_named(Str word, Key *out)
{
    out->kind = KEY_CHAR;
    if (same_word(word, "space"))
        return out->cp = ' ', true;
    if (parse_code_point(word, &out->cp) || parse_function_key(word, &out->kind))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(key_names); i++)
        if (same_word(word, key_names[i].name))
            return out->kind = key_names[i].kind, true;
    return false;
}

static bool parse_char(Str word, Key *out)
{
    size_t n = 0;
    bool valid = false;
    uint32_t cp = utf8_decode(word, &n, &valid);
    if (!valid || n != word.n || cp <= ' ' || cp == 0x7F)
        return false;
    out->kind = KEY_CHAR;
    // "Ctrl+K" is how menus write ctrl+k; only a letter alone is meant as it stands.
    out->cp = out->mods ? letter_lower(cp) : cp;
    return true;
}

bool key_parse(Str name, Key *out, Err *err)
{
    Key k = {0};
    Str rest = name;
    for (;;) {
        // the key itself may be '+', so a separator has something on both sides
        ptrdiff_t plus = rest.n > 1 ? str_find_byte(str_from(rest, 1), '+') : -1;
        if (plus < 0 || parse_code_point(rest, &k.cp))
            break;
        if (!parse_mod(str_upto(rest, (size_t)plus + 1), &k.mods, err))
            return err_wrap(err, "key '" STR_FMT "'", STR_ARG(name));
        rest = str_from(rest, (size_t)plus + 2);
    }
    if (rest.n == 0)
        return err_set(err, "key '" STR_FMT "': the key itself is missing", STR_ARG(name));
    if (!parse_char(rest, &k) && !parse_named(rest, &k))
        return err_set(err, "key '" STR_FMT "': unknown key '" STR_FMT "'", STR_ARG(name),
                       STR_ARG(rest));
    *out = key_normal(&k);
    return true;
}

static bool is_visible(uint32_t cp)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    bool letter = c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
    return letter || (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_SO);
}

static void char_name(uint32_t cp, Buf *out)
{
    if (cp == ' ')
        buf_add_c(out, "space");
    else if (is_visible(cp))
        utf8_add(out, letter_lower(cp));
    else
        buf_addf(out, "u+%04x", (unsigned)cp);
}

static void mouse_name(const Key *k, Buf *out)
{
    static const char *const kinds[] = {"press", "release", "drag", "move", "wheel"};
    static const char *const buttons[] = {"",    "-left", "-middle", "-right",
                                          "-up", "-down", "-left",   "-right"};
    _Static_assert(ARRAY_LEN(kinds) == MOUSE_WHEEL + 1, "one name a mouse kind");
    _Static_assert(ARRAY_LEN(buttons) == MOUSE_WHEEL_RIGHT + 1, "one name a mouse button");
    buf_addf(out, "<mouse-%s%s>", kinds[k->mouse.kind], buttons[k->mouse.button]);
}

static const char *plain_name(KeyKind kind)
{
    for (size_t i = 0; i < ARRAY_LEN(key_names); i++)
        if (key_names[i].kind == kind)
            return key_names[i].name;
    switch (kind) {
    case KEY_PASTE:
        return "<paste>";
    case KEY_FOCUS_IN:
        return "<focus-in>";
    case KEY_FOCUS_OUT:
        return "<focus-out>";
    default:
        return "<none>";
    }
}

void key_name(const Key *key, Buf *out)
{
    Key k = key_normal(key);
    for (size_t i = 0; i < ARRAY_LEN(mod_names); i++)
        if (k.mods & mod_names[i].bit)
            buf_addf(out, "%s+", mod_names[i].name);
    if (k.kind == KEY_CHAR)
        char_name(k.cp, out);
    else if (k.kind == KEY_MOUSE)
        mouse_name(&k, out);
    else if (k.kind >= KEY_F1 && k.kind <= KEY_F24)
        buf_addf(out, "f%d", k.kind - KEY_F1 + 1);
    else
        buf_add_c(out, plain_name(k.kind));
}

bool key_eq(const Key *a, const Key *b)
{
    Key x = key_normal(a), y = key_normal(b);
    return x.kind == y.kind && x.mods == y.mods && (x.kind != KEY_CHAR || x.cp == y.cp);
}
