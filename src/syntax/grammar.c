#include "syntax/grammar.h"
#include "base/fs.h"
#include "base/log.h"
#include "base/mem.h"
#include "syntax/syntax.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>

/* A grammar that was asked for. */
typedef struct Entry {
    struct Entry *next;
    char *dir, *name;     // owned; where it was looked for, and as what
    pthread_mutex_t lock; // held while it is loaded
    bool tried;
    char *problem; // owned; NULL if it is there
    Grammar grammar;
    bool asked[GRAMMAR_QUERIES]; // extra was tried
    Query extra[GRAMMAR_QUERIES];
} Entry;

/* One list a process: a module is mapped once however many texts use it, and is never unmapped, as
 * trees and queries point into it. */
static struct {
    pthread_mutex_t lock; // held to look at the list
    const char *dir;
    Entry *entries;
} loaded = {.lock = PTHREAD_MUTEX_INITIALIZER, .dir = "grammars"};

void syntax_set_grammar_dir(const char *dir)
{
    pthread_mutex_lock(&loaded.lock);
    loaded.dir = dir;
    pthread_mutex_unlock(&loaded.lock);
}

static Entry *entry_for(const char *name)
{
    pthread_mutex_lock(&loaded.lock);
    Entry *e = loaded.entries;
    while (e && (strcmp(e->dir, loaded.dir) != 0 || strcmp(e->name, name) != 0))
        e = e->next;
    if (!e) {
        e = NEW(Entry);
        *e = (Entry){.next = loaded.entries, .dir = xstrdup(loaded.dir), .name = xstrdup(name)};
        e->grammar.name = e->name;
        pthread_mutex_init(&e->lock, NULL);
        loaded.entries = e;
    }
    pthread_mutex_unlock(&loaded.lock);
    return e;
}

static bool check_abi(const TSLanguage *language, Err *err)
{
    uint32_t abi = ts_language_abi_version(language);
    if (abi < TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION || abi > TREE_SITTER_LANGUAGE_VERSION)
        return err_set(err, "it has ABI %u and not %u to %u", abi,
                       TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION, TREE_SITTER_LANGUAGE_VERSION);
    return true;
}

static bool load_module(Entry *e, Err *err)
{
    AUTO(free) char *path = xasprintf("%s/%s.so", e->dir, e->name);
    AUTO(free) char *symbol = xasprintf("tree_sitter_%s", e->name);
    if (!fs_exists(path))
        return err_set(err, "there is no '%s'", path);
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!module)
        return err_set(err, "%s", dlerror());
    const TSLanguage *(*language)(void) = (const TSLanguage *(*)(void))dlsym(module, symbol);
    if (!language) {
        dlclose(module);
        return err_set(err, "'%s' has no symbol '%s'", path, symbol);
    }
    e->grammar.language = language();
    if (check_abi(e->grammar.language, err))
        return true;
    dlclose(module);
    return false;
}

static bool load_query(Entry *e, const char *kind, Query *q, Err *err)
{
    AUTO(buf) Buf source = BUF_INIT;
    AUTO(free) char *name = xasprintf("%s/%s", e->name, kind);
    if (!query_source_read(e->dir, str_c(name), &source, err))
        return false;
    return query_init(q, e->grammar.language, buf_str(&source), err);
}

static bool load(Entry *e, Err *err)
{
    if (!load_module(e, err) || !load_query(e, "highlights", &e->grammar.highlights, err))
        return false;
    AUTO(err) Err missing = {0};
    if (load_query(e, "injections", &e->grammar.injections, &missing) || missing.code == ENOENT)
        return true;
    return err_set(err, "%s", err_text(&missing));
}

const Grammar *grammar_get(const char *name, Err *err)
{
    Entry *e = entry_for(name);
    pthread_mutex_lock(&e->lock);
    if (!e->tried) {
        AUTO(err) Err failure = {0};
        if (!load(e, &failure))
            e->problem = xasprintf("cannot load grammar '%s': %s", name, err_text(&failure));
        e->tried = true;
    }
    pthread_mutex_unlock(&e->lock);
    if (!e->problem)
        return &e->grammar;
    err_set(err, "%s", e->problem);
    return NULL;
}

const Query *grammar_query(const Grammar *g, GrammarQuery which)
{
    static const char *const kinds[] = {[GRAMMAR_FOLDS] = "folds", [GRAMMAR_OUTLINE] = "outline"};
    Entry *e = CONTAINER_OF(g, Entry, grammar);
    pthread_mutex_lock(&e->lock);
    if (!e->asked[which]) {
        AUTO(err) Err failure = {0};
        if (!load_query(e, kinds[which], &e->extra[which], &failure) && failure.code != ENOENT)
            log_at(LOG_WARN, "syntax", "grammar '%s': %s", e->name, err_text(&failure));
        e->asked[which] = true;
    }
    pthread_mutex_unlock(&e->lock);
    return e->extra[which].ts ? &e->extra[which] : NULL;
}
