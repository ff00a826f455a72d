#include "base/mem.h"
#include "syntax/follow.h"
#include "syntax/structure.h"

static const char *const kind_names[] = {
    [SYMBOL_OTHER] = "symbol",
    [SYMBOL_MODULE] = "module",
    [SYMBOL_CLASS] = "class",
    [SYMBOL_STRUCT] = "struct",
    [SYMBOL_INTERFACE] = "interface",
    [SYMBOL_ENUM] = "enum",
    [SYMBOL_FUNCTION] = "function",
    [SYMBOL_METHOD] = "method",
    [SYMBOL_CONSTANT] = "constant",
    [SYMBOL_VARIABLE] = "variable",
    [SYMBOL_FIELD] = "field",
    [SYMBOL_MEMBER] = "member",
    [SYMBOL_TYPE] = "type",
    [SYMBOL_MACRO] = "macro",
    [SYMBOL_HEADING] = "heading",
    [SYMBOL_KEY] = "key",
    [SYMBOL_TAG] = "tag",
    [SYMBOL_RULE] = "rule",
};

SymbolKind symbol_kind_named(Str name)
{
    for (size_t k = 0; k < ARRAY_LEN(kind_names); k++)
        if (str_eq_c(name, kind_names[k]))
            return (SymbolKind)k;
    return SYMBOL_OTHER;
}

const char *symbol_kind_name(SymbolKind k)
{
    return kind_names[k];
}

static const StructureItems *symbols_of(const Syntax *x)
{
    static const StructureItems none = {0};
    return x && x->structure ? &x->structure->symbols : &none;
}

size_t syntax_symbol_count(Syntax *x, const Text *t)
{
    if (x)
        syntax_follow(x, t);
    return symbols_of(x)->n;
}

SyntaxSymbol syntax_symbol(Syntax *x, const Text *t, size_t i)
{
    syntax_follow(x, t);
    const StructureItems *all = symbols_of(x);
    BUG_ON(i >= all->n);
    const StructureItem *item = &all->p[i];
    SyntaxSymbol s = {
        .start = edits_map_start(&x->cover.edits, item->at.start),
        .end = edits_map_end(&x->cover.edits, item->at.end),
        .name_start = edits_map_start(&x->cover.edits, item->inner.start),
        .name_end = edits_map_end(&x->cover.edits, item->inner.end),
        .kind = item->kind,
        .parent = item->parent == NO_PARENT ? -1 : (ptrdiff_t)item->parent,
    };
    for (uint32_t up = item->parent; up != NO_PARENT; up = all->p[up].parent)
        s.depth++;
    s.end = MAX(s.end, s.start);
    s.name_end = MAX(s.name_end, s.name_start);
    return s;
}

ptrdiff_t syntax_symbol_at(Syntax *x, const Text *t, size_t off)
{
    if (!x)
        return -1;
    syntax_follow(x, t);
    const StructureItems *all = symbols_of(x);
    size_t was = edits_unmap_start(&x->cover.edits, off);
    size_t i = structure_find(all, was + 1);
    uint32_t at = i ? (uint32_t)i - 1 : NO_PARENT;
    while (at != NO_PARENT &&
           (all->p[at].at.end < was || edits_map_start(&x->cover.edits, all->p[at].at.start) > off))
        at = all->p[at].parent;
    return at == NO_PARENT ? -1 : (ptrdiff_t)at;
}
