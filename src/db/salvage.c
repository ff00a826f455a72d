#include "db/salvage.h"

#include <ctype.h>

static bool read_columns(Salvage *s, SalvageTable *t)
{
    Stmt *q =
        db_stmt(s->to, "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)", s->err);
    if (!q)
        return false;
    stmt_bind_text(q, 1, str_c(t->name));
    while (stmt_step(q, s->err)) {
        Str type = stmt_text(q, 1);
        SalvageColumn c = {
            .name = str_dup(stmt_text(q, 0)),
            .type = (char)tolower(type.n ? (unsigned char)type.p[0] : 'b'),
            .not_null = stmt_i64(q, 2) != 0,
            .is_rowid = stmt_i64(q, 3) != 0 && str_eq_c(type, "INTEGER"),
        };
        vec_push(&t->columns, c);
    }
    return stmt_end(q);
}

static bool read_tables(Salvage *s)
{
    Stmt *q = db_stmt(s->to,
                      "SELECT name FROM sqlite_master WHERE type='table'"
                      " AND name NOT LIKE 'sqlite~_%' ESCAPE '~'",
                      s->err);
    if (!q)
        return false;
    while (stmt_step(q, s->err))
        vec_push(&s->tables, (SalvageTable){.name = str_dup(stmt_text(q, 0))});
    bool ok = stmt_end(q);
    VEC_EACH (SalvageTable, t, &s->tables)
        ok = ok && read_columns(s, t);
    return ok;
}

static void deinit(Salvage *s)
{
    VEC_EACH (SalvageTable, t, &s->tables) {
        VEC_EACH (SalvageColumn, c, &t->columns)
            free(c->name);
        vec_deinit(&t->columns);
        free(t->name);
    }
    vec_deinit(&s->tables);
}

Stmt *salvage_insert(Salvage *s, const SalvageTable *t, const bool *has_column)
{
    AUTO(buf) Buf sql = BUF_INIT, values = BUF_INIT;
    buf_addf(&sql, "INSERT OR IGNORE INTO \"%s\"(", t->name);
    for (size_t i = 0; i < t->columns.n; i++) {
        if (!has_column[i])
            continue;
        buf_addf(&sql, "%s\"%s\"", values.n ? "," : "", t->columns.p[i].name);
        buf_add_c(&values, values.n ? ",?" : "?");
    }
    buf_addf(&sql, ") VALUES(%s)", buf_c(&values));
    return db_stmt(s->to, buf_c(&sql), s->err);
}

bool salvage_run(Salvage *s, Stmt *insert)
{
    if (!stmt_run(insert, s->err))
        return false;
    s->nrows += (size_t)db_changes(s->to);
    return true;
}

bool db_salvage(const char *from, Db *to, size_t *nrows, Err *err)
{
    Salvage s = {.to = to, .err = err};
    *nrows = 0;
    if (!db_exec(to, "PRAGMA foreign_keys=OFF", err) || !db_begin(to, err))
        return false;
    bool ok = read_tables(&s) && salvage_trees(&s, from) && salvage_leaves(&s, from);
    deinit(&s);
    if (!ok) {
        db_rollback(to);
        return false;
    }
    *nrows = s.nrows;
    return db_commit(to, err);
}
