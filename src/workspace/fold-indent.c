#include "workspace/fold-indent.h"
#include "base/mem.h"

// A line with text that may begin a fold.
typedef struct {
    int indent;
    size_t end;
} OpenLine;

typedef struct {
    int tab_size, level;
    FoldVec *out;          // borrowed
    Vec(OpenLine) open;    // lines around the present one
    int col;               // columns of its indent so far
    bool in_indent, blank; // no text was seen in it yet
    size_t last_end;       // end of the last line with text
} Pass;

// Close the lines that stand as deep as `indent` or deeper.
static void close_to(Pass *p, int indent)
{
    while (p->open.n && vec_last(&p->open).indent >= indent) {
        int depth = (int)p->open.n;
        OpenLine line = vec_pop(&p->open);
        if (p->last_end > line.end && (p->level == 0 || depth == p->level))
            vec_push(p->out, ((Fold){line.end, p->last_end}));
    }
}

static void end_line(Pass *p, size_t end)
{
    if (!p->blank) {
        vec_push(&p->open, ((OpenLine){p->col, end}));
        p->last_end = end;
    }
    p->col = 0;
    p->in_indent = p->blank = true;
}

// The byte at which the text of a line may begin.
static void see(Pass *p, char c)
{
    if (c == ' ')
        p->col++;
    else if (c == '\t')
        p->col += p->tab_size - p->col % p->tab_size;
    else if (c != '\r')
        p->in_indent = false;
    if (!p->in_indent) {
        p->blank = false;
        close_to(p, p->col);
    }
}

static void pass_over(Pass *p, Str bytes, size_t start)
{
    for (size_t i = 0; i < bytes.n; i++) {
        if (!p->in_indent) {
            const char *end = memchr(bytes.p + i, '\n', bytes.n - i);
            if (!end)
                return;
            i = (size_t)(end - bytes.p);
        }
        if (bytes.p[i] == '\n')
            end_line(p, start + i);
        else
            see(p, bytes.p[i]);
    }
}

void fold_by_indent(const Snap *s, int tab_size, int level, FoldVec *out)
{
    Pass p = {.tab_size = tab_size, .level = level, .out = out, .in_indent = true, .blank = true};
    size_t size = snap_size(s), at = 0;
    while (at < size) {
        size_t start;
        Str chunk = snap_chunk(s, at, &start);
        pass_over(&p, str_from(chunk, at - start), at);
        at = start + chunk.n;
    }
    end_line(&p, size);
    close_to(&p, 0);
    vec_deinit(&p.open);
}
