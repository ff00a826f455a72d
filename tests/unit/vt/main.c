#include "test-vt.h"

#include <stdio.h>

char *quoted(Str s)
{
    Buf out = BUF_INIT;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == 0x1b)
            buf_add_c(&out, "\\e");
        else if (c < 0x20 || c >= 0x7f)
            buf_addf(&out, "\\x%02x", c);
        else
            buf_add_byte(&out, (char)c);
    }
    return buf_take(&out);
}

char *dump(const Vt *v)
{
    Buf out = BUF_INIT;
    VtCursor cur = vt_cursor(v);
    buf_addf(&out, "cursor %d %d %d %d\ntitle %s\n", cur.row, cur.col, cur.visible, cur.shape,
             vt_title(v));
    for (int row = -(int)vt_scrollback(v); row < vt_rows(v); row++) {
        VtMarks m = vt_row_marks(v, row);
        buf_addf(&out, "%d%s %x %d %d %d ", row, vt_row_wraps(v, row) ? "+" : ":", m.bits, m.exit,
                 m.prompt_col, m.output_col);
        for (int col = 0; col < vt_cols(v); col++) {
            VtCell c = vt_cell(v, row, col);
            buf_addf(&out, "[" STR_FMT " %d %x %x %x %u]", STR_ARG(c.text), c.width, c.fg, c.bg,
                     c.attrs, c.link);
        }
        buf_add_byte(&out, '\n');
    }
    return buf_take(&out);
}

static void check_cells(const Vt *v, int row)
{
    for (int col = 0; col < vt_cols(v); col++) {
        VtCell c = vt_cell(v, row, col);
        assert_in_range(c.width, 0, 2);
        if (c.width == 2) {
            assert_true(c.text.n > 0);
            assert_true(col + 1 < vt_cols(v));
            assert_int_equal(vt_cell(v, row, col + 1).width, 0);
        }
        if (c.width == 0) {
            assert_int_equal(c.text.n, 0);
            assert_true(col > 0);
            assert_int_equal(vt_cell(v, row, col - 1).width, 2);
        }
    }
}

void check_grid(const Vt *v)
{
    VtCursor cur = vt_cursor(v);
    assert_in_range(cur.row, 0, vt_rows(v) - 1);
    assert_in_range(cur.col, 0, vt_cols(v) - 1);
    for (int row = -(int)vt_scrollback(v); row < vt_rows(v); row++)
        check_cells(v, row);
    assert_int_equal(vt_cell(v, vt_rows(v), 0).text.n, 0);
    assert_int_equal(vt_cell(v, -(int)vt_scrollback(v) - 1, 0).text.n, 0);
}

#define VT_TEST_ROW(name) cmocka_unit_test(name),

int main(void)
{
    const struct CMUnitTest fixed[] = {VT_TESTS(VT_TEST_ROW)};
    TestList all = {0};
    add_scripts(&all);
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        vec_push(&all, fixed[i]);
    int failed = _cmocka_run_group_tests("vt", all.p, all.n, NULL, NULL);
    free_scripts(&all);
    return failed;
}
