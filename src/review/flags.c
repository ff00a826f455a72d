// What a path means to others than the run: secrets, what programs obey, what tools make anew.
#include "review/inner.h"

#include "base/glob.h"
#include "base/mem.h"
#include "base/path.h"

// Names, in small letters, of files and folders that git, editors, shells, debuggers, package
// managers and agents run or obey when they come by; of a folder all that is in it.
static const char *const tools[] = {
    // history, and what runs at its steps
    ".git", ".hg", ".svn", ".bzr", ".jj", ".gitattributes", ".gitmodules", ".gitconfig", ".hgrc",
    ".githooks", ".husky", ".pre-commit-config.yaml", "lefthook.yml", ".lefthook.yml", ".github",
    ".gitlab-ci.yml", ".circleci", ".gitea", ".forgejo", ".travis.yml",
    // editors
    ".vscode", ".codelab", ".idea", ".vs", ".fleet", ".zed", ".devcontainer", ".devcontainer.json",
    ".vimrc", ".nvimrc", ".exrc", ".gvimrc", ".nvim.lua", ".emacs", ".emacs.d", ".dir-locals.el",
    ".nanorc",
    // agents
    ".claude", ".cursor", ".codex", ".gemini", ".roo", ".kilocode", ".windsurf", ".continue",
    ".mcp.json", "mcp.json", ".cursorrules", "claude.md", "claude.local.md", "agents.md",
    "gemini.md",
    // shells and what they start
    ".envrc", ".direnvrc", ".direnv", ".tool-versions", ".mise.toml", "mise.toml", ".bashrc",
    ".bash_profile", ".bash_login", ".bash_logout", ".bash_aliases", ".profile", ".inputrc",
    ".zshrc", ".zshenv", ".zprofile", ".zlogin", ".zlogout", ".kshrc", ".mkshrc", ".cshrc",
    ".tcshrc", ".login", ".screenrc", ".tmux.conf", ".xinitrc", ".xsession", ".xprofile",
    ".pam_environment", ".forward", ".config", ".local", ".ssh", ".gnupg", ".aws", ".kube",
    ".docker",
    // debuggers, interpreters, package managers
    ".gdbinit", ".lldbinit", ".pdbrc", ".pythonrc", ".pythonstartup", ".irbrc", ".pryrc", ".npmrc",
    ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", ".curlrc", ".wgetrc", ".condarc", ".gemrc", ".cargo",
    ".bundle", ".mvn"};

// Folders that tools fill and that nobody writes by hand.
static const char *const generated[] = {
    "__pycache__", ".pytest_cache", ".mypy_cache",   ".ruff_cache", ".tox",        ".nox",
    ".venv",       ".eggs",         "node_modules",  ".next",       ".nuxt",       ".turbo",
    ".gradle",     ".terraform",    ".parcel-cache", ".cache",      ".svelte-kit", ".ccache",
    "CMakeFiles",  ".zig-cache",    "autom4te.cache"};
// And some that are so only where nothing was before.
static const char *const generated_new[] = {"build", "target", "dist", "out", "obj"};

static bool is_one_of(const char *const *names, size_t n, Str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(name, names[i]))
            return true;
    return false;
}

static bool obeyed(Str path)
{
    Str part;
    if (str_ends(path, STR(".code-workspace")) || str_ends(path, STR(".desktop")))
        return true;
    while (str_split(&path, '/', &part))
        if (is_one_of(tools, ARRAY_LEN(tools), part))
            return true;
    return false;
}

static bool is_secret(Str path)
{
    for (size_t i = 0; i < store_secrets_n; i++)
        if (glob_match(str_c(store_secrets[i]), path, GLOB_VSCODE))
            return true;
    return false;
}

unsigned review_path_flags(const char *path)
{
    // file systems that take ".GIT" for ".git" are not rare
    AUTO(free) char *lower = xstrdup(path);
    for (char *c = lower; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return (is_secret(str_c(lower)) ? REVIEW_SECRET : 0) |
           (obeyed(str_c(lower)) ? REVIEW_TOOLS : 0);
}

bool review_is_generated(const char *dir, bool is_new)
{
    Str name = path_base(str_c(dir));
    return is_one_of(generated, ARRAY_LEN(generated), name) ||
           (is_new && is_one_of(generated_new, ARRAY_LEN(generated_new), name));
}

bool review_link_leaves(const char *path, const char *target)
{
    Str rest = str_c(target), part;
    ptrdiff_t depth = 0;
    if (*target == '/')
        return true;
    for (const char *c = path; *c; c++)
        depth += *c == '/';
    while (str_split(&rest, '/', &part)) {
        if (str_eq_c(part, ".."))
            depth--;
        else if (part.n && !str_eq_c(part, "."))
            depth++;
        if (depth < 0)
            return true;
    }
    return false;
}
