// The editor on devices that do not do what they should: a disk that takes its time to make sure of
// what it has, no terminal to be had.
#include "outer.h"
#include "base/path.h"

#include "../lib/faults.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const OuterSetup *under_inject(OuterSetup *s, const char *const *args)
{
    *s = (OuterSetup){.term = "xterm-256color", .program = INJECT};
    for (size_t i = 0; i < OUTER_ARGS && args[i]; i++)
        s->args[i] = args[i];
    return s;
}

// It is not told as saved before it is, and nobody waits for that.
static void typing_goes_on_while_the_disk_takes_its_time(void **state)
{
    Outer o;
    OuterSetup s;
    (void)state;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("old\n"));
    AUTO(free) char *go = path_join(o.home, "go");
    outer_start(&o, under_inject(&s, (const char *const[]){"-w", go, "-d", o.home, PROGRAM, "-n",
                                                           "a.txt", NULL}));
    outer_see(&o, "old");
    outer_type(&o, STR("one "));
    outer_see(&o, "one old");
    outer_type(&o, STR("\x13"));
    outer_type(&o, STR("two "));
    outer_see(&o, "one two old");
    outer_type(&o, STR("\r\r"));
    outer_see(&o, "Ln 3");
    outer_quiet(&o, 300);
    assert_false(outer_shows(&o, "Saved a.txt"));
    outer_check_file(&o, "a.txt", "old\n");
    outer_put(&o, "go", STR(""));
    outer_see(&o, "Saved a.txt");
    outer_check_file(&o, "a.txt", "one old\n");
    outer_type(&o, STR("\x13"));
    outer_lose(&o, "a.txt ●");
    outer_check_file(&o, "a.txt", "one two \n\nold\n");
    outer_type(&o, STR("\x11"));
    assert_int_equal(outer_finish(&o), 0);
    outer_end(&o);
}

static void without_a_terminal_to_be_had_one_edits_on(void **state)
{
    Outer o;
    OuterSetup s;
    (void)state;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("old\n"));
    outer_start(&o,
                under_inject(&s, (const char *const[]){"-n", "1", "-e", "EACCES", "-s", "-d",
                                                       "/dev/ptmx", PROGRAM, "-n", "a.txt", NULL}));
    outer_see(&o, "old");
    outer_type(&o, STR("\033t"));
    outer_see(&o, "annot open a terminal");
    outer_type(&o, STR("\033")); // to the editor
    outer_see(&o, "^P Files");
    outer_type(&o, STR("new "));
    outer_see(&o, "new old");
    outer_type(&o, STR("\x13"));
    outer_see(&o, "Saved a.txt");
    outer_check_file(&o, "a.txt", "new old\n");
    outer_type(&o, STR("\x11"));
    assert_int_equal(outer_finish(&o), 0);
    outer_end(&o);
}

int main(void)
{
    if (!faults_stop_calls(INJECT)) {
        puts("1..0 # SKIP the kernel does not let calls be stopped here");
        return 0;
    }
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_goes_on_while_the_disk_takes_its_time),
        cmocka_unit_test(without_a_terminal_to_be_had_one_edits_on),
    };
    return cmocka_run_group_tests_name("devices", tests, NULL, NULL);
}
