#include "store/inner.h"

bool file_path_is_sound(Str path)
{
    Str part;
    if (path.n == 0 || memchr(path.p, '\0', path.n))
        return false;
    while (str_split(&path, '/', &part))
        if (part.n == 0 || str_eq_c(part, ".") || str_eq_c(part, ".."))
            return false;
    return true;
}

bool file_find(Store *s, int64_t project, Str path, int64_t *id, Err *err)
{
    *id = 0;
    Stmt *q = STORE_STMT(s, "SELECT id FROM files WHERE project_id=? AND path=?", err, project);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, path);
    if (stmt_step(q, err))
        *id = stmt_i64(q, 0);
    return store_end(s, q);
}

bool file_ensure(Store *s, int64_t project, Str path, int64_t *id, Err *err)
{
    if (!file_find(s, project, path, id, err) || *id != 0)
        return *id != 0;
    Stmt *q =
        STORE_STMT(s, "INSERT INTO files(project_id,path) SELECT id,?2 FROM projects WHERE id=?1",
                   err, project);
    if (!q)
        return false;
    stmt_bind_blob(q, 2, path);
    if (!store_run(s, q, err))
        return false;
    if (db_changes(s->db) == 0)
        return err_set(err, "the project is no longer in the database");
    *id = db_last_id(s->db);
    return true;
}

bool file_set(Store *s, int64_t file, const FileState *state, Err *err)
{
    Stmt *q =
        STORE_STMT(s,
                   "UPDATE files SET kind=?2, mode=?3, present=?4, skip=?5, nbytes=?6,"
                   " target=?7, seen_ino=0 WHERE id=?1",
                   err, file, state->kind, state->mode, state->present, state->skip, state->nbytes);
    if (!q)
        return false;
    if (state->target)
        stmt_bind_blob(q, 7, str_c(state->target));
    return store_run(s, q, err);
}
