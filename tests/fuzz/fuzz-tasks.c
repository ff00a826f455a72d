// tasks.json and build files: whatever they hold, tasks that are read have what it takes to run.
#include "base/bug.h"
#include "workspace/tasks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(const Task *t)
{
    BUG_ON(!t->label || (!t->command && t->depends.n == 0 && t->source == NULL));
    size_t at = 0;
    Str id;
    while (t->command && task_input_in(str_c(t->command), &at, &id))
        BUG_ON(at > strlen(t->command) || id.p < t->command);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const names[] = {"Makefile", "justfile", "package.json", "CMakePresets.json",
                                        "pyproject.toml"};
    Str text = str_n((const char *)data, n);
    TaskSet set = {0};
    tasks_parse("tasks.json", text, &set);
    VEC_EACH (Task *, t, &set.all) {
        check(*t);
        BUG_ON(task_set_find(&set, (*t)->label) != *t);
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        TaskList found = {0};
        tasks_detect(str_c(names[i]), text, &found);
        VEC_EACH (Task *, t, &found) {
            check(*t);
            task_free(*t);
        }
        vec_deinit(&found);
    }
    task_set_deinit(&set);
    return 0;
}
