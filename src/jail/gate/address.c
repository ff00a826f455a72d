#include "jail/gate/address.h"

#include "base/mem.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>

static const unsigned char v4_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

static void set_v4(Address *a, const void *four)
{
    memcpy(a->bytes, v4_prefix, sizeof v4_prefix);
    memcpy(a->bytes + sizeof v4_prefix, four, 4);
}

static bool is_v4(const Address *a)
{
    return memcmp(a->bytes, v4_prefix, sizeof v4_prefix) == 0;
}

bool address_parse(const char *text, Address *out)
{
    struct in_addr four;
    if (inet_pton(AF_INET, text, &four) == 1) {
        set_v4(out, &four);
        return true;
    }
    return inet_pton(AF_INET6, text, out->bytes) == 1;
}

bool address_of_socket(const struct sockaddr *from, Address *out)
{
    if (from->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const void *)from;
        set_v4(out, &in->sin_addr);
        return true;
    }
    const struct sockaddr_in6 *in = (const void *)from;
    if (from->sa_family == AF_INET6)
        memcpy(out->bytes, &in->sin6_addr, sizeof out->bytes);
    return from->sa_family == AF_INET6;
}

socklen_t address_to_socket(const Address *a, int port, struct sockaddr_storage *out)
{
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    *out = (struct sockaddr_storage){0};
    if (is_v4(a)) {
        memcpy(&four.sin_addr, a->bytes + sizeof v4_prefix, 4);
        memcpy(out, &four, sizeof four);
        return sizeof four;
    }
    memcpy(&six.sin6_addr, a->bytes, sizeof a->bytes);
    memcpy(out, &six, sizeof six);
    return sizeof six;
}

bool address_is_in(const Address *a, const Address *net, int bits)
{
    size_t whole = (size_t)bits / 8;
    unsigned rest = (unsigned)bits % 8;
    if (memcmp(a->bytes, net->bytes, whole) != 0)
        return false;
    return !rest || ((a->bytes[whole] ^ net->bytes[whole]) >> (8 - rest)) == 0;
}

typedef struct {
    const char *net;
    int bits;
} Range;

static bool is_in_any(const Address *a, const Range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Address net;
        if (address_parse(ranges[i].net, &net) && address_is_in(a, &net, ranges[i].bits))
            return true;
    }
    return false;
}

/* The registries of special addresses (RFC 6890 and its successors); those of IPv4 count from bit
 * 96. */
static const Range special[] = {
    {"0.0.0.0", 96 + 8},       // this host
    {"10.0.0.0", 96 + 8},      // private
    {"100.64.0.0", 96 + 10},   // behind a carrier's translation
    {"127.0.0.0", 96 + 8},     // loopback
    {"169.254.0.0", 96 + 16},  // link-local, where clouds keep their metadata
    {"172.16.0.0", 96 + 12},   // private
    {"192.0.0.0", 96 + 24},    // protocols
    {"192.0.2.0", 96 + 24},    // documentation
    {"192.88.99.0", 96 + 24},  // old relays
    {"192.168.0.0", 96 + 16},  // private
    {"198.18.0.0", 96 + 15},   // benchmarks
    {"198.51.100.0", 96 + 24}, // documentation
    {"203.0.113.0", 96 + 24},  // documentation
    {"224.0.0.0", 96 + 3},     // multicast, reserved, broadcast
    {"::", 96},                // unspecified, loopback, IPv4 in disguise
    {"64:ff9b:1::", 48},       // local translation
    {"100::", 64},             // discarded
    {"2001::", 23},            // protocols, tunnels
    {"2001:db8::", 32},        // documentation
    {"2002::", 16},            // IPv4 in disguise
    {"3fff::", 20},            // documentation
    {"5f00::", 16},            // segment routing
    {"fc00::", 7},             // private
    {"fe80::", 9},             // link-local, site-local
    {"ff00::", 8},             // multicast
};

bool address_is_special(const Address *a)
{
    static const Range translated = {"64:ff9b::", 96};
    Address inner;
    if (is_in_any(a, special, ARRAY_LEN(special)))
        return true;
    // An IPv4 address as seen from a network without: what counts is where it leads.
    if (!is_in_any(a, &translated, 1))
        return false;
    set_v4(&inner, a->bytes + sizeof v4_prefix);
    return is_in_any(&inner, special, ARRAY_LEN(special));
}

bool address_is_loopback(const Address *a)
{
    static const Range loopback[] = {{"127.0.0.0", 96 + 8}, {"::1", 128}};
    return is_in_any(a, loopback, ARRAY_LEN(loopback));
}
