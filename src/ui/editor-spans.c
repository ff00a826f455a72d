// The colours of a frame: looked up once for the visible text, or line by line where lines are
// long.
#include "ui/editor.h"

void editor_spans_begin(Ui *ui)
{
    ui->spans_of = (Range){1, 0};
}

const SyntaxSpans *editor_spans(Ui *ui, const View *v, size_t start, size_t end)
{
    if (start >= ui->spans_of.start && end <= ui->spans_of.end)
        return &ui->spans;
    vec_clear(&ui->spans);
    ui->spans_of = (Range){start, end};
    if (v->doc->reading)
        reading_spans(ui->ws, v->doc, start, end, &ui->spans);
    if (!v->doc->syntax)
        return &ui->spans;
    syntax_color_brackets(v->doc->syntax, view_options(v)->bracket_colors);
    syntax_highlight(v->doc->syntax, v->doc->text, start, end, &ui->spans);
    return &ui->spans;
}
