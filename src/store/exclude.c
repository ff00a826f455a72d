// What is never kept: files that commonly hold keys and passwords, unless the user says otherwise.
#include "store/inner.h"

#include "base/glob.h"
#include "base/mem.h"

const char *const store_secrets[] = {
    "**/.env",
    "**/.env.{local,development,production,staging,test}",
    "**/.env.*.local",
    "**/*.{pem,key,p12,pfx,jks,keystore,ppk,kdbx}",
    "**/id_{rsa,dsa,ecdsa,ed25519}",
    "**/.{netrc,pgpass,pypirc,htpasswd,git-credentials}",
    "**/.aws/credentials",
};
const size_t store_secrets_n = ARRAY_LEN(store_secrets);

void store_set_excluded(Store *s, const char *const *globs, size_t n)
{
    VEC_EACH (char *, g, &s->excluded)
        free(*g);
    vec_clear(&s->excluded);
    for (size_t i = 0; i < n; i++)
        vec_push(&s->excluded, xstrdup(globs[i]));
}

bool store_keeps(const Store *s, Str path)
{
    if (path.n && path.p[0] == '/')
        path = str_from(path, 1);
    VEC_EACH (char *const, g, &s->excluded)
        if (glob_match(str_c(*g), path, GLOB_VSCODE))
            return false;
    return true;
}
