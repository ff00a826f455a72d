#include "groups.h"

#include "base/mem.h"
#include "base/str.h"
#include "jail/gate/request.h"

#include <string.h>

static void a_word_of_the_list_is_a_place_or_refused(void **state)
{
    (void)state;
    static const struct {
        const char *word, *name;
        int kind, port, bits;
    } good[] = {
        {"example.org", "example.org", RULE_NAME, 0, 0},
        {"Example.ORG.:443", "example.org", RULE_NAME, 443, 0},
        {"*.example.org", "example.org", RULE_BELOW, 0, 0},
        {"localhost:1", "localhost", RULE_NAME, 1, 0},
        {"_srv.a-b.example", "_srv.a-b.example", RULE_NAME, 0, 0},
        {"10.1.2.3", "", RULE_NET, 0, 128},
        {"10.0.0.0/8:5432", "", RULE_NET, 5432, 104},
        {"0.0.0.0/0", "", RULE_NET, 0, 96},
        {"::1", "", RULE_NET, 0, 128},
        {"[::1]:8080", "", RULE_NET, 8080, 128},
        {"[fd00::/8]:80", "", RULE_NET, 80, 8},
        {"fd00::/8", "", RULE_NET, 0, 8},
    };
    static const char *const bad[] = {"",          "a b",         "a..b",    "a..",      ".a",
                                      "a:",        "a:0",         "a:65536", "a:1x",     "a/8",
                                      "*.",        "*",           "a.*.b",   "[a]",      "[::1",
                                      "10.0.0.0/", "10.0.0.0/33", "::1/129", "[1.2.3.4", "a@b",
                                      "http://a",  "a\xc3\xa9",   "a:1:2:x"};
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        Rule r;
        if (!rule_parse(good[i].word, &r))
            fail_msg("'%s' is refused", good[i].word);
        assert_int_equal(r.kind, good[i].kind);
        assert_int_equal(r.port, good[i].port);
        assert_string_equal(r.name, good[i].name);
        if (r.kind == RULE_NET)
            assert_int_equal(r.bits, good[i].bits);
    }
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        Rule r;
        if (rule_parse(bad[i], &r))
            fail_msg("'%s' is a place", bad[i]);
    }
}

static Address address(const char *text)
{
    Address a;
    assert_true(address_parse(text, &a));
    return a;
}

static void addresses_that_are_no_place_of_the_internet_are_known(void **state)
{
    (void)state;
    static const char *const special[] = {"127.0.0.1",
                                          "127.255.255.255",
                                          "10.0.0.1",
                                          "172.16.0.1",
                                          "172.31.255.255",
                                          "192.168.1.1",
                                          "169.254.169.254",
                                          "100.64.0.1",
                                          "100.127.255.255",
                                          "0.0.0.0",
                                          "0.1.2.3",
                                          "224.0.0.1",
                                          "255.255.255.255",
                                          "198.19.255.255",
                                          "192.0.2.1",
                                          "::1",
                                          "::",
                                          "fe80::1",
                                          "fc00::1",
                                          "fd12::1",
                                          "ff02::1",
                                          "fec0::1",
                                          "::ffff:127.0.0.1",
                                          "::ffff:169.254.169.254",
                                          "::127.0.0.1",
                                          "64:ff9b::127.0.0.1",
                                          "64:ff9b::10.0.0.1",
                                          "64:ff9b:1::1",
                                          "2002:7f00:1::1",
                                          "2001::1",
                                          "2001:db8::1"};
    static const char *const open[] = {
        "1.1.1.1",         "8.8.8.8",         "9.255.255.255", "11.0.0.0",        "172.15.255.255",
        "172.32.0.0",      "100.63.255.255",  "100.128.0.0",   "126.255.255.255", "128.0.0.0",
        "169.253.255.255", "192.167.255.255", "192.169.0.0",   "198.17.255.255",  "198.20.0.0",
        "223.255.255.255", "2606:4700::1",    "2a00:1450::1",  "64:ff9b::8.8.8.8"};
    for (size_t i = 0; i < ARRAY_LEN(special); i++) {
        Address a = address(special[i]);
        if (!address_is_special(&a))
            fail_msg("%s is taken for a place of the Internet", special[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(open); i++) {
        Address a = address(open[i]);
        if (address_is_special(&a))
            fail_msg("%s is taken for a special address", open[i]);
    }
}

/* The rules of a list with commas. */
static Rules rules_of(const char *list, Rule *room)
{
    Rules rules = {.all = room};
    Str rest = str_c(list), word;
    while (str_split(&rest, ',', &word)) {
        AUTO(free) char *one = str_dup(word);
        assert_true(rule_parse(one, &room[rules.n++]));
    }
    return rules;
}

static void names_and_their_answers_are_held_against_the_list(void **state)
{
    (void)state;
    static const struct {
        const char *list, *name;
        int port;
        bool named;
        const char *answer;
        bool reached;
    } cases[] = {
        {"example.org", "example.org", 443, true, "93.184.216.34", true},
        {"example.org", "www.example.org", 443, false, NULL, false},
        {"*.example.org", "www.example.org", 1, true, "93.184.216.34", true},
        {"*.example.org", "a.b.example.org", 1, true, "10.0.0.1", false},
        {"*.example.org", "example.org", 1, false, NULL, false},
        {"*.example.org", "notexample.org", 1, false, NULL, false},
        {"example.org:443", "example.org", 80, false, NULL, false},
        {"example.org:443,example.org:80", "example.org", 80, true, "127.0.0.1", false},
        {"git.corp,10.0.0.0/8", "git.corp", 22, true, "10.9.9.9", true},
        {"git.corp,10.0.0.0/8:80", "git.corp", 22, true, "10.9.9.9", false},
        {"git.corp,10.0.0.0/8", "git.corp", 22, true, "192.168.0.1", false},
        {"localhost", "localhost", 22, true, "127.0.0.1", true},
        {"localhost", "localhost", 22, true, "::1", true},
        {"localhost", "localhost", 22, true, "10.0.0.1", false},
        {"localhost", "localhost", 22, true, "8.8.8.8", false},
        {"10.0.0.0/8", "git.corp", 22, false, NULL, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Rule room[8];
        Rules rules = rules_of(cases[i].list, room);
        if (rules_allow_name(&rules, cases[i].name, cases[i].port) != cases[i].named)
            fail_msg("%s of %s", cases[i].name, cases[i].list);
        if (!cases[i].answer)
            continue;
        Address a = address(cases[i].answer);
        if (rules_allow_answer(&rules, cases[i].name, &a, cases[i].port) != cases[i].reached)
            fail_msg("%s of %s at %s", cases[i].name, cases[i].list, cases[i].answer);
    }
}

static void a_request_is_taken_apart_or_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        RequestState state;
        const char *host;
        int port;
        const char *sent;
    } cases[] = {
        {"CONNECT a.example:443 HTTP/1.1\r\nX: y\r\n\r\n", REQUEST_OK, "a.example", 443, NULL},
        {"CONNECT [2001:db8::1]:443 HTTP/1.1\r\n\r\n", REQUEST_OK, "2001:db8::1", 443, NULL},
        {"CONNECT a.example HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"CONNECT a.example:0 HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"CONNECT a.example:70000 HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"CONNECT a.example:443 HTTP/2.0\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"CONNECT a.example:443\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"CONNECT a@b:443 HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"CONNECT a.example:443 HTTP/1.1\r\n", REQUEST_MORE, NULL, 0, NULL},
        {"GET http://a.example/x?y#z HTTP/1.1\r\nHost: b\r\nA: b\r\nConnection: keep-alive\r\n"
         " more\r\nProxy-Connection: x\r\n\r\n",
         REQUEST_OK, "a.example", 80,
         "GET /x?y HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\nA: b\r\n\r\n"},
        {"POST HTTP://A.Example:8080 HTTP/1.0\r\n\r\n", REQUEST_OK, "a.example", 8080,
         "POST / HTTP/1.0\r\nHost: a.example:8080\r\nConnection: close\r\n\r\n"},
        {"GET http://[::1]:81?q HTTP/1.1\r\n\r\n", REQUEST_OK, "::1", 81,
         "GET /?q HTTP/1.1\r\nHost: [::1]:81\r\nConnection: close\r\n\r\n"},
        {"GET http://u@a.example/ HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"GET https://a.example/ HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"GET http:///x HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"GET http://a.example/ HTTP/1.1\nHost: b\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"GET http://a.example/ HTTP/1.1\r\nA: b\rC: d\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"GET http://a.example/ HTTP/1.1\r\n\nA: b\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"get http://a.example/ HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"GET  HTTP/1.1\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
        {"\r\n\r\n", REQUEST_BAD, NULL, 0, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Request r;
        char out[REQUEST_HEAD_MAX + 512];
        size_t n = strlen(cases[i].bytes);
        if (request_http(cases[i].bytes, n, &r) != cases[i].state)
            fail_msg("'%s' is taken for something else", cases[i].bytes);
        if (cases[i].state != REQUEST_OK)
            continue;
        assert_string_equal(r.host, cases[i].host);
        assert_int_equal(r.port, cases[i].port);
        assert_int_equal(r.head, n);
        assert_int_equal(r.kind == TALK_FETCH, cases[i].sent != NULL);
        if (r.kind != TALK_FETCH)
            continue;
        size_t sent = request_rewrite(cases[i].bytes, &r, out);
        if (!str_eq_c(str_n(out, sent), cases[i].sent))
            fail_msg("'%s' is sent as '%.*s'", cases[i].bytes, (int)sent, out);
    }
}

static void socks_is_taken_apart_or_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        RequestState state;
        const char *host;
    } cases[] = {
        {"\5\1\0\3\3a.b\0\120", 10, REQUEST_OK, "a.b"},
        {"\5\1\0\1\1\2\3\4\0\120", 10, REQUEST_OK, "1.2.3.4"},
        {"\5\1\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\120", 22, REQUEST_OK, "::1"},
        {"\5\1\0\3\3a.b\0", 9, REQUEST_MORE, NULL},
        {"\5\1\0\3", 4, REQUEST_MORE, NULL},
        {"\5\2\0\1\1\2\3\4\0\120", 10, REQUEST_BAD, NULL},
        {"\4\1\0\1\1\2\3\4\0\120", 10, REQUEST_BAD, NULL},
        {"\5\1\0\2\1\2\3\4\0\120", 10, REQUEST_BAD, NULL},
        {"\5\1\0\1\1\2\3\4\0\0", 10, REQUEST_BAD, NULL},
        {"\5\1\0\3\0\0\120\0", 8, REQUEST_BAD, NULL},
        {"\5\1\0\3\3a\0b\0\120", 10, REQUEST_BAD, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Request r;
        if (request_socks(cases[i].bytes, cases[i].n, &r) != cases[i].state)
            fail_msg("case %zu is taken for something else", i);
        if (cases[i].host) {
            assert_string_equal(r.host, cases[i].host);
            assert_int_equal(r.port, 80);
        }
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_word_of_the_list_is_a_place_or_refused),
    cmocka_unit_test(addresses_that_are_no_place_of_the_internet_are_known),
    cmocka_unit_test(names_and_their_answers_are_held_against_the_list),
    cmocka_unit_test(a_request_is_taken_apart_or_refused),
    cmocka_unit_test(socks_is_taken_apart_or_refused),
};
const TestGroup gate_tests = {tests, ARRAY_LEN(tests)};
