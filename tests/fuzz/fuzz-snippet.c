// A snippet's body: stops within the text it expands to, which stays of a bounded size.
#include "base/bug.h"
#include "edit/edit.h"

#include <stdint.h>

static bool variable(void *arg, Str name, Buf *out)
{
    (void)arg;
    buf_add(out, name);
    return name.n % 2;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    SnippetPlace place = {
        .eol = STR("\r\n"), .indent = STR("\t"), .tab = STR("  "), .variable = variable};
    Buf text = BUF_INIT, became = BUF_INIT;
    SnippetStops stops = {0};
    if (n > 4096)
        return 0;
    Snippet *s = snippet_new(str_n((const char *)data, n));
    snippet_expand(s, &place, &text, &stops);
    BUG_ON(stops.n == 0 || text.n > (4u << 20));
    VEC_EACH (const SnippetStop, x, &stops) {
        size_t nchoices;
        BUG_ON(x->start > x->end || x->end > text.n);
        BUG_ON((snippet_choices(x, &nchoices) != NULL) != (nchoices > 0));
    }
    snippet_stop_transform(&stops.p[0], str_upto(buf_str(&text), 200), &became);
    buf_deinit(&text);
    buf_deinit(&became);
    vec_deinit(&stops);
    snippet_free(s);
    return 0;
}
