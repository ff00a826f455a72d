// What a project's own settings may not loosen, however much it is trusted.
#include "command/inner.h"

typedef enum {
    FREE,
    USER,  // only the user may set it
    LOWER, // a project may make it smaller; off is smaller than on
    LIMIT, // the same, but 0 is no limit at all
    HIGHER // it may be made larger; on is larger than off
} Guard;

// The first that a name begins with.
static const struct {
    const char *prefix;
    Guard guard;
} guards[] = {
    {"run.enabled", LOWER},
    {"run.timeout", LIMIT},
    {"run.memory", LOWER},
    {"run.pids", LOWER},
    {"run.cpus", LOWER},
    {"run.outputLimit", LOWER},
    {"run.overlay", HIGHER},
    {"run.", USER},
    {"ai.", USER},
    {"terminal.jail", HIGHER},
    {"terminal.osc52", USER},
    {"clipboard.", USER},
    {"git.safeConfig", HIGHER},
    {"keyboard.", USER},
    {"security.", USER},
    {"http.", USER},
};

static Guard guard_of(const Setting *s)
{
    for (size_t i = 0; i < ARRAY_LEN(guards); i++)
        if (strncmp(s->name, guards[i].prefix, strlen(guards[i].prefix)) == 0)
            return guards[i].guard;
    return FREE;
}

const char *setting_refusal(const Setting *s, const Options *was, const Options *now)
{
    Guard g = guard_of(s);
    if (g == FREE)
        return NULL;
    if (g == USER)
        return "can only be set by the user";
    int a = setting_number(was, s), b = setting_number(now, s);
    if (g == LIMIT && (b == 0 ? a != 0 : a != 0 && b > a))
        return "can only be made smaller by a project";
    if (g == LOWER && b > a)
        return s->type == SETTING_BOOL ? "can only be turned off by a project"
                                       : "can only be made smaller by a project";
    if (g == HIGHER && b < a)
        return "can only be turned on by a project";
    return NULL;
}

bool setting_is_of_language(const Setting *s)
{
    static const char *const prefixes[] = {"editor.", "files.trim", "files.insert", "files.eol"};
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
        if (strncmp(s->name, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}
