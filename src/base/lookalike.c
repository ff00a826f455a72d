#include "base/lookalike.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"

#include <string.h>

typedef struct {
    uint32_t first, last; // code points
    const char *as;       // of each, again from its start where it ends
} Alike;

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static const char printable[] = "!\"#$%&'()*+,-./0123456789:;<=>?@"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
                                "abcdefghijklmnopqrstuvwxyz{|}~";

// Sorted.  Blanks in `as` are characters between that read as nothing else.
static const Alike table[] = {
    {0x1C0, 0x1C0, "|"},         {0x1C3, 0x1C3, "!"},         {0x251, 0x251, "a"},
    {0x261, 0x261, "g"},         {0x37E, 0x37E, ";"},         {0x391, 0x392, "AB"},
    {0x395, 0x397, "EZH"},       {0x399, 0x39A, "IK"},        {0x39C, 0x39D, "MN"},
    {0x39F, 0x39F, "O"},         {0x3A1, 0x3A1, "P"},         {0x3A4, 0x3A5, "TY"},
    {0x3A7, 0x3A7, "X"},         {0x3BD, 0x3BD, "v"},         {0x3BF, 0x3BF, "o"},
    {0x3F2, 0x3F3, "cj"},        {0x405, 0x408, "SI J"},      {0x410, 0x412, "A B"},
    {0x415, 0x415, "E"},         {0x41A, 0x41A, "K"},         {0x41C, 0x41E, "MHO"},
    {0x420, 0x423, "PCTY"},      {0x425, 0x425, "X"},         {0x430, 0x430, "a"},
    {0x435, 0x435, "e"},         {0x43E, 0x43E, "o"},         {0x440, 0x441, "pc"},
    {0x443, 0x443, "y"},         {0x445, 0x445, "x"},         {0x455, 0x458, "si j"},
    {0x475, 0x475, "v"},         {0x4BB, 0x4BB, "h"},         {0x4C0, 0x4C0, "I"},
    {0x4CF, 0x4CF, "l"},         {0x501, 0x501, "d"},         {0x51B, 0x51D, "q w"},
    {0x57D, 0x57D, "u"},         {0x585, 0x585, "o"},         {0x201A, 0x201A, ","},
    {0x2044, 0x2044, "/"},       {0x212A, 0x212A, "K"},       {0x2160, 0x2160, "I"},
    {0x2164, 0x2164, "V"},       {0x2169, 0x2169, "X"},       {0x216C, 0x2170, "LCDMi"},
    {0x2174, 0x2174, "v"},       {0x2179, 0x2179, "x"},       {0x217C, 0x217F, "lcdm"},
    {0x2212, 0x2212, "-"},       {0x2215, 0x2217, "/\\*"},    {0x2236, 0x2236, ":"},
    {0xFF01, 0xFF5E, printable}, {0x1D400, 0x1D6A3, letters}, {0x1D7CE, 0x1D7FF, "0123456789"},
};

char lookalike_of(uint32_t cp)
{
    size_t lo = 0, hi = ARRAY_LEN(table);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (table[mid].last < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == ARRAY_LEN(table) || cp < table[lo].first)
        return 0;
    char as = table[lo].as[(cp - table[lo].first) % strlen(table[lo].as)];
    return as == ' ' ? 0 : as;
}

static bool is_word_byte(char c)
{
    return (c & 0x80) || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

bool lookalike_deceives(Str text, size_t at)
{
    size_t start = at, n;
    bool valid, ascii = false, other = false;
    if (at >= text.n || !lookalike_of(utf8_decode(str_from(text, at), &n, &valid)))
        return false;
    while (start > 0 && is_word_byte(text.p[start - 1]))
        start--;
    for (size_t i = start; i < text.n && is_word_byte(text.p[i]); i += n) {
        uint32_t cp = utf8_decode(str_from(text, i), &n, &valid);
        bool own = cp >= 0x80 && valid && !lookalike_of(cp);
        if (own && width_text(str_n(text.p + i, n), 1) > 1)
            return false;
        other |= own;
        ascii |= cp < 0x80;
    }
    return ascii || !other;
}
