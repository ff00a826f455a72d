// codelab doctor: can this machine do what codelab promises?
#include "app/cli.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/width.h"
#include "config.h"
#include "jail/jail.h"
#include "run/run.h"
#include "store/store.h"

#include <stdio.h>

static int say(const char *what, bool ok, const char *detail)
{
    printf("%-10s %-4s %s\n", what, ok ? "ok" : "NO", detail);
    return !ok;
}

static int check_jail(void)
{
    AUTO(err) Err err = {0};
    bool ok = jail_check(&err);
    return say("jail", ok, ok ? "programs run isolated" : err_text(&err));
}

static int check_store(void)
{
    AUTO(err) Err err = {0};
    Store *s = store_open(NULL, &err);
    int bad = say("store", s != NULL, s ? store_path(s) : err_text(&err));
    if (s && *store_notice(s))
        printf("%-10s      %s\n", "", store_notice(s));
    store_close(s);
    return bad;
}

static int check_terminal(void)
{
    const char *term = getenv("TERM"), *colors = getenv("COLORTERM");
    char text[200];
    bool ok = term && *term && strcmp(term, "dumb") != 0;
    snprintf(text, sizeof text, "TERM=%s COLORTERM=%s, Unicode %s", term ? term : "(unset)",
             colors ? colors : "(unset)", width_unicode_version());
    return say("terminal", ok, text);
}

int cli_doctor(int argc, char **argv)
{
    if (argc > 1) {
        bool help = strcmp(argv[1], "--help") == 0;
        fprintf(help ? stdout : stderr, "usage: codelab doctor\n");
        return help ? 0 : 2;
    }
    printf("%-10s      %s\n", "version", PACKAGE_VERSION);
    int bad = check_terminal() + check_jail() + check_store();
    return bad ? 1 : 0;
}
