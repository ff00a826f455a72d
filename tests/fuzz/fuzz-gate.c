/* What a hostile program says to the gate is a request for one place, or none; what the server then
 * gets is one request for that place. */
#include "base/bug.h"
#include "base/mem.h"
#include "jail/gate/request.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_place(const Request *r, size_t n)
{
    char normal[RULE_NAME_BYTES];
    Address a;
    BUG_ON(r->head > n || r->port < 1 || r->port > 65535 || !memchr(r->host, '\0', sizeof r->host));
    if (r->is_address)
        BUG_ON(!address_parse(r->host, &a) || memcmp(&a, &r->address, sizeof a) != 0);
    else
        BUG_ON(!name_normalize(r->host, strlen(r->host), normal) || strcmp(normal, r->host) != 0);
}

static void check_http(const char *bytes, size_t n)
{
    static char out[REQUEST_HEAD_MAX + 512];
    Request r;
    if (request_http(bytes, n, &r) != REQUEST_OK)
        return;
    check_place(&r, n);
    if (r.kind != TALK_FETCH)
        return;
    size_t sent = request_rewrite(bytes, &r, out), hosts = 0;
    BUG_ON(sent > sizeof out || sent < 4 || memcmp(out + sent - 4, "\r\n\r\n", 4) != 0);
    for (size_t i = 0; i + 6 < sent; i++)
        hosts += out[i] == '\n' && !strncasecmp(out + i + 1, "host:", 5);
    BUG_ON(hosts != 1 || memmem(out, sent - 1, "\r\n\r\n", 4) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    // A copy of its own, so that a look beyond the end is seen.
    char *bytes = xmalloc(n ? n : 1), *word;
    size_t used;
    Request r;
    Rule rule;
    memcpy(bytes, data, n);
    check_http(bytes, n);
    if (request_socks(bytes, n, &r) == REQUEST_OK)
        check_place(&r, n);
    BUG_ON(request_socks_hello(bytes, n, &used) == REQUEST_OK && used > n);
    word = xstrndup(bytes, n);
    if (rule_parse(word, &rule) && rule.kind == RULE_NET)
        BUG_ON(rule.bits < 0 || rule.bits > ADDRESS_BITS);
    free(word);
    free(bytes);
    return 0;
}
