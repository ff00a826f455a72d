/* The first line is a path, the rest an ignore file: every rule and every line as a glob can be
 * asked about it, and a literal line matches itself. */
#include "base/bug.h"
#include "base/glob.h"
#include "base/ignore-rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool is_literal(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (memchr("*?[\\{}", s.p[i], 6))
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str rest = str_n((const char *)data, n < 4096 ? n : 4096), path, line;
    if (!str_split(&rest, '\n', &path))
        return 0;
    IgnoreRules rules = {0};
    ignore_rules_add(&rules, str_dup(rest), rest.n);
    for (int is_dir = 0; is_dir < 2; is_dir++) {
        const IgnoreRule *r = ignore_rules_find(&rules, path, is_dir);
        BUG_ON(r && r->dir_only && !is_dir);
    }
    ignore_rules_deinit(&rules);
    while (str_split(&rest, '\n', &line)) {
        glob_match(line, path, GLOB_GIT);
        glob_match(line, path, GLOB_VSCODE);
        BUG_ON(is_literal(line) && !glob_match(line, line, GLOB_GIT));
    }
    return 0;
}
