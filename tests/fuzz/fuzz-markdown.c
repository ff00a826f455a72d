/* The first byte is a width, the rest Markdown: spans, links and lines lie in the text, in order.
 */
#include "base/bug.h"
#include "base/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0 || n > 1 << 16)
        return 0;
    Str source = str_n((const char *)data + 1, n - 1);
    MarkdownLook look = {.cols = data[0] & 127, .ascii = data[0] & 128};
    Markdown *m = markdown_new(source, &look, NULL);
    size_t at = 0;
    BUG_ON(!m);
    VEC_EACH (MarkdownSpan, s, &m->spans) {
        BUG_ON(s->start < at || s->end <= s->start || s->end > m->text.n);
        at = s->end;
    }
    at = 0;
    VEC_EACH (MarkdownLink, l, &m->links) {
        BUG_ON(l->start < at || l->end <= l->start || l->end > m->text.n || !l->target);
        at = l->end;
    }
    VEC_EACH (MarkdownCode, c, &m->code)
        BUG_ON(c->end > m->text.n || c->source + (c->end - c->start) > source.n ||
               memcmp(m->text.p + c->start, source.p + c->source, c->end - c->start) != 0);
    size_t source_at = 0;
    VEC_EACH (MarkdownLine, l, &m->lines) {
        BUG_ON(l->off > m->text.n || l->source < source_at);
        BUG_ON(l->off && m->text.p[l->off - 1] != '\n');
        source_at = l->source;
    }
    VEC_EACH (MarkdownAnchor, a, &m->anchors)
        BUG_ON(a->off > m->text.n);
    markdown_free(m);
    return 0;
}
