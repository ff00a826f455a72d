#include "jail/inner.h"

#include "jail/gate/gate.h"

#include "base/path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GATE      "codelab-gate"
#define PROXY_URL "http://127.0.0.1:3128"
_Static_assert(GATE_PORT == 3128, "the address names the port");

static void add(Buf *b, const char *key, const char *value)
{
    buf_addf(b, "%s=%s", key, value);
    buf_add_byte(b, '\0');
}

/* It stands beside the helper. */
static bool add_gate(Buf *b, Err *err)
{
    AUTO(free) char *helper = jail_helper_path(err);
    char real[PATH_MAX];
    if (!helper)
        return false;
    AUTO(free) char *dir = str_dup(path_dir(str_c(helper)));
    AUTO(free) char *gate = path_join(dir, GATE);
    if (!realpath(gate, real) || access(real, X_OK) != 0)
        return err_set(err, "the program '%s' is missing: install codelab again", gate);
    add(b, "gate", real);
    return true;
}

static bool lists(const JailPolicy *p, const char *name)
{
    for (const char *const *host = p->hosts; *host; host++) {
        Rule rule;
        if (rule_parse(*host, &rule) && rule.kind == RULE_NAME && !strcmp(rule.name, name))
            return true;
    }
    return false;
}

/* Each program reads another of these.  What the jail says to itself does not go through the gate,
 * unless the user has listed the host's own. */
static void add_env(Buf *b, const JailPolicy *p)
{
    static const char *const names[] = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
                                        "http_proxy", "https_proxy", "all_proxy"};
    const char *beside = lists(p, "localhost") ? "127.0.0.1,::1" : "localhost,127.0.0.1,::1";
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        buf_addf(b, "env=%s=" PROXY_URL, names[i]);
        buf_add_byte(b, '\0');
    }
    buf_addf(b, "env=NO_PROXY=%s", beside);
    buf_add_byte(b, '\0');
    buf_addf(b, "env=no_proxy=%s", beside);
    buf_add_byte(b, '\0');
    add(b, "env", "NODE_USE_ENV_PROXY=1"); // its own fetch() asks for more than the others
}

bool jail_host_check(const char *word, Err *err)
{
    Rule rule;
    return rule_parse(word, &rule) ||
           err_set(err, "'%s' is no host: write example.org, *.example.org:443 or 10.0.0.0/8",
                   word);
}

bool jail_wire_hosts(const JailPolicy *p, Buf *out, Err *err)
{
    size_t n = 0;
    for (const char *const *host = p->hosts; host && *host; host++, n++) {
        if (!jail_host_check(*host, err))
            return false;
        add(out, "host", *host);
    }
    if (n > RULES_MAX)
        return err_set(err, "more than %d hosts are listed", (int)RULES_MAX);
    if (n && p->network)
        return err_set(err, "a run has either the whole network or listed hosts");
    if (n)
        add_env(out, p);
    return n == 0 || add_gate(out, err);
}
