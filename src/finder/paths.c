#include "finder/inner.h"
#include "base/mem.h"

FinderPaths *finder_paths_new(void)
{
    FinderPaths *p = NEW(FinderPaths);
    atomic_init(&p->refs, 1);
    vec_push(&p->starts, 0);
    return p;
}

FinderPaths *finder_paths_ref(FinderPaths *p)
{
    atomic_fetch_add(&p->refs, 1);
    return p;
}

void finder_paths_free(FinderPaths *p)
{
    if (!p || atomic_fetch_sub(&p->refs, 1) != 1)
        return;
    buf_deinit(&p->bytes);
    vec_deinit(&p->starts);
    vec_deinit(&p->masks);
    free(p);
}

// Letters and digits have a bit each, and so have the signs that names are made with.
static unsigned bit_of(unsigned char c)
{
    if (c >= 'a' && c <= 'z')
        return c - 'a';
    if (c >= '0' && c <= '9')
        return 26u + c - '0';
    switch (c) {
    case '/':
        return 36;
    case '.':
        return 37;
    case '_':
        return 38;
    case '-':
        return 39;
    default:
        return 40 + c % 24;
    }
}

uint64_t letters_of(Str text)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < text.n; i++)
        mask |= (uint64_t)1 << bit_of(fold((unsigned char)text.p[i]));
    return mask;
}

bool finder_paths_add(FinderPaths *p, Str path)
{
    if (p->masks.n >= FINDER_PATHS_MAX || path.n >= UINT32_MAX - p->bytes.n - 1)
        return false;
    buf_add(&p->bytes, path);
    buf_add_byte(&p->bytes, '\0');
    vec_push(&p->starts, (uint32_t)p->bytes.n);
    vec_push(&p->masks, letters_of(path));
    return true;
}

size_t finder_paths_count(const FinderPaths *p)
{
    return p->masks.n;
}

Str finder_path(const FinderPaths *p, size_t i)
{
    return str_n(p->bytes.p + p->starts.p[i], p->starts.p[i + 1] - p->starts.p[i] - 1);
}
