// The table of encodings and what can be told from it.
#include "text/encoding-inner.h"
#include "base/mem.h"

#include <ctype.h>

static const Encoding encodings[] = {
#define ENCODING(...) {__VA_ARGS__},
#include "text/encodings.def"
#undef ENCODING
};

// Names that others have for them.
static const struct {
    const char *name, *id;
} aliases[] = {
    {"latin1", "iso88591"},  {"ascii", "utf8"},          {"usascii", "utf8"},
    {"utf16", "utf16le"},    {"utf32", "utf32le"},       {"sjis", "shiftjis"},
    {"mskanji", "shiftjis"}, {"windows31j", "shiftjis"}, {"gb2312", "gbk"},
    {"euccn", "gbk"},        {"big5", "cp950"},          {"cp949", "euckr"},
    {"tis620", "iso885911"}, {"ibm866", "cp866"},        {"ibm852", "cp852"},
};

const Encoding *encoding_all(size_t *n)
{
    *n = ARRAY_LEN(encodings);
    return encodings;
}

// Letters and digits alone, in small.
static void fold(Str name, char *out, size_t cap)
{
    size_t n = 0;
    for (size_t i = 0; i < name.n && n + 1 < cap; i++)
        if (isalnum((unsigned char)name.p[i]))
            out[n++] = (char)tolower((unsigned char)name.p[i]);
    out[n] = '\0';
}

static bool is_called(const char *name, const char *folded)
{
    char own[32];
    fold(str_c(name), own, sizeof own);
    return strcmp(own, folded) == 0;
}

const Encoding *encoding_find(Str name)
{
    char folded[32];
    fold(name, folded, sizeof folded);
    if (str_ends(str_c(folded), STR("bom")))
        folded[strlen(folded) - 3] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
        if (strcmp(folded, aliases[i].name) == 0)
            return encoding_find(str_c(aliases[i].id));
    for (size_t i = 0; i < ARRAY_LEN(encodings); i++)
        if (is_called(encodings[i].id, folded) || is_called(encodings[i].libc, folded) ||
            is_called(encodings[i].brief, folded))
            return &encodings[i];
    return NULL;
}

bool coding_is_plain(Coding c)
{
    return c.encoding->kind == ENCODING_UTF8 && !c.bom && !c.cr;
}

Str encoding_bom(const Encoding *e)
{
    switch (e->kind) {
    case ENCODING_UTF8:
        return STR("\xEF\xBB\xBF");
    case ENCODING_UTF16:
        return e->big_endian ? STR("\xFE\xFF") : STR("\xFF\xFE");
    case ENCODING_UTF32:
        return e->big_endian ? STR("\0\0\xFE\xFF") : STR("\xFF\xFE\0\0");
    default:
        return STR_NULL;
    }
}

bool encoding_has_bom(const Encoding *e)
{
    return encoding_bom(e).n > 0;
}

bool encoding_asks_for_bom(Str name)
{
    const Encoding *e = encoding_find(name);
    bool wide = e && (e->kind == ENCODING_UTF16 || e->kind == ENCODING_UTF32);
    return wide || str_ends(name, STR("bom"));
}

void coding_name(Coding c, Buf *out)
{
    buf_add_c(out, c.encoding->brief);
    if (c.bom)
        buf_add_c(out, " with BOM");
}

bool encoding_unknown(const Encoding *e, Err *err)
{
    return err_set(err, "cannot use the encoding %s: this system's C library does not have it",
                   e->title);
}
