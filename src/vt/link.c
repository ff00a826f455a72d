// Hyperlinks (OSC 8).  Cells hold numbers; what those mean is kept for the newest links.
#include "vt/inner.h"

#include "base/mem.h"

enum {
    URI_MAX = 2083, // bytes, as in other terminals
    ID_MAX = 250,
    LINKS_KEPT = 65536,
    LINKS_KEPT_BYTES = 4 << 20,
    SAME_ID_BACK = 64, // links looked at for one of the same id
};

static void drop_oldest(Vt *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Link *x = &v->links.p[i];
        v->links_bytes -= strlen(x->uri) + strlen(x->id);
        free(x->uri);
        free(x->id);
    }
    vec_remove(&v->links, 0, n);
    v->links_before += (uint32_t)n;
}

/* The number of a link that was given lately with this id, or as the last one. */
static uint32_t find(const Vt *v, Str uri, Str id)
{
    size_t n = v->links.n, back = id.n ? SAME_ID_BACK : 1;
    for (size_t i = n; i > 0 && n - i < back; i--) {
        const Link *x = &v->links.p[i - 1];
        if (str_eq_c(uri, x->uri) && str_eq_c(id, x->id))
            return v->links_before + (uint32_t)i;
    }
    return 0;
}

static uint32_t add(Vt *v, Str uri, Str id)
{
    if (v->links.n >= LINKS_KEPT || v->links_bytes >= LINKS_KEPT_BYTES)
        drop_oldest(v, v->links.n / 2);
    vec_push(&v->links, ((Link){.uri = str_dup(uri), .id = str_dup(id)}));
    v->links_bytes += uri.n + id.n;
    return v->links_before + (uint32_t)v->links.n;
}

/* A link must be printable ASCII: all else is to be escaped in it. */
static bool is_clean(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~')
            return false;
    return true;
}

static Str id_of(Str params)
{
    Str one;
    while (str_split(&params, ':', &one))
        if (str_starts(one, STR("id=")))
            return str_from(one, strlen("id="));
    return STR_NULL;
}

void vt_link_set(Vt *v, Str s)
{
    Str params;
    v->link = 0;
    if (!str_split(&s, ';', &params) || s.n == 0 || s.n > URI_MAX || !is_clean(s))
        return;
    Str id = id_of(params);
    if (id.n > ID_MAX || !is_clean(id))
        id = STR_NULL;
    v->link = find(v, s, id);
    if (v->link == 0)
        v->link = add(v, s, id);
}

void vt_links_free(Vt *v)
{
    drop_oldest(v, v->links.n);
    vec_deinit(&v->links);
}

Str vt_link(const Vt *v, uint32_t link)
{
    bool known = link > v->links_before && link - v->links_before <= v->links.n;
    return known ? str_c(v->links.p[link - v->links_before - 1].uri) : STR("");
}
