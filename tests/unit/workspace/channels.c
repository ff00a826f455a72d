// Channels of the Output panel: what they hold, and what bad text does to them.
#include "suite.h"
#include "vt/vt.h"

// What a channel holds, without the times.
static char *text_of(const World *w, OutputId id)
{
    enum { CLOCK = 9 };
    AUTO(buf) Buf all = BUF_INIT;
    Buf out = BUF_INIT;
    output_text(w->ws, id, &all);
    Str rest = buf_str(&all), line;
    while (rest.n && str_split(&rest, '\n', &line)) {
        buf_add(&out, str_from(line, MIN(line.n, (size_t)CLOCK)));
        buf_add_byte(&out, '\n');
    }
    return buf_take(&out);
}

static void expect_output(const World *w, OutputId id, const char *want)
{
    AUTO(free) char *got = text_of(w, id);
    assert_string_equal(got, want);
}

static void a_channel_keeps_lines_with_their_level(void **state)
{
    World *w = *state;
    output_clear(w->ws, OUTPUT_TASKS);
    output_say(w->ws, OUTPUT_TASKS, MESSAGE_RESULT, "%d began", 1);
    output_say(w->ws, OUTPUT_TASKS, MESSAGE_ERROR, "it failed");
    expect_output(w, OUTPUT_TASKS, "  1 began\nE it failed\n");
    assert_int_equal(w->ws->output.all[OUTPUT_TASKS]->lines, 2);
    output_clear(w->ws, OUTPUT_TASKS);
    expect_output(w, OUTPUT_TASKS, "");
}

static void what_is_said_again_takes_the_place_of_the_line(void **state)
{
    World *w = *state;
    static const char longer[] = "a line that is longer than the screen of the channel is wide, so "
                                 "that it takes several rows of it";
    AUTO(free) char *want = xasprintf("W before\nW %s (x3)\nW after\n", longer);
    output_clear(w->ws, OUTPUT_CODELAB);
    message_say(w->ws, MESSAGE_WARNING, "before");
    for (int i = 0; i < 3; i++)
        message_say(w->ws, MESSAGE_WARNING, "%s", longer);
    message_say(w->ws, MESSAGE_WARNING, "after");
    expect_output(w, OUTPUT_CODELAB, want);
}

static void controls_in_text_are_pictures(void **state)
{
    World *w = *state;
    output_clear(w->ws, OUTPUT_JAIL);
    output_say(w->ws, OUTPUT_JAIL, MESSAGE_INFO, "a\033]52;c;aGk=\007b\033[2Jc\rd\x9b\xff");
    AUTO(free) char *got = text_of(w, OUTPUT_JAIL);
    assert_null(strpbrk(got, "\033\007\r"));
    assert_true(str_starts(str_c(got), STR("I a^[]52;c;aGk=^Gb^[[2Jc^Md")));
    char *clip = vt_take_clipboard(w->ws->output.all[OUTPUT_JAIL]->screen.vt);
    assert_string_equal(clip, "");
    free(clip);
}

static void a_reader_keeps_its_place_while_lines_come(void **state)
{
    World *w = *state;
    output_clear(w->ws, OUTPUT_TRUST);
    for (int i = 0; i < 50; i++)
        output_say(w->ws, OUTPUT_TRUST, MESSAGE_RESULT, "line %d", i);
    Screen *s = &w->ws->output.all[OUTPUT_TRUST]->screen;
    output_settle(w->ws);
    screen_set_mode(s, true);
    screen_move(s, -20, -100);
    AUTO(buf) Buf before = BUF_INIT;
    AUTO(buf) Buf after = BUF_INIT;
    vt_row_text(s->vt, s->cur.row, &before);
    for (int i = 0; i < 30; i++)
        output_say(w->ws, OUTPUT_TRUST, MESSAGE_RESULT, "more %d", i);
    output_settle(w->ws);
    vt_row_text(s->vt, s->cur.row, &after);
    assert_string_equal(buf_c(&after), buf_c(&before));
    assert_non_null(strstr(buf_c(&after), "line 29"));
}

static void the_oldest_lines_go(void **state)
{
    World *w = *state;
    output_clear(w->ws, OUTPUT_TRUST);
    for (int i = 0; i < 20000; i++)
        output_say(w->ws, OUTPUT_TRUST, MESSAGE_RESULT, "line %d", i);
    AUTO(free) char *got = text_of(w, OUTPUT_TRUST);
    assert_null(strstr(got, "line 0\n"));
    assert_non_null(strstr(got, "line 19999\n"));
}

const struct CMUnitTest channels_tests[] = {
    CASE(a_channel_keeps_lines_with_their_level),
    CASE(what_is_said_again_takes_the_place_of_the_line),
    CASE(controls_in_text_are_pictures),
    CASE(a_reader_keeps_its_place_while_lines_come),
    CASE(the_oldest_lines_go),
};
const size_t channels_tests_n = ARRAY_LEN(channels_tests);
