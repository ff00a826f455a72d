/* What `--net` lists: the places a jailed program may talk to.
 *
 *   example.org        the name, any port
 *   *.example.org:443  every name below it, one port
 *   10.1.2.3  [::1]:80 an address
 *   10.0.0.0/8         a network
 *
 * A name alone opens no door into the local network: if it leads to a private address, the address
 * has to be listed, too. */
#ifndef JAIL_GATE_RULE_H
#define JAIL_GATE_RULE_H

#include "jail/gate/address.h"

#include <stddef.h>

enum { RULE_NAME_BYTES = 254, RULES_MAX = 256 };

typedef struct {
    enum { RULE_NAME, RULE_BELOW, RULE_NET } kind;
    int port;                   // 0: any
    char name[RULE_NAME_BYTES]; // small letters; of RULE_BELOW without "*."
    Address net;
    int bits;
} Rule;

typedef struct {
    Rule *all;
    size_t n;
} Rules;

/* False if the word is no place. */
bool rule_parse(const char *word, Rule *out);

/* A name as programs write it: small letters, no dot at the end.  False if it cannot be one; `out`
 * has room for RULE_NAME_BYTES. */
bool name_normalize(const char *text, size_t n, char *out);
/* `name` is normal. */
bool rules_allow_name(const Rules *r, const char *name, int port);
bool rules_allow_address(const Rules *r, const Address *a, int port);
/* May an allowed name lead there? */
bool rules_allow_answer(const Rules *r, const char *name, const Address *a, int port);

#endif
