// What the environment says of a terminal goes from client to session and is the session's from
// then on.  The table of the environment is replaced, never changed: workers may be reading it.
#include "app/client.h"

#include <stdlib.h>

extern char **environ;

// Of the terminal, of the way to it, and of the desktop that it stands on.
static const char *const names[] = {"TERM",
                                    "COLORTERM",
                                    "COLORFGBG",
                                    "NO_COLOR",
                                    "TERM_PROGRAM",
                                    "TERM_PROGRAM_VERSION",
                                    "WT_SESSION",
                                    "ConEmuANSI",
                                    "TERMINFO",
                                    "TERMINFO_DIRS",
                                    "LINES",
                                    "COLUMNS",
                                    "LANG",
                                    "LC_ALL",
                                    "LC_CTYPE",
                                    "TMUX",
                                    "STY",
                                    "DISPLAY",
                                    "WAYLAND_DISPLAY",
                                    "XAUTHORITY",
                                    "DBUS_SESSION_BUS_ADDRESS",
                                    "SSH_CONNECTION",
                                    "SSH_CLIENT",
                                    "SSH_TTY",
                                    "SSH_AUTH_SOCK"};

static bool is_of_terminal(Str entry)
{
    Str rest = entry, name = STR_NULL;
    if (str_find_byte(entry, '=') <= 0 || !str_split(&rest, '=', &name))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq_c(name, names[i]))
            return true;
    return false;
}

void terminal_env_get(StrVec *out)
{
    for (char **e = environ; *e; e++)
        if (is_of_terminal(str_c(*e)))
            vec_push(out, str_c(*e));
}

// What was there before is kept for ever, as somebody may still hold a pointer into it: a few
// hundred bytes for each time that a terminal comes.
void terminal_env_set(const Str *entries, size_t n)
{
    size_t kept = 0, old = 0;
    while (environ[old])
        old++;
    char **fresh = NEW_ARRAY(char *, old + n + 1);
    for (size_t i = 0; i < old; i++)
        if (!is_of_terminal(str_c(environ[i])))
            fresh[kept++] = environ[i];
    for (size_t i = 0; i < n; i++)
        if (is_of_terminal(entries[i]))
            fresh[kept++] = str_dup(entries[i]);
    environ = fresh;
}
