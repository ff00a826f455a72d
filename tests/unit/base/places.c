#include "base/places.h"
#include "suite.h"

#include <stdlib.h>

typedef char *Place(const char *name);

static void set(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

static void a_users_places_follow_the_environment(void **state)
{
    (void)state;
    static const struct {
        Place *place;
        const char *variable, *value, *expected;
    } cases[] = {
        {place_config, "XDG_CONFIG_HOME", NULL, "/home/u/.config/codelab/x.json"},
        {place_config, "XDG_CONFIG_HOME", "", "/home/u/.config/codelab/x.json"},
        {place_config, "XDG_CONFIG_HOME", "/etc/of-u", "/etc/of-u/codelab/x.json"},
        {place_config, "XDG_CONFIG_HOME", "relative", "/home/u/.config/codelab/x.json"},
        {place_cache, "XDG_CACHE_HOME", NULL, "/home/u/.cache/codelab/x.json"},
        {place_cache, "XDG_CACHE_HOME", "/var/u", "/var/u/codelab/x.json"},
        {place_data, "XDG_DATA_HOME", NULL, "/home/u/.local/share/codelab/x.json"},
        {place_data, "XDG_DATA_HOME", "/srv/u", "/srv/u/codelab/x.json"},
    };
    AUTO(free) char *home = xstrdup(getenv("HOME") ? getenv("HOME") : "/");
    setenv("HOME", "/home/u", 1);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *was = getenv(cases[i].variable);
        AUTO(free) char *kept = was ? xstrdup(was) : NULL;
        set(cases[i].variable, cases[i].value);
        AUTO(free) char *got = cases[i].place("codelab/x.json");
        assert_string_equal(got, cases[i].expected);
        set(cases[i].variable, kept);
    }
    setenv("HOME", home, 1);
}

static void a_part_is_where_it_is_said_to_be_or_installed(void **state)
{
    (void)state;
    set("CODELAB_TEST_PART", "/nowhere/part");
    AUTO(free) char *named = place_part("CODELAB_TEST_PART", "sh", "/bin");
    assert_string_equal(named, "/nowhere/part");
    set("CODELAB_TEST_PART", NULL);
    AUTO(free) char *installed = place_part("CODELAB_TEST_PART", "sh", "/bin");
    assert_string_equal(installed, "/bin/sh");
    assert_null(place_part("CODELAB_TEST_PART", "no-such-part", "/bin"));
}

const struct CMUnitTest places_tests[] = {
    cmocka_unit_test(a_users_places_follow_the_environment),
    cmocka_unit_test(a_part_is_where_it_is_said_to_be_or_installed),
};
const size_t places_tests_n = ARRAY_LEN(places_tests);
