#include "editor.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

#include <stdio.h>

static const struct {
    const char *name;
    bool highlights;
    const char *open_line; // keys; NULL: Enter and back up
} editors[] = {
    [EDITOR_FLOOR] = {"floor", false, NULL},
    [EDITOR_NANO] = {"nano", true, NULL},
    [EDITOR_VIM] = {"vim", true, "O"},
    [EDITOR_CODELAB] = {"codelab", true, NULL},
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

void editors_init(Editors *e, const char *dir, const char *codelab, const char *floor)
{
    *e = (Editors){.dir = dir};
    e->path[EDITOR_FLOOR] = realpath(floor, NULL);
    e->path[EDITOR_CODELAB] = realpath(codelab, NULL);
    for (EditorId id = 0; id < EDITOR_COUNT; id++) {
        if (id != EDITOR_FLOOR && id != EDITOR_CODELAB)
            e->path[id] = installed(editors[id].name);
        if (!e->path[id])
            printf("left out: %s, which is not here\n", editors[id].name);
    }
}

void editors_deinit(Editors *e)
{
    for (EditorId id = 0; id < EDITOR_COUNT; id++)
        free(e->path[id]);
}

Term *editor_open(Editors *e, EditorId id, const char *file, int line)
{
    AUTO(free) char *home = xasprintf("%s/run-%d", e->dir, ++e->run);
    AUTO(free) char *place = path_join(home, "project");
    AUTO(free) char *from = path_join(e->dir, file);
    AUTO(free) char *to = path_join(place, file);
    char at[16];
    (void)snprintf(at, sizeof at, "+%d", line);
    // a file of its own by name, or they would find each other's locks
    if (!fs_mkdirs(place, NULL) || link(from, to) != 0)
        return NULL;
    const char *argv[4] = {e->path[id], line ? at : to, line ? to : NULL};
    return term_start(argv, home);
}

void editor_open_line(EditorId id, Term *t)
{
    if (editors[id].open_line) {
        term_send(t, str_c(editors[id].open_line));
    } else {
        term_press(t, KEY_ENTER);
        term_press(t, KEY_UP);
    }
    term_settle(t, 200, 1000);
}

void measure_print(Measure *m)
{
    for (EditorId id = 0; id < EDITOR_COUNT; id++)
        if (m->of[id].n)
            samples_print(&m->of[id], m->what, editors[id].name);
}

void measure_compare(Measure *m, const char *what, double q, const TableWant want[EDITOR_COUNT])
{
    double ours = samples_at(&m->of[EDITOR_CODELAB], q);
    for (EditorId id = 0; id < EDITOR_CODELAB; id++)
        if (m->of[id].n)
            table_compare(what, ours, editors[id].name, samples_at(&m->of[id], q), want[id]);
}

void measure_deinit(Measure *m)
{
    for (EditorId id = 0; id < EDITOR_COUNT; id++)
        vec_deinit(&m->of[id]);
}
