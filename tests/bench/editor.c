#include "editor.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "world.h"

#include <fcntl.h>
#include <stdio.h>

typedef struct {
    const char *name;
    bool highlights;
    const char *saved;
    const char *settings, *settings_file; // put into its home
    const char *keys[DO_COUNT];           // NULL: it cannot
} Editor;

#define REPLACE_AS_VI   ":%s/" WORLD_OLD "/" WORLD_NEW "/g<enter>"
#define SEARCH_AS_VI    "/" WORLD_NEEDLE_START "|" WORLD_NEEDLE_END "<enter>"
#define PROMPTED_NEEDLE WORLD_NEEDLE_START "|" WORLD_NEEDLE_END "<enter>"
#define OPEN_LINE       "<enter><up>"

/* A key for each thing to do, in the order of EditorDo. */
static const Editor editors[] = {
    [EDITOR_FLOOR] = {"floor",
                      false,
                      "saved",
                      NULL,
                      NULL,
                      {"<enter>", "", "", "<ctrl+e>", "<ctrl+e>", "<ctrl+v>",
                       "<ctrl+f>" PROMPTED_NEEDLE, "<ctrl+r>", "", "<ctrl+z>", "<ctrl+s>"}},
    [EDITOR_CODELAB] = {"codelab",
                        true,
                        NULL,
                        NULL,
                        NULL,
                        {OPEN_LINE, "", "", "<ctrl+end>", "<end>", "<pagedown>",
                         "<ctrl+f>" PROMPTED_NEEDLE,
                         "<ctrl+r>" WORLD_OLD "<tab>" WORLD_NEW "|<alt+a>", "<escape>", "<ctrl+z>",
                         "<ctrl+s>"}},
    [EDITOR_VIM] = {"vim",
                    true,
                    "written",
                    NULL,
                    NULL,
                    {"O", "i", "<escape>", "G", "$", "<pagedown>", SEARCH_AS_VI, REPLACE_AS_VI, "",
                     "u", ":w<enter>"}},
    [EDITOR_NVIM] = {"nvim",
                     true,
                     "written",
                     NULL,
                     NULL,
                     {"O", "i", "<escape>", "G", "$", "<pagedown>", SEARCH_AS_VI, REPLACE_AS_VI, "",
                      "u", ":w<enter>"}},
    [EDITOR_KAK] = {"kak",
                    true,
                    NULL,
                    NULL,
                    NULL,
                    {"O", "i", "<escape>", "ge", "gl", "<pagedown>", SEARCH_AS_VI,
                     "%s" WORLD_OLD "<enter>c" WORLD_NEW "|<escape>", "", "u", ":w<enter>"}},
    [EDITOR_MICRO] = {"micro",
                      true,
                      "Saved",
                      NULL,
                      NULL,
                      {OPEN_LINE, "", "", "<ctrl+end>", "<end>", "<pagedown>",
                       "<ctrl+f>" PROMPTED_NEEDLE,
                       "<ctrl+e>replaceall " WORLD_OLD " " WORLD_NEW "<enter>", "", "<ctrl+z>",
                       "<ctrl+s>"}},
    [EDITOR_NANO] = {"nano",
                     true,
                     "Wrote",
                     NULL,
                     NULL,
                     {OPEN_LINE, "", "", "<ctrl+end>", "<end>", "<pagedown>",
                      "<ctrl+w>" PROMPTED_NEEDLE,
                      "<ctrl+\\>" WORLD_OLD "<enter>" WORLD_NEW "<enter>|a", "", NULL, "<ctrl+s>"}},
    [EDITOR_DTE] = {"dte",
                    true,
                    NULL,
                    "set filesize-limit 0\n",
                    ".dte/rc",
                    {OPEN_LINE, "", "", "<alt+e>", "<end>", "<pagedown>",
                     "<ctrl+f>" PROMPTED_NEEDLE,
                     "<alt+x>replace -g " WORLD_OLD " " WORLD_NEW "<enter>", "", "<ctrl+z>",
                     "<ctrl+s>"}},
    [EDITOR_NE] = {"ne",
                   false,
                   NULL,
                   NULL,
                   NULL,
                   {OPEN_LINE, "", "", "<ctrl+k>MoveEOF<enter>", "<ctrl+k>MoveEOL<enter>",
                    "<pagedown>", "<ctrl+k>Find " PROMPTED_NEEDLE,
                    "<ctrl+k>Find " WORLD_OLD "<enter><ctrl+k>ReplaceAll " WORLD_NEW "<enter>", "",
                    NULL, "<ctrl+s>"}},
    [EDITOR_MG] = {"mg",
                   false,
                   "Wrote",
                   NULL,
                   NULL,
                   {OPEN_LINE, "", "", "<escape>>", "<ctrl+e>", "<ctrl+v>",
                    "<ctrl+s>" PROMPTED_NEEDLE, "<alt+%>" WORLD_OLD "<enter>" WORLD_NEW "<enter>|!",
                    "", "<ctrl+_>", "<ctrl+x><ctrl+s>"}},
    [EDITOR_JOE] = {"joe",
                    true,
                    "saved",
                    NULL,
                    NULL,
                    {OPEN_LINE, "", "", "<ctrl+k>v", "<ctrl+e>", "<ctrl+v>",
                     "<ctrl+k>f" PROMPTED_NEEDLE "<enter>",
                     "<ctrl+k>f" WORLD_OLD "<enter>r<enter>" WORLD_NEW "<enter>|r", "", "<ctrl+_>",
                     "<ctrl+k>d<enter>"}},
    [EDITOR_VIS] = {"vis",
                    true,
                    NULL,
                    NULL,
                    NULL,
                    {"O", "i", "<escape>", "G", "$", "<pagedown>", SEARCH_AS_VI,
                     ":,x/" WORLD_OLD "/ c/" WORLD_NEW "/<enter>", "", "u", ":w<enter>"}},
};
_Static_assert(ARRAY_LEN(editors) == EDITOR_COUNT, "a row for each editor");

const char *editor_name(EditorId id)
{
    return editors[id].name;
}

bool editor_highlights(EditorId id)
{
    return editors[id].highlights;
}

bool editor_can(EditorId id, EditorDo what)
{
    return editors[id].keys[what];
}

const char *editor_saved(EditorId id)
{
    return editors[id].saved;
}

static char *installed(const char *name)
{
    static const char *const dirs[] = {"/usr/local/bin", "/usr/bin", "/bin"};
    for (size_t i = 0; i < ARRAY_LEN(dirs); i++) {
        AUTO(free) char *path = path_join(dirs[i], name);
        if (access(path, X_OK) == 0)
            return steal(&path);
    }
    return NULL;
}

static bool takes_part(const char *name)
{
    const char *field = getenv("BENCH_FIELD");
    Str rest = str_c(field ? field : ""), one;
    while (str_split(&rest, ',', &one))
        if (str_eq_c(one, name))
            return true;
    return !field;
}

void editors_init(Editors *e, const char *dir, const char *codelab, const char *floor)
{
    *e = (Editors){.dir = dir};
    e->path[EDITOR_FLOOR] = realpath(floor, NULL);
    e->path[EDITOR_CODELAB] = realpath(codelab, NULL);
    for (EditorId id = 0; id < EDITOR_COUNT; id++) {
        if (id > EDITOR_CODELAB && takes_part(editors[id].name))
            e->path[id] = installed(editors[id].name);
        if (!e->path[id])
            printf("left out: %s\n", editors[id].name);
    }
}

void editors_deinit(Editors *e)
{
    for (EditorId id = 0; id < EDITOR_COUNT; id++)
        free(e->path[id]);
}

static bool put_settings(const Editor *ed, const char *home)
{
    if (!ed->settings)
        return true;
    AUTO(free) char *path = path_join(home, ed->settings_file);
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    return fs_mkdirs(dir, NULL) && fs_write(path, str_c(ed->settings), NULL);
}

bool editor_open(Editors *e, EditorId id, const char *file, int line, bool copy, Run *out)
{
    char at[16];
    (void)snprintf(at, sizeof at, "+%d", line);
    *out = (Run){.home = xasprintf("%s/run-%d", e->dir, ++e->nruns)};
    AUTO(free) char *place = path_join(out->home, "project");
    AUTO(free) char *from = path_join(e->dir, file);
    out->file = path_join(place, file);
    // a file of its own by name, or they would find each other's locks
    if (fs_mkdirs(place, NULL) && put_settings(&editors[id], out->home) &&
        (copy ? world_copy(from, out->file) : link(from, out->file) == 0)) {
        const char *argv[4] = {e->path[id], line ? at : out->file, line ? out->file : NULL};
        out->term = term_start(argv, out->home);
    }
    if (!out->term)
        run_end(out);
    return out->term;
}

void run_end(Run *r)
{
    AUTO(err) Err err = {0};
    term_free(r->term);
    if (!fs_remove_tree(r->home, &err))
        printf("  %s\n", err_text(&err));
    free(r->home);
    free(r->file);
    *r = (Run){0};
}

int64_t editor_do(Run *r, EditorId id, EditorDo what)
{
    return keys_play(r->term, editors[id].keys[what]);
}

void editor_add_keys(const Run *r, EditorId id, EditorDo what, Buf *out)
{
    keys_add(r->term, editors[id].keys[what], out);
}
