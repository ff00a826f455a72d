// Digraphs: two characters that are typed for one.
#include "vim/inner.h"

static const struct {
    char name[3];
    uint32_t cp;
} table[] = {
#define D(name, cp) {name, cp},
#include "vim/digraphs.def"
#undef D
};

static uint32_t look_up(char a, char b)
{
    char key[3] = {a, b, 0};
    size_t lo = 0, hi = ARRAY_LEN(table);
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(table[mid].name, key);
        if (c == 0)
            return table[mid].cp;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

uint32_t digraph(uint32_t a, uint32_t b)
{
    if (a >= 127 || b >= 127)
        return b;
    uint32_t cp = look_up((char)a, (char)b);
    if (!cp)
        cp = look_up((char)b, (char)a);
    return cp ? cp : b;
}
