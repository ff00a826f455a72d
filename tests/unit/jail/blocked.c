/* What a program tried in vain, from what is seen of its calls. */
#include "groups.h"

#include "base/mem.h"
#include "jail/helper/blocked.h"
#include "jail/helper/guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

static void paths_are_made_plain(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"/", "/"},           {"", "/"},          {"/a", "/a"},
        {"//a//b/", "/a/b"},  {"/a/./b", "/a/b"}, {"/a/../b", "/b"},
        {"/..", "/"},         {"/../../x", "/x"}, {"/a/b/../..", "/"},
        {"/a/..b", "/a/..b"}, {"/.", "/"},        {"/a/...", "/a/..."},
        {"/a/.b/..", "/a"}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char path[32];
        snprintf(path, sizeof path, "%s", cases[i][0]);
        blocked_plain(path);
        assert_string_equal(path, cases[i][1]);
    }
}

static void what_may_be_written_is_known(void **state)
{
    (void)state;
    Policy p = {.project = "/p/q"};
    Blocked b = {.policy = &p, .listener = -1, .guarded = 1}; // .git was there
    static const struct {
        const char *path;
        bool layered, writable;
    } cases[] = {{"/p/q", true, true},          {"/p/q/x", true, true},
                 {"/p/qx", false, false},       {"/p", false, false},
                 {"/tmp/x", true, true},        {"/tmpx", false, false},
                 {"/etc/passwd", false, false}, {"/home/user/x", true, true},
                 {"/home/other", false, false}, {"/p/q/.git/config", true, false},
                 {"/p/q/.git", true, false},    {"/p/q/.gitx", true, true},
                 {"/p/q/.vscode/x", true, true}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        p.writable = false;
        assert_int_equal(blocked_may_write(&b, cases[i].path), cases[i].layered);
        p.writable = true;
        assert_int_equal(blocked_may_write(&b, cases[i].path), cases[i].writable);
    }
}

static const char *inet(Blocked *b, const char *host, int port)
{
    static char out[128];
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    assert_int_equal(inet_pton(AF_INET, host, &a.sin_addr), 1);
    return blocked_address(b, &a, sizeof a, out, sizeof out) ? out : "";
}

static const char *inet6(Blocked *b, const char *host, int port)
{
    static char out[128];
    struct sockaddr_in6 a = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    assert_int_equal(inet_pton(AF_INET6, host, &a.sin6_addr), 1);
    return blocked_address(b, &a, sizeof a, out, sizeof out) ? out : "";
}

static const char *local(Blocked *b, const char *path)
{
    static char out[128];
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    memcpy(a.sun_path, path, MIN(strlen(path), sizeof a.sun_path));
    return blocked_address(b, &a, sizeof a, out, sizeof out) ? out : "";
}

static void addresses_are_told_but_for_our_own(void **state)
{
    (void)state;
    char out[128];
    Policy p = {.project = "/p"};
    Blocked b = {.policy = &p, .listener = -1};
    assert_string_equal(inet(&b, "140.82.112.3", 443), "140.82.112.3:443");
    assert_string_equal(inet(&b, "127.0.0.1", 80), "");
    assert_string_equal(inet(&b, "127.1.2.3", 80), "");
    assert_string_equal(inet6(&b, "2001:db8::1", 80), "[2001:db8::1]:80");
    assert_string_equal(inet6(&b, "::1", 80), "");
    assert_string_equal(local(&b, "/run/dbus/system_bus_socket"), "/run/dbus/system_bus_socket");
    assert_string_equal(local(&b, "/tmp/own"), "");
    assert_string_equal(local(&b, "/p/own"), "");
    assert_string_equal(local(&b, "/var/run/nscd/socket"), "");
    char longest[sizeof((struct sockaddr_un *)0)->sun_path + 1];
    memset(longest, 'x', sizeof longest);
    longest[0] = '/';
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(strlen(local(&b, longest)), sizeof longest - 1);
    assert_false(blocked_address(&b, "", 0, out, sizeof out));
    assert_false(blocked_address(&b, "\2\0", 2, out, sizeof out)); // cut short
    p.network = true;
    assert_string_equal(inet(&b, "140.82.112.3", 443), "");
}

static void names_are_read_from_questions(void **state)
{
    (void)state;
    char out[64];
#define HEAD "\x12\x34\x01\0\0\1\0\0\0\0\0\0"
#define CASE(text, want)                                      \
    {                                                         \
        (const unsigned char *)(text), sizeof(text) - 1, want \
    }
    static const struct {
        const unsigned char *bytes;
        size_t n;
        const char *want;
    } cases[] = {
        CASE(HEAD "\4pypi\3org\0\0\1\0\1", "pypi.org"),
        CASE(HEAD "\1x\0\0\x1c\0\1", "x"),
        CASE(HEAD "\0\0\1\0\1", NULL),
        CASE(HEAD "\4pypi", NULL),
        CASE(HEAD "\4pypi\3org\0\0\1\0", NULL),
        CASE(HEAD "\4py\0i\0\0\1\0\1", NULL),
        CASE(HEAD "\xc0\x0c\0\1\0\1", NULL),
        CASE("GET / HTTP/1.1\r\n\r\n", NULL),
        CASE("", NULL),
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        bool told = blocked_name(cases[i].bytes, cases[i].n, out, sizeof out);
        assert_int_equal(told, cases[i].want != NULL);
        if (told)
            assert_string_equal(out, cases[i].want);
    }
    // However it is cut, and however small the room, nothing is read or written beyond.
    for (size_t n = 0; n < cases[0].n; n++)
        assert_false(blocked_name(cases[0].bytes, n, out, sizeof out));
    assert_false(blocked_name(cases[0].bytes, cases[0].n, out, 8));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(paths_are_made_plain),
    cmocka_unit_test(what_may_be_written_is_known),
    cmocka_unit_test(addresses_are_told_but_for_our_own),
    cmocka_unit_test(names_are_read_from_questions),
};
const TestGroup blocked_tests = {tests, ARRAY_LEN(tests)};
