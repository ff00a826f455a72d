// Parts of the workbench, each used as its keys are meant, or nearly so.
#include "monkey.h"

// So many of these keys, one after the other.
static void some(Monkey *m, const char *const *keys, unsigned n, unsigned times)
{
    printf("keys");
    for (unsigned i = 1 + monkey_below(m, times); i > 0; i--)
        printf(" %s", keys[monkey_below(m, n)]);
    printf("\n");
}

#define SOME(m, keys, times) some(m, keys, ARRAY_LEN(keys), times)

static void answer(Monkey *m)
{
    static const char *const ways[] = {"keys enter\n",       "keys tab enter\n", "keys escape\n",
                                       "keys enter enter\n", "keys y\n",         "settle\n"};
    printf("%s", ONE_OF(m, ways));
}

static void type_scrap(Monkey *m)
{
    printf("type %s\n", monkey_scrap(m));
}

static void use_explorer(Monkey *m)
{
    static const char *const keys[] = {
        "up", "down",   "left",   "right",  "enter",  "space", "a",    "n",   "d",
        "r",  "x",      "c",      "p",      "u",      "y",     "home", "end", "f2",
        "/",  "delete", "ctrl+c", "ctrl+v", "ctrl+x", "R",     "D",    "U",   "."};
    printf("command view.explorer\n");
    SOME(m, keys, 6);
    if (monkey_below(m, 2))
        type_scrap(m);
    answer(m);
}

static void rename_in_bulk(Monkey *m)
{
    printf("command view.explorer\nkeys home ctrl+a\ncommand explorer.bulkRename\n");
    SOME(m, ((const char *const[]){"down", "end", "backspace", "delete", "x", "ctrl+z"}), 8);
    printf("keys ctrl+s\n");
    answer(m);
}

static void use_search(Monkey *m)
{
    static const char *const keys[] = {
        "up",    "down",  "left",      "right",  "enter", "tab",        "delete", "space", "alt+c",
        "alt+r", "alt+w", "shift+tab", "ctrl+z", "f4",    "ctrl+enter", "escape", "home",  "end"};
    printf("command view.%s\nkeys ctrl+a\n", monkey_below(m, 2) ? "search" : "replaceInFiles");
    type_scrap(m);
    if (monkey_below(m, 2))
        printf("settle\n");
    SOME(m, keys, 8);
    if (monkey_below(m, 4) == 0) {
        printf("command search.replaceAll\n");
        answer(m);
        printf("settle\ncommand search.undoReplace\n");
    }
}

static void use_list(Monkey *m)
{
    static const char *const prefixes[] = {"",       ">",    "@",     ":",    "%",
                                           "#",      "?",    "tabs ", "set ", "cfg ",
                                           "theme ", "run ", "task ", "clip "};
    static const char *const keys[] = {"up",     "down",      "pagedown",  "pageup",
                                       "ctrl+u", "backspace", "alt+enter", "ctrl+enter"};
    printf("keys escape ctrl+p\ntype %s\n", ONE_OF(m, prefixes));
    type_scrap(m);
    SOME(m, keys, 5);
    answer(m);
}

static void use_menu(Monkey *m)
{
    static const char *const keys[] = {"up",  "down", "left", "right", "home",
                                       "end", "f",    "e",    "enter"};
    printf("keys %s\n", monkey_below(m, 2) ? "f10" : "shift+f10");
    SOME(m, keys, 7);
    answer(m);
}

static void type_vim(Monkey *m)
{
    static const char *const words[] = {
        "d",  "c",  "y",     "p",    "P",    "w",   "b",  "e",   "iw",  "a(", "it", "ip", "gg",
        "G",  "0",  "$",     "x",    "u",    "3",   "12", "\"a", "\"_", "qa", "q",  "@a", "@@",
        "v",  "V",  "i",     "o",    "A",    "f(",  "t,", ";",   "%",   ">>", "<<", "J",  "gU",
        "g~", "ma", "'a",    "`a",   "``",   ".",   "/f", "?a",  "n",   "N",  "*",  "#",  "zz",
        "za", "zR", "ysiw)", "cs([", "ds\"", "gcc", "R",  "~",   "gv",  "gi", "r"};
    static const char *const lines[] = {
        ":w",      ":q",   ":%s/a/b/g",     ":1,3d",    ":5",      ":g/x/d",  ":sp", ":e notes.md",
        ":set nu", ":reg", ":'<,'>s/x/&&/", ":norm dd", ":sort u", ":%!sort", ":m0"};
    if (monkey_below(m, 4) == 0) {
        printf("type %s\nkeys enter\n", ONE_OF(m, lines));
        return;
    }
    printf("type ");
    for (unsigned n = 1 + monkey_below(m, 6); n > 0; n--)
        printf("%s", ONE_OF(m, words));
    printf("\nkeys %s\n", monkey_below(m, 3) ? "escape" : "ctrl+v");
}

static void choose_preset(Monkey *m)
{
    static const char *const presets[] = {"vscode", "vim", "emacs", "nano"};
    const char *preset = ONE_OF(m, presets), *end = monkey_below(m, 8) ? "\"}" : "\"";
    printf("file ~/config/codelab/settings.json <<\n{\"keyboard.preset\": \"%s%s\n<<\nsettle\n",
           preset, end);
}

static void change_setting(Monkey *m)
{
    static const char *const ways[] = {"settings.open", "theme.select",     "view.appearance",
                                       "trust.manage",  "keys.open",        "keyboard.inspect",
                                       "view.zen",      "settings.openFile"};
    static const char *const keys[] = {"up", "down", "enter", "space", "tab", "backspace", "left"};
    printf("command %s\n", ONE_OF(m, ways));
    if (monkey_below(m, 2))
        type_scrap(m);
    SOME(m, keys, 5);
    answer(m);
}

static void use_problems(Monkey *m)
{
    static const char *const keys[] = {"up", "down", "enter", "left", "right", "e", "w", "i"};
    if (monkey_below(m, 4) == 0)
        printf("command run.build\n");
    printf("command panel.problems\n");
    SOME(m, keys, 5);
}

// Whatever is open is left and comes back.
static void leave(Monkey *m)
{
    (void)m;
    printf("settle\nquit\n");
}

void monkey_part(Monkey *m)
{
    static const struct {
        unsigned weight;
        void (*use)(Monkey *m);
    } parts[] = {{6, use_explorer}, {1, rename_in_bulk}, {5, use_search},    {5, use_list},
                 {3, use_menu},     {8, type_vim},       {2, choose_preset}, {3, change_setting},
                 {2, use_problems}, {1, leave}};
    unsigned at = monkey_below(m, 36);
    size_t i = 0;
    for (; at >= parts[i].weight; i++)
        at -= parts[i].weight;
    parts[i].use(m);
}
