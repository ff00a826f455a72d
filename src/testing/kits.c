// The frameworks: one row each.
#include "base/fs.h"
#include "base/path.h"
#include "testing/inner.h"

#include "testing/adapters.inc"

#define FILES(...) ((const char *const[]){__VA_ARGS__, NULL})

static const TestKit kits[] = {
    {"pytest", "pytest", "apt install python3-pytest, or pip install pytest", "python3",
     script_python, helper_pytest, SPEAKS_RECORDS, PASS_IDS, "::", "pytest",
     FILES("test_*.py", "*_test.py")},
    {"unittest", "unittest", "apt install python3", "python3", script_python, helper_unittest,
     SPEAKS_RECORDS, PASS_IDS, "::", "unittest", FILES("test*.py")},
    {"vitest", "vitest", "npm install --save-dev vitest", "node", script_vitest, helper_vitest,
     SPEAKS_RECORDS, PASS_PATTERN, " ", NULL, FILES("*.test.*", "*.spec.*")},
    {"jest", "jest", "npm install --save-dev jest", "node", script_jest, helper_jest,
     SPEAKS_RECORDS, PASS_PATTERN, " ", NULL, FILES("*.test.*", "*.spec.*")},
    {"node", "node:test", "apt install nodejs", "node", script_node, helper_node, SPEAKS_RECORDS,
     PASS_PATTERN, " ", NULL, FILES("*.test.*js", "test-*.*js", "*-test.*js", "*_test.*js")},
    {"go", "go test", "apt install golang-go", "go", script_go, "", SPEAKS_GO, PASS_FOLDERS, "/",
     NULL, FILES("*_test.go")},
    {"cargo", "cargo test", "apt install cargo", "cargo", script_cargo, "", SPEAKS_CARGO,
     PASS_NAMES, "::", NULL, FILES("*.rs")},
    {"ctest", "CTest", "apt install cmake", "ctest", script_ctest, "", SPEAKS_CTEST, PASS_PATTERN,
     " ", NULL, FILES("CMakeLists.txt")},
    {"junit", "JUnit", "apt install default-jdk-headless junit5", "javac", script_junit, "",
     SPEAKS_RECORDS, PASS_NAMES, "#", NULL, FILES("*Test.java", "*Tests.java", "Test*.java")},
    {"rspec", "RSpec", "apt install ruby-rspec", "ruby", script_rspec, helper_rspec, SPEAKS_RECORDS,
     PASS_NAMES, " ", NULL, FILES("*_spec.rb")},
    {"phpunit", "PHPUnit", "apt install phpunit", "php", script_phpunit, "", SPEAKS_TEAMCITY,
     PASS_PATTERN, "::", NULL, FILES("*Test.php")},
    {"tap", "TAP", "apt install perl, or bats", "sh", script_tap, "", SPEAKS_TAP, PASS_NAMES, " ",
     NULL, FILES("*.t", "*.bats")},
};

const TestKit *test_kit_all(size_t i)
{
    return i < ARRAY_LEN(kits) ? &kits[i] : NULL;
}

const TestKit *test_kit_named(Str id)
{
    for (size_t i = 0; i < ARRAY_LEN(kits); i++)
        if (str_eq_c(id, kits[i].id))
            return &kits[i];
    return NULL;
}

const char *test_kit_id(const TestKit *k)
{
    return k->id;
}

const char *test_kit_title(const TestKit *k)
{
    return k->title;
}

// '*' stands for any bytes.
static bool matches(const char *pattern, Str name)
{
    if (!*pattern)
        return name.n == 0;
    if (*pattern != '*')
        return name.n && *pattern == name.p[0] && matches(pattern + 1, str_from(name, 1));
    for (size_t i = 0; i <= name.n; i++)
        if (matches(pattern + 1, str_from(name, i)))
            return true;
    return false;
}

bool test_kit_takes(const TestKit *k, Str file)
{
    for (const char *const *s = k->suffixes; *s; s++)
        if (matches(*s, path_base(file)))
            return true;
    return false;
}

/* Detection -------------------------------------------------------------------------------------
 */

enum { ENTRIES_MAX = 2000, DEPTH_MAX = 5 };

// What was seen of a project.
typedef struct {
    const char *root;
    int entries;
    int files[ARRAY_LEN(kits)]; // by kit: files that it would take
    bool imports_pytest, imports_unittest, node_test, rust_test;
} Look;

static bool file_has(const char *dir, const char *name, const char *text)
{
    AUTO(buf) Buf body = BUF_INIT;
    AUTO(free) char *path = path_join(dir, name);
    return fs_read(path, 1 << 20, &body, NULL) && str_find(buf_str(&body), str_c(text)) >= 0;
}

static void look_at_file(Look *l, const char *dir, const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(kits); i++)
        l->files[i] += test_kit_takes(&kits[i], str_c(name));
    if (str_ends(str_c(name), STR(".py")) && strstr(name, "test")) {
        l->imports_unittest |=
            file_has(dir, name, "import unittest") || file_has(dir, name, "from unittest");
        l->imports_pytest |=
            file_has(dir, name, "import pytest") ||
            (file_has(dir, name, "\ndef test_") && !file_has(dir, name, "unittest"));
    }
    if (str_ends(str_c(name), STR("js")))
        l->node_test |= strstr(name, "test") && file_has(dir, name, "node:test");
    if (str_ends(str_c(name), STR(".rs")))
        l->rust_test |= file_has(dir, name, "#[test]");
}

static void look(Look *l, const char *dir, int depth)
{
    static const char *const skipped[] = {"node_modules", "target", "build",      "vendor",
                                          "venv",         "dist",   "__pycache__"};
    FsList list = {0};
    if (!fs_list(dir, &list, NULL))
        return;
    VEC_EACH (FsEntry, e, &list) {
        bool skip = e->name[0] == '.' || e->is_link || ++l->entries > ENTRIES_MAX;
        for (size_t i = 0; i < ARRAY_LEN(skipped); i++)
            skip = skip || strcmp(e->name, skipped[i]) == 0;
        AUTO(free) char *path = path_join(dir, e->name);
        if (!skip && e->is_dir && depth < DEPTH_MAX)
            look(l, path, depth + 1);
        else if (!skip && !e->is_dir)
            look_at_file(l, dir, e->name);
    }
    fs_list_deinit(&list);
}

static bool there(const Look *l, const char *name)
{
    AUTO(free) char *path = path_join(l->root, name);
    return fs_exists(path);
}

static bool uses_pytest(const Look *l)
{
    bool told =
        there(l, "pytest.ini") || there(l, "conftest.py") || there(l, "tests/conftest.py") ||
        file_has(l->root, "pyproject.toml", "[tool.pytest") ||
        file_has(l->root, "setup.cfg", "[tool:pytest]") || file_has(l->root, "tox.ini", "[pytest]");
    return told || l->imports_pytest;
}

// Of JavaScript: what package.json names.
static bool in_package(const Look *l, const char *word)
{
    AUTO(free) char *quoted = xasprintf("\"%s\"", word);
    AUTO(free) char *program = xasprintf("node_modules/.bin/%s", word);
    return file_has(l->root, "package.json", quoted) || there(l, program);
}

static bool uses(const Look *l, const TestKit *k)
{
    int files = l->files[k - kits];
    if (strcmp(k->id, "pytest") == 0)
        return uses_pytest(l);
    if (strcmp(k->id, "unittest") == 0)
        return l->imports_unittest && !uses_pytest(l);
    if (strcmp(k->id, "vitest") == 0 || strcmp(k->id, "jest") == 0)
        return in_package(l, k->id);
    if (strcmp(k->id, "node") == 0)
        return l->node_test || file_has(l->root, "package.json", "node --test");
    if (strcmp(k->id, "go") == 0)
        return files && (there(l, "go.mod") || there(l, "go.work"));
    if (strcmp(k->id, "cargo") == 0)
        return there(l, "Cargo.toml") && l->rust_test;
    if (strcmp(k->id, "ctest") == 0)
        return file_has(l->root, "CMakeLists.txt", "add_test") ||
               file_has(l->root, "CMakeLists.txt", "enable_testing");
    return files > 0;
}

size_t test_kit_detect(const char *root, const TestKit **out, size_t max)
{
    Look l = {.root = root};
    size_t n = 0;
    look(&l, root, 0);
    for (size_t i = 0; i < ARRAY_LEN(kits) && n < max; i++)
        if (uses(&l, &kits[i]))
            out[n++] = &kits[i];
    return n;
}
