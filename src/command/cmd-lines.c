// Lines and words: moved, sorted, joined, commented, in another case.
#include "command/inner.h"
#include "syntax/syntax.h"

static Str eol_of(const View *v)
{
    return document_line_end(v->doc) == EOL_CRLF ? STR("\r\n") : STR("\n");
}

static const Snap *now(const View *v)
{
    return text_now(v->doc->text);
}

// One undo step of its own.
static bool apply(View *v, Change *c, Err *err)
{
    text_undo_break(v->doc->text);
    bool ok = view_change(v, c, err);
    text_undo_break(v->doc->text);
    return ok;
}

#define LINE_COMMAND(name, fill)                       \
    static bool name(Workspace *ws, Str arg, Err *err) \
    {                                                  \
        View *v = command_view(ws, err);               \
        AUTO(change) Change c = {0};                   \
        (void)arg;                                     \
        if (!v || !view_may_edit(v, err))              \
            return false;                              \
        fill;                                          \
        return apply(v, &c, err);                      \
    }

LINE_COMMAND(move_up, edit_move_lines(now(v), &v->sel, false, &c))
LINE_COMMAND(move_down, edit_move_lines(now(v), &v->sel, true, &c))
LINE_COMMAND(copy_up, edit_copy_lines(now(v), &v->sel, false, eol_of(v), &c))
LINE_COMMAND(copy_down, edit_copy_lines(now(v), &v->sel, true, eol_of(v), &c))
LINE_COMMAND(join, edit_join_lines(now(v), &v->sel, &c))
LINE_COMMAND(transpose, edit_transpose(now(v), &v->sel, &c))
LINE_COMMAND(upper, edit_change_case(now(v), &v->sel, CASE_UPPER, &c))
LINE_COMMAND(lower, edit_change_case(now(v), &v->sel, CASE_LOWER, &c))
LINE_COMMAND(title, edit_change_case(now(v), &v->sel, CASE_TITLE, &c))
LINE_COMMAND(camel, edit_change_case(now(v), &v->sel, CASE_CAMEL, &c))
LINE_COMMAND(pascal, edit_change_case(now(v), &v->sel, CASE_PASCAL, &c))
LINE_COMMAND(snake, edit_change_case(now(v), &v->sel, CASE_SNAKE, &c))
LINE_COMMAND(constant, edit_change_case(now(v), &v->sel, CASE_CONSTANT, &c))
LINE_COMMAND(kebab, edit_change_case(now(v), &v->sel, CASE_KEBAB, &c))

#define TRY_COMMAND(name, call)                                         \
    static bool name(Workspace *ws, Str arg, Err *err)                  \
    {                                                                   \
        View *v = command_view(ws, err);                                \
        AUTO(change) Change c = {0};                                    \
        (void)arg;                                                      \
        return v && view_may_edit(v, err) && call && apply(v, &c, err); \
    }

TRY_COMMAND(sort, edit_order_lines(now(v), &v->sel, LINES_ASCENDING, &c, err))
TRY_COMMAND(sort_down, edit_order_lines(now(v), &v->sel, LINES_DESCENDING, &c, err))
TRY_COMMAND(reverse, edit_order_lines(now(v), &v->sel, LINES_REVERSED, &c, err))
TRY_COMMAND(unique, edit_unique_lines(now(v), &v->sel, &c, err))

static bool marks_in(const Language *l, bool lines, CommentMarks *out)
{
    const char *open, *close, *line = language_line_comment(l);
    bool block = language_block_comment(l, &open, &close);
    if (line && (lines || !block))
        *out = (CommentMarks){str_c(line), STR_NULL};
    else if (block)
        *out = (CommentMarks){str_c(open), str_c(close)};
    return line || block;
}

// Marks in the language of a place; remembers one that has none.
typedef struct {
    const View *view;
    const char *without; // its title
} Marks;

static bool marks_at(Marks *m, bool lines, size_t off, CommentMarks *out)
{
    const Document *d = m->view->doc;
    const Language *l = d->syntax ? syntax_language_at(d->syntax, d->text, off) : NULL;
    if (l && marks_in(l, lines, out))
        return true;
    m->without = l ? language_title(l) : document_language_title(d);
    return false;
}

static bool line_marks_at(void *arg, size_t off, CommentMarks *out)
{
    return marks_at(arg, true, off, out);
}

static bool apply_comments(View *v, Change *c, const Marks *m, Err *err)
{
    if (m->without && c->splices.n == 0)
        return err_set(err, "cannot comment: %s has no comments", m->without);
    return apply(v, c, err);
}

static bool comment_lines(Workspace *ws, CommentDo what, Err *err)
{
    View *v = command_view(ws, err);
    AUTO(change) Change c = {0};
    Marks m = {.view = v};
    if (!v || !view_may_edit(v, err))
        return false;
    CommentRules rules = {line_marks_at, &m};
    edit_comment_lines(now(v), &v->sel, &rules, what, &c);
    return apply_comments(v, &c, &m, err);
}

static bool toggle_line_comment(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return comment_lines(ws, COMMENT_TOGGLE, err);
}

static bool add_line_comment(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return comment_lines(ws, COMMENT_ADD, err);
}

static bool remove_line_comment(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return comment_lines(ws, COMMENT_REMOVE, err);
}

static bool toggle_block_comment(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    AUTO(change) Change c = {0};
    Marks m = {.view = v};
    CommentMarks marks;
    (void)arg;
    if (!v || !view_may_edit(v, err))
        return false;
    bool is = marks_at(&m, false, view_selection(v).start, &marks);
    if (is && !marks.close.n)
        return comment_lines(ws, COMMENT_TOGGLE, err);
    if (is)
        edit_toggle_block_comment(now(v), &v->sel, &marks, &c);
    return apply_comments(v, &c, &m, err);
}

static bool reflow(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    AUTO(change) Change c = {0};
    (void)arg;
    if (!v || !view_may_edit(v, err))
        return false;
    const Language *l = v->doc->syntax ? syntax_language(v->doc->syntax) : NULL;
    int most = v->doc->rules.max_line_length;
    ReflowRules rules = {.columns = most > 0 ? most : ws->options.wrap_column,
                         .tab_size = v->doc->tab_size,
                         .comment = str_c(l ? language_line_comment(l) : NULL),
                         .eol = eol_of(v)};
    edit_reflow(now(v), &v->sel, &rules, &c);
    return apply(v, &c, err);
}

static bool line_below(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && view_open_line(v, false, err);
}

static bool line_above(Workspace *ws, Str arg, Err *err)
{
    View *v = command_view(ws, err);
    (void)arg;
    return v && view_open_line(v, true, err);
}

const Command commands_lines[] = {
    {"edit.addLineComment", "Edit: Add Line Comment", "Make comments of the lines",
     add_line_comment},
    {"edit.camelCase", "Edit: Transform to camelCase", "Write names as someName", camel},
    {"edit.constantCase", "Edit: Transform to CONSTANT_CASE", "Write names as SOME_NAME", constant},
    {"edit.copyLineDown", "Edit: Copy Line Down", "Double the lines; the cursor goes down",
     copy_down},
    {"edit.copyLineUp", "Edit: Copy Line Up", "Double the lines; the cursor stays above", copy_up},
    {"edit.insertLineAbove", "Edit: Insert Line Above", "Open a line above", line_above},
    {"edit.insertLineBelow", "Edit: Insert Line Below", "Open a line below", line_below},
    {"edit.joinLines", "Edit: Join Lines", "Put the lines, or the line and the next, together",
     join},
    {"edit.kebabCase", "Edit: Transform to kebab-case", "Write names as some-name", kebab},
    {"edit.lowerCase", "Edit: Transform to Lowercase",
     "Write the selection or word in small letters", lower},
    {"edit.moveLineDown", "Edit: Move Line Down", "Move the lines below the next one", move_down},
    {"edit.moveLineUp", "Edit: Move Line Up", "Move the lines above the one before", move_up},
    {"edit.pascalCase", "Edit: Transform to PascalCase", "Write names as SomeName", pascal},
    {"edit.reflow", "Edit: Reflow Paragraph", "Fill lines up to editor.wordWrapColumn", reflow},
    {"edit.removeLineComment", "Edit: Remove Line Comment", "Make the lines no comments",
     remove_line_comment},
    {"edit.reverseLines", "Edit: Reverse Lines", "Turn the order of the lines round", reverse},
    {"edit.snakeCase", "Edit: Transform to snake_case", "Write names as some_name", snake},
    {"edit.sortLines", "Edit: Sort Lines Ascending", "Sort the selected lines, or all", sort},
    {"edit.sortLinesDescending", "Edit: Sort Lines Descending",
     "Sort the selected lines, or all, the other way round", sort_down},
    {"edit.titleCase", "Edit: Transform to Title Case", "Begin each word with a capital", title},
    {"edit.toggleBlockComment", "Edit: Toggle Block Comment",
     "Put the selection into a comment, or take it out", toggle_block_comment},
    {"edit.toggleLineComment", "Edit: Toggle Line Comment", "Make the lines comments, or not",
     toggle_line_comment},
    {"edit.transpose", "Edit: Transpose Characters", "Exchange the characters around the cursor",
     transpose},
    {"edit.uniqueLines", "Edit: Delete Duplicate Lines",
     "Keep the first of equal lines, of those selected or of all", unique},
    {"edit.upperCase", "Edit: Transform to Uppercase", "Write the selection or word in capitals",
     upper},
    {0},
};
