// What the helper prints is taken as it is, or not at all.
#include "base/mem.h"
#include "image/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void a_grid_is_read_cell_by_cell(void **state)
{
    ImageGrid g;
    (void)state;
    assert_true(
        image_grid_parse(STR("codelab-image 64 48 2 1 png\n2580 ff0000 1\n20 - -\n"), &g, NULL));
    assert_int_equal(g.width, 64);
    assert_int_equal(g.height, 48);
    assert_string_equal(g.format, "png");
    assert_int_equal(g.cells.n, 2);
    assert_int_equal(g.cells.p[0].cp, 0x2580);
    assert_int_equal(g.cells.p[0].fg, 0xff0000);
    assert_int_equal(g.cells.p[0].bg, 1);
    assert_int_equal(g.cells.p[1].fg, IMAGE_NO_COLOR);
    image_grid_deinit(&g);
}

static void anything_else_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "codelab-image 1 1 1 1 png\n",
        "codelab-image 1 1 1 1 png\n20 - -\n20 - -\n",
        "codelab-image 1 1 1 1 png\n1b - -\n",
        "codelab-image 1 1 1 1 png\n9b - -\n",
        "codelab-image 1 1 1 1 png\nd800 - -\n",
        "codelab-image 1 1 1 1 png\n110000 - -\n",
        "codelab-image 1 1 1 1 png\n20 - - -\n",
        "codelab-image 1 1 1 1 png\n20 -1 -\n",
        "codelab-image 1 1 1 1 p\033g\n20 - -\n",
        "codelab-image 1 1 0 1 png\n",
        "codelab-image 1 1 1001 1 png\n",
        "codelab-image 1 1 99999999999 1 png\n20 - -\n",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        ImageGrid g;
        AUTO(err) Err err = {0};
        assert_false(image_grid_parse(str_c(texts[i]), &g, &err));
        assert_int_equal(g.cells.n, 0);
    }
}

static void names_of_pictures_are_known_in_either_case(void **state)
{
    (void)state;
    assert_true(image_is_name(STR("/a/b.PNG")));
    assert_true(image_is_name(STR("x.svg")));
    assert_false(image_is_name(STR("png")));
    assert_false(image_is_name(STR("a.c")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grid_is_read_cell_by_cell),
        cmocka_unit_test(anything_else_is_refused),
        cmocka_unit_test(names_of_pictures_are_known_in_either_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
