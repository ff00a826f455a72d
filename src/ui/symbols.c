#include "ui/symbols.h"

const char *symbol_sign(const Ui *ui, SymbolKind k)
{
    static const char *const signs[] = {
        [SYMBOL_OTHER] = "-",    [SYMBOL_MODULE] = "M",    [SYMBOL_CLASS] = "C",
        [SYMBOL_STRUCT] = "S",   [SYMBOL_INTERFACE] = "I", [SYMBOL_ENUM] = "E",
        [SYMBOL_FUNCTION] = "",  [SYMBOL_METHOD] = "",     [SYMBOL_CONSTANT] = "c",
        [SYMBOL_VARIABLE] = "v", [SYMBOL_FIELD] = "f",     [SYMBOL_MEMBER] = "e",
        [SYMBOL_TYPE] = "T",     [SYMBOL_MACRO] = "#",     [SYMBOL_HEADING] = "#",
        [SYMBOL_KEY] = "k",      [SYMBOL_TAG] = "<",       [SYMBOL_RULE] = "{",
    };
    bool function = k == SYMBOL_FUNCTION || k == SYMBOL_METHOD;
    return function ? theme_glyph(ui->theme, GLYPH_FUNCTION) : signs[k];
}

const char *symbol_name(Ui *ui, const Document *d, const SyntaxSymbol *s)
{
    enum { NAME_BYTES = 120 };
    AUTO(buf) Buf name = BUF_INIT;
    snap_add_to(text_now(d->text), s->name_start, MIN(s->name_end, s->name_start + NAME_BYTES),
                &name);
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '\n' || name.p[i] == '\r' || name.p[i] == '\t')
            name.p[i] = ' ';
    return arena_str(&ui->frame, buf_str(&name));
}

void symbol_go(Ui *ui, View *v, size_t symbol)
{
    if (symbol >= syntax_symbol_count(v->doc->syntax, v->doc->text))
        return; // the text changed since the paint
    SyntaxSymbol s = syntax_symbol(v->doc->syntax, v->doc->text, symbol);
    view_goto(v, s.name_start);
    v->centre = true;
    layout_focus(&ui->ws->layout, FOCUS_EDITOR);
}
