/* Internet addresses of both families in one form, and which of them are no place of the open
 * Internet. */
#ifndef JAIL_GATE_ADDRESS_H
#define JAIL_GATE_ADDRESS_H

#include <netinet/in.h>
#include <stdbool.h>

/* As IPv6; those of IPv4 stand in ::ffff:0:0/96, so that there is one spelling for each. */
typedef struct {
    unsigned char bytes[16];
} Address;

enum { ADDRESS_BITS = 128, ADDRESS_V4_BITS = 96 }; // of all, and those before an IPv4 address

/* A literal in its usual form: four decimal numbers, or IPv6 without brackets. */
bool address_parse(const char *text, Address *out);
/* False for other families than the two. */
bool address_of_socket(const struct sockaddr *from, Address *out);
/* An IPv4 address becomes one of its own family again.  Returns the length used of *out. */
socklen_t address_to_socket(const Address *a, int port, struct sockaddr_storage *out);

/* Do the first `bits` agree? */
bool address_is_in(const Address *a, const Address *net, int bits);
/* This machine, the local network, the metadata servers of clouds, private and reserved ranges:
 * what a name of the Internet has no honest reason to lead to. */
bool address_is_special(const Address *a);
bool address_is_loopback(const Address *a);

#endif
