#include "jail/gate/rule.h"

#include <stdlib.h>
#include <string.h>

enum { PORT_MAX = 65535, WORD_BYTES = 320 };

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool name_normalize(const char *text, size_t n, char *out)
{
    size_t label = 0;
    if (n && text[n - 1] == '.')
        n--;
    if (n == 0 || n >= RULE_NAME_BYTES)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 0x20) : text[i];
        label = c == '.' ? 0 : label + 1;
        if ((c == '.' ? i == 0 || text[i - 1] == '.' : !is_name_char(c)) || label > 63)
            return false;
        out[i] = c;
    }
    out[n] = '\0';
    return label > 0;
}

/* Decimal, up to `most`; false for anything else. */
static bool number(const char *text, int most, int *out)
{
    int v = 0;
    for (const char *p = text; *p; p++) {
        if (*p < '0' || *p > '9' || v > most)
            return false;
        v = v * 10 + (*p - '0');
    }
    *out = v;
    return text[0] && v <= most;
}

/* Cut ":PORT" off the end, unless the colons are those of an address. */
static bool take_port(char *word, int *port)
{
    char *colon = strrchr(word, ':'), *bracket = strchr(word, ']');
    *port = 0;
    if (!colon || (bracket && colon < bracket) || (!bracket && strchr(word, ':') != colon))
        return true;
    *colon = '\0';
    return number(colon + 1, PORT_MAX, port) && *port > 0;
}

static bool take_brackets(char **word)
{
    size_t n = strlen(*word);
    if ((*word)[0] != '[')
        return true;
    if ((*word)[n - 1] != ']')
        return false;
    (*word)[n - 1] = '\0';
    ++*word;
    return true;
}

static bool take_net(char *word, Rule *out)
{
    char *slash = strchr(word, '/');
    int bits;
    if (slash)
        *slash = '\0';
    if (!address_parse(word, &out->net))
        return false;
    int before = strchr(word, ':') ? 0 : ADDRESS_V4_BITS;
    bits = ADDRESS_BITS - before;
    if (slash && !number(slash + 1, bits, &bits))
        return false;
    out->kind = RULE_NET;
    out->bits = before + bits;
    return true;
}

bool rule_parse(const char *text, Rule *out)
{
    char room[WORD_BYTES], *word = room;
    size_t n = strlen(text);
    *out = (Rule){.kind = RULE_NAME};
    if (n == 0 || n >= sizeof room)
        return false;
    memcpy(room, text, n + 1);
    if (!take_port(word, &out->port) || !take_brackets(&word))
        return false;
    if (take_net(word, out))
        return true;
    if (word != room || strchr(text, '/'))
        return false; // brackets and lengths are for addresses
    if (!strncmp(word, "*.", 2)) {
        out->kind = RULE_BELOW;
        word += 2;
    }
    return name_normalize(word, strlen(word), out->name);
}

static bool is_below(const char *name, const char *domain)
{
    size_t n = strlen(name), d = strlen(domain);
    return n > d + 1 && name[n - d - 1] == '.' && !strcmp(name + n - d, domain);
}

static bool fits_port(const Rule *r, int port)
{
    return r->port == 0 || r->port == port;
}

bool rules_allow_name(const Rules *r, const char *name, int port)
{
    for (const Rule *rule = r->all; rule < r->all + r->n; rule++)
        if (fits_port(rule, port) && ((rule->kind == RULE_NAME && !strcmp(rule->name, name)) ||
                                      (rule->kind == RULE_BELOW && is_below(name, rule->name))))
            return true;
    return false;
}

bool rules_allow_address(const Rules *r, const Address *a, int port)
{
    for (const Rule *rule = r->all; rule < r->all + r->n; rule++)
        if (rule->kind == RULE_NET && fits_port(rule, port) &&
            address_is_in(a, &rule->net, rule->bits))
            return true;
    return false;
}

bool rules_allow_answer(const Rules *r, const char *name, const Address *a, int port)
{
    if (!strcmp(name, "localhost")) // this name means nothing else, and was listed
        return address_is_loopback(a);
    return !address_is_special(a) || rules_allow_address(r, a, port);
}
