// What build files offer to run, read from their text: nothing is run to find it out.
#include "base/json.h"
#include "workspace/tasks.h"

#include <ctype.h>

enum { FOUND_MAX = 200, NAME_MAX_BYTES = 80 };

static void offer(TaskList *out, const char *label, const char *command, const char *arg,
                  bool build)
{
    if (out->n == FOUND_MAX)
        return;
    Task *t = NEW(Task);
    t->label = xstrdup(label);
    t->command = xstrdup(command);
    t->process = true;
    t->build = build;
    AUTO(free) char *words = xstrdup(arg);
    Str rest = str_c(words), word;
    while (str_split(&rest, ' ', &word))
        if (word.n)
            vec_push(&t->args, str_dup(word));
    vec_push(out, t);
}

// A name that needs no quotes anywhere.
static bool is_plain(Str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!isalnum((unsigned char)name.p[i]) && !strchr("_-.+@/:", name.p[i]))
            return false;
    return name.n > 0 && name.n <= NAME_MAX_BYTES && name.p[0] != '-';
}

static bool is_offered(const TaskList *out, const char *label)
{
    for (size_t i = 0; i < out->n; i++)
        if (strcmp(out->p[i]->label, label) == 0)
            return true;
    return false;
}

static void offer_named(TaskList *out, const char *tool, Str name, bool build)
{
    AUTO(free) char *plain = str_dup(name);
    AUTO(free) char *label = xasprintf("%s %s", tool, plain);
    if (is_plain(name) && !is_offered(out, label))
        offer(out, label, tool, plain, build);
}

// "all: x y" but neither "x := y", nor ".PHONY: x", nor "%.o: %.c".
static void read_makefile(Str text, TaskList *out)
{
    Str line;
    while (str_split(&text, '\n', &line)) {
        ptrdiff_t colon = str_find_byte(line, ':');
        if (colon <= 0 || line.p[0] == '\t' || line.p[0] == '#' || line.p[0] == '.' ||
            ((size_t)colon + 1 < line.n && line.p[colon + 1] == '='))
            continue;
        Str names = str_upto(line, (size_t)colon), name;
        while (str_split(&names, ' ', &name))
            if (name.n && str_find_byte(name, '/') < 0)
                offer_named(out, "make", name, str_eq_c(name, "all") || str_eq_c(name, "build"));
    }
}

// "build target=x: dep" begins in column 0, settings are "x := y".
static void read_justfile(Str text, TaskList *out)
{
    Str line;
    while (str_split(&text, '\n', &line)) {
        ptrdiff_t colon = str_find_byte(line, ':');
        if (colon <= 0 || !isalpha((unsigned char)line.p[0]) ||
            ((size_t)colon + 1 < line.n && line.p[colon + 1] == '='))
            continue;
        Str name = line, head;
        str_split(&name, ' ', &head);
        head = str_upto(head, (size_t)MAX(0, head.n <= (size_t)colon ? (ptrdiff_t)head.n : colon));
        offer_named(out, "just", head, str_eq_c(head, "build"));
    }
}

static void read_package(Str text, TaskList *out)
{
    JsonDoc *doc = json_parse(text, NULL);
    const Json *scripts = json_get(doc ? json_root(doc) : NULL, "scripts");
    for (const Json *x = json_first(scripts); x; x = json_next(x)) {
        AUTO(free) char *name = str_dup(json_key(x));
        AUTO(free) char *label = xasprintf("npm run %s", name);
        AUTO(free) char *arg = xasprintf("run %s", name);
        if (is_plain(json_key(x)))
            offer(out, label, "npm", arg, strcmp(name, "build") == 0);
    }
    json_free(doc);
}

static void read_presets(Str text, TaskList *out)
{
    JsonDoc *doc = json_parse(text, NULL);
    const Json *root = doc ? json_root(doc) : NULL;
    for (const Json *x = json_first(json_get(root, "buildPresets")); x; x = json_next(x)) {
        Str name = json_str_or(json_get(x, "name"), STR_NULL);
        AUTO(free) char *plain = str_dup(name);
        AUTO(free) char *label = xasprintf("cmake --build --preset %s", plain);
        AUTO(free) char *arg = xasprintf("--build --preset %s", plain);
        if (is_plain(name))
            offer(out, label, "cmake", arg, true);
    }
    json_free(doc);
}

static void read_pyproject(Str text, TaskList *out)
{
    if (str_find(text, STR("pytest")) >= 0)
        offer(out, "pytest", "python3", "-m pytest", false);
}

static void offer_all(TaskList *out, const char *const (*rows)[3], size_t n)
{
    for (size_t i = 0; i < n; i++)
        offer(out, rows[i][0], rows[i][1], rows[i][2], i == 0);
}

void tasks_detect(Str name, Str text, TaskList *out)
{
    static const char *const cargo[][3] = {{"cargo build", "cargo", "build"},
                                           {"cargo check", "cargo", "check"},
                                           {"cargo test", "cargo", "test"},
                                           {"cargo clippy", "cargo", "clippy"}};
    static const char *const go[][3] = {{"go build ./...", "go", "build ./..."},
                                        {"go test ./...", "go", "test ./..."},
                                        {"go vet ./...", "go", "vet ./..."}};
    static const char *const cmake[][3] = {{"cmake --build build", "cmake", "--build build"},
                                           {"cmake -B build", "cmake", "-B build"},
                                           {"ctest", "ctest", "--test-dir build"}};
    static const char *const meson[][3] = {{"meson compile", "meson", "compile -C build"},
                                           {"meson setup", "meson", "setup build"},
                                           {"meson test", "meson", "test -C build"}};
    if (str_eq_c(name, "Makefile") || str_eq_c(name, "makefile") || str_eq_c(name, "GNUmakefile"))
        read_makefile(text, out);
    else if (str_eq_c(name, "justfile"))
        read_justfile(text, out);
    else if (str_eq_c(name, "package.json"))
        read_package(text, out);
    else if (str_eq_c(name, "CMakePresets.json"))
        read_presets(text, out);
    else if (str_eq_c(name, "pyproject.toml") || str_eq_c(name, "pytest.ini"))
        read_pyproject(text, out);
    else if (str_eq_c(name, "Cargo.toml"))
        offer_all(out, cargo, ARRAY_LEN(cargo));
    else if (str_eq_c(name, "go.mod"))
        offer_all(out, go, ARRAY_LEN(go));
    else if (str_eq_c(name, "CMakeLists.txt"))
        offer_all(out, cmake, ARRAY_LEN(cmake));
    else if (str_eq_c(name, "meson.build"))
        offer_all(out, meson, ARRAY_LEN(meson));
}
