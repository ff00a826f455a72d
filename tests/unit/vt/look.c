#include "test-vt.h"

void the_generation_counts_what_can_be_seen(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes;
        bool seen;
    } cases[] = {
        {"text", "x", true},
        {"a combining character", "\xCC\x81", true},
        {"a movement", "\033[5;5H", true},
        {"a movement to where it stands", "\033[5;5H", false},
        {"a colour for later", "\033[31m", false},
        {"a question", "\033[6n\033[c", false},
        {"half a sequence", "\033[3", false},
        {"the rest of it, which erases", "J", true},
        {"a title", "\033]2;t\a", true},
        {"a hidden cursor", "\033[?25l", true},
        {"the bell", "\a", true},
        {"a picture", "\033Pq~\033\\", false},
    };
    Vt *v = vt_new(10, 20, 10);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        uint64_t before = vt_generation(v);
        vt_feed(v, str_c(cases[i].bytes));
        if ((vt_generation(v) > before) != cases[i].seen)
            fail_msg("%s: %s", cases[i].name, cases[i].seen ? "not seen" : "seen");
    }
    uint64_t before = vt_generation(v);
    vt_resize(v, 10, 20);
    assert_true(vt_generation(v) == before);
    vt_resize(v, 11, 20);
    assert_true(vt_generation(v) > before);
    vt_free(v);
}

void the_default_colours_are_told_as_set(void **state)
{
    (void)state;
    Vt *v = vt_new(2, 10, 0);
    vt_set_colors(v, 0x0000ff, 0xffffff);
    vt_feed(v, STR("\033]10;?\a\033]11;?\a"));
    assert_true(str_eq_c(vt_reply(v), "\033]10;rgb:0000/0000/ffff\a\033]11;rgb:ffff/ffff/ffff\a"));
    vt_free(v);
}
