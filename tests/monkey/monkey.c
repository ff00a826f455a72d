// Writes a scene of input at random: monkey SEED ACTIONS.  The same seed gives the same scene, as
// long as commands and keys are the same.
#include "command/command.h"
#include "monkey.h"

unsigned monkey_below(Monkey *m, unsigned n)
{
    m->state ^= m->state >> 12;
    m->state ^= m->state << 25;
    m->state ^= m->state >> 27;
    return (unsigned)((m->state * 2685821657736338717u) >> 33) % n;
}

static const char *const keys[] = {
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "enter",
    "tab",
    "shift+tab",
    "backspace",
    "delete",
    "escape",
    "shift+up",
    "shift+down",
    "shift+left",
    "shift+right",
    "shift+home",
    "shift+end",
    "ctrl+left",
    "ctrl+right",
    "ctrl+home",
    "ctrl+end",
    "ctrl+z",
    "ctrl+y",
    "ctrl+c",
    "ctrl+x",
    "ctrl+v",
    "ctrl+a",
    "ctrl+d",
    "ctrl+f",
    "ctrl+h",
    "ctrl+k",
    "ctrl+s",
    "f1",
    "ctrl+p",
    "ctrl+g",
    "alt+up",
    "alt+down",
    "f3",
    "space",
    "insert",
    "ctrl+backspace",
    "ctrl+shift+left",
    "ctrl+shift+right",
    "y",
    "n",
    "f2",
    "f6",
    "f10",
    "shift+f10",
    "alt+1",
    "alt+enter",
    "ctrl+b",
    "ctrl+j",
    "ctrl+`",
    "ctrl+r",
    "ctrl+tab",
    "ctrl+w",
    "ctrl+shift+f",
    "ctrl+shift+h",
    "ctrl+shift+e",
    "alt+left",
    "alt+right",
    "ctrl+enter",
};

// Keys, typed faster than they are drawn.
static void do_burst(Monkey *m)
{
    static const char *const bytes[] = {
        "1b5b41", "1b5b42",     "1b5b43",   "1b5b44",   "1b5b48", "1b5b46", "1b5b337e", "0d",
        "0d",     "09",         "7f",       "20",       "1b5b5a", "10",     "13",       "17",
        "06",     "1a",         "19",       "04",       "18",     "16",     "03",       "0b",
        "1b4f50", "1b5b32317e", "1b5b357e", "1b5b367e", "61",     "64",     "72",       "6e",
        "79",     "75",         "2f",       "3e"};
    printf("feed ");
    for (unsigned n = 2 + monkey_below(m, 9); n > 0; n--) {
        const char *one = ONE_OF(m, bytes);
        unsigned times = monkey_below(m, 3) ? 1 : 1 + monkey_below(m, 4);
        while (times-- > 0)
            printf("%s", one);
    }
    printf("\n");
}

static void do_type(Monkey *m)
{
    printf("type ");
    for (unsigned n = 1 + monkey_below(m, 4); n > 0; n--)
        printf("%s", monkey_scrap(m));
    printf("\n");
}

static void do_keys(Monkey *m)
{
    printf("keys");
    for (unsigned n = 1 + monkey_below(m, 5); n > 0; n--)
        printf(" %s", ONE_OF(m, keys));
    printf("\n");
}

// Programs are slow to start, and typing must meet the editor more often than a shell.
static bool is_left_out(Monkey *m, Str id)
{
    bool starts = str_starts(id, STR("terminal.")) || str_starts(id, STR("run.")) ||
                  str_eq_c(id, "panel.toggle");
    return (starts && monkey_below(m, 3)) || (str_eq_c(id, "app.quit") && monkey_below(m, 4));
}

static void do_bound(Monkey *m)
{
    size_t n;
    const Binding *all = keymap_defaults(&n);
    const Binding *b = &all[monkey_below(m, (unsigned)n)];
    if (!is_left_out(m, str_c(b->command)))
        printf("keys %s\n", b->keys);
}

static const Command *any_command(Monkey *m)
{
    size_t n;
    const Command *const *all = command_all(&n);
    const Command *c = all[monkey_below(m, (unsigned)n)];
    for (int i = 0; i < 30 && !str_starts(str_c(c->id), str_c(m->area)); i++)
        c = all[monkey_below(m, (unsigned)n)];
    return c;
}

// Half of the time commands of one area follow each other.
static void turn_to(Monkey *m)
{
    Str id;
    m->area[0] = 0;
    Str area = str_c(any_command(m)->id);
    if (monkey_below(m, 2) && str_split(&area, '.', &id))
        snprintf(m->area, sizeof m->area, STR_FMT ".", STR_ARG(id));
}

static void do_command(Monkey *m)
{
    const Command *c = any_command(m);
    if (is_left_out(m, str_c(c->id)))
        return;
    const char *arg = monkey_below(m, 3) ? "" : monkey_scrap(m);
    printf("command %s %s\n", c->id, arg);
}

static void do_palette(Monkey *m)
{
    const Command *c = any_command(m);
    if (!is_left_out(m, str_c(c->id)))
        printf("keys escape f1\ntype %s\nkeys enter\n", c->title);
}

static void do_paste(Monkey *m)
{
    printf("paste <<\n");
    for (unsigned n = 1 + monkey_below(m, 6); n > 0; n--) {
        const char *indent = monkey_below(m, 3) ? "" : "\t", *scrap = monkey_scrap(m);
        printf("%s%s%s\n", indent, scrap, monkey_below(m, 6) ? "" : "\r");
    }
    printf("<<\n");
}

static void do_mouse(Monkey *m)
{
    static const char *const kinds[] = {"press",   "press",    "drag",      "drag",
                                        "release", "wheel-up", "wheel-down"};
    static const char *const mods[] = {"", "", "", "alt+", "shift+", "ctrl+", "shift+alt+"};
    // One draw a statement: arguments are evaluated in any order.
    const char *mod = ONE_OF(m, mods), *kind = ONE_OF(m, kinds);
    unsigned row = 1 + monkey_below(m, (unsigned)m->rows);
    printf("mouse %s%s %u %u\n", mod, kind, row, 1 + monkey_below(m, (unsigned)m->cols));
}

static void do_resize(Monkey *m)
{
    m->rows = 3 + (int)monkey_below(m, monkey_below(m, 2) ? 58 : 22);
    m->cols = 10 + (int)monkey_below(m, monkey_below(m, 2) ? 191 : 71);
    printf("size %dx%d\n", m->cols, m->rows);
}

static void do_outside(Monkey *m)
{
    size_t file = monkey_below(m, MONKEY_PLAIN); // in no folder that may be a file by now
    monkey_write(m, file);
    if (monkey_below(m, 5) == 0)
        printf("remove %s\n", monkey_file(file));
    if (monkey_below(m, 9) == 0)
        printf("mkdir sub\nremove sub\n");
    if (monkey_below(m, 2))
        printf("settle\n");
}

static void do_open(Monkey *m)
{
    printf("command file.open %s\nsettle\n", monkey_file(monkey_below(m, 12)));
}

static void do_cursors(Monkey *m)
{
    static const char *const ways[] = {
        "ctrl+alt+down",       "ctrl+alt+up",          "ctrl+d",     "ctrl+shift+l",
        "ctrl+shift+alt+down", "ctrl+shift+alt+right", "alt+shift+i"};
    const char *one = ONE_OF(m, ways), *two = ONE_OF(m, ways);
    printf("keys %s %s\n", one, two);
}

static void do_part(Monkey *m)
{
    monkey_part(m);
}

static void do_settle(Monkey *m)
{
    printf(monkey_below(m, 3) ? "settle\n" : "advance 700\n");
}

static void do_check(Monkey *m)
{
    (void)m;
    printf("check\n");
}

// Out of whatever is open, so that the next actions are not all for the same dialog.
static void do_out(Monkey *m)
{
    (void)m;
    printf("keys escape escape\ncommand focus.editor\n");
}

static const struct {
    unsigned weight;
    void (*act)(Monkey *m);
} actions[] = {
    {20, do_type},   {25, do_keys}, {14, do_bound},  {16, do_command},
    {3, do_palette}, {5, do_paste}, {10, do_mouse},  {3, do_resize},
    {3, do_outside}, {4, do_open},  {6, do_cursors}, {7, do_settle},
    {2, do_check},   {8, do_out},   {16, do_part},   {6, do_burst},
};

static void act(Monkey *m)
{
    unsigned sum = 0;
    for (size_t i = 0; i < ARRAY_LEN(actions); i++)
        sum += actions[i].weight;
    unsigned at = monkey_below(m, sum);
    size_t i = 0;
    for (; at >= actions[i].weight; i++)
        at -= actions[i].weight;
    actions[i].act(m);
}

int main(int argc, char **argv)
{
    long long seed, n;
    if (argc != 3 || !str_to_i64(str_c(argv[1]), &seed) || !str_to_i64(str_c(argv[2]), &n)) {
        fprintf(stderr, "usage: monkey SEED ACTIONS\n");
        return 2;
    }
    Monkey m = {.state = ((uint64_t)seed + 1) * 0x9E3779B97F4A7C15u, .rows = 24, .cols = 80};
    printf("# Nothing breaks by input at random, seed %lld.\n", seed);
    for (size_t i = 0; i < MONKEY_FILES; i++)
        monkey_write(&m, i);
    const char *one = monkey_file(monkey_below(&m, 12)), *two = monkey_file(monkey_below(&m, 12));
    if (monkey_below(&m, 6) == 0)
        printf("untrusted\n");
    printf("open %s %s\ncheck always\n", one, two);
    for (long long i = 0; i < n; i++) {
        if (i % 25 == 0)
            turn_to(&m);
        act(&m);
    }
    printf("check\n");
    return 0;
}
