#include "db/leaf.h"
#include "db/salvage.h"

#include <fcntl.h>
#include <sys/stat.h>

enum { DEFAULT_PAGE_SIZE = 4096 };

typedef struct {
    int fd;
    size_t page_size;
} Pages;

static bool read_page(void *ctx, uint32_t no, uint8_t *page)
{
    const Pages *p = ctx;
    off_t at = (off_t)(no - 1) * (off_t)p->page_size;
    return pread(p->fd, page, p->page_size, at) == (ssize_t)p->page_size;
}

// As the header says if it can be right.
static size_t find_page_size(int fd)
{
    static const char magic[] = "SQLite format 3";
    uint8_t head[18];
    if (pread(fd, head, sizeof head, 0) != (ssize_t)sizeof head ||
        memcmp(head, magic, sizeof magic) != 0)
        return DEFAULT_PAGE_SIZE;
    size_t n = (size_t)head[16] << 8 | head[17];
    n = n == 1 ? 65536 : n;
    return n >= 512 && (n & (n - 1)) == 0 ? n : DEFAULT_PAGE_SIZE;
}

static bool fits_column(const LeafValue *v, const SalvageColumn *c)
{
    switch (v->kind) {
    case LEAF_NULL:
        return c->is_rowid || !c->not_null;
    case LEAF_INT:
        return !c->is_rowid && (c->type == 'i' || c->type == 'r');
    case LEAF_REAL:
        return c->type == 'r';
    case LEAF_TEXT:
        return c->type == 't';
    default:
        return c->type == 'b';
    }
}

static bool fits(const LeafRow *row, const SalvageTable *t)
{
    if ((size_t)row->ncols != t->columns.n)
        return false;
    for (int i = 0; i < row->ncols; i++)
        if (!fits_column(&row->cols[i], &t->columns.p[i]))
            return false;
    return true;
}

// The only one that it fits; a row that might stand in either of two is left out.
static SalvageTable *find_table(Salvage *s, const LeafRow *row)
{
    SalvageTable *found = NULL;
    VEC_EACH (SalvageTable, t, &s->tables) {
        if (!fits(row, t))
            continue;
        if (found)
            return NULL;
        found = t;
    }
    return found;
}

static void bind(Stmt *q, int i, const LeafValue *v)
{
    switch (v->kind) {
    case LEAF_NULL:
        stmt_bind_null(q, i);
        break;
    case LEAF_INT:
        stmt_bind_i64(q, i, v->i);
        break;
    case LEAF_REAL:
        stmt_bind_f64(q, i, v->f);
        break;
    case LEAF_TEXT:
        stmt_bind_text(q, i, v->bytes);
        break;
    case LEAF_BLOB:
        stmt_bind_blob(q, i, v->bytes);
        break;
    }
}

static bool insert_row(Salvage *s, const SalvageTable *t, const LeafRow *row)
{
    bool all[LEAF_MAX_COLS];
    memset(all, true, sizeof all);
    Stmt *q = salvage_insert(s, t, all);
    if (!q)
        return false;
    for (int i = 0; i < row->ncols; i++)
        if (t->columns.p[i].is_rowid)
            stmt_bind_i64(q, i + 1, row->rowid);
        else
            bind(q, i + 1, &row->cols[i]);
    return salvage_run(s, q);
}

static bool take_page(Salvage *s, const LeafFile *f, uint32_t no, uint8_t *page, LeafRow *row)
{
    if (!f->read(f->ctx, no, page))
        return true;
    for (int i = 0, n = leaf_count(f, no, page); i < n; i++) {
        if (!leaf_row(f, no, page, i, row))
            continue;
        const SalvageTable *t = find_table(s, row);
        if (t && !t->whole && !insert_row(s, t, row))
            return false;
    }
    return true;
}

static bool take_pages(Salvage *s, const LeafFile *f)
{
    AUTO(free) uint8_t *page = xmalloc(f->page_size);
    LeafRow row = {0};
    bool ok = true;
    for (uint32_t no = 1; ok && no <= f->npages; no++)
        ok = take_page(s, f, no, page, &row);
    buf_deinit(&row.payload);
    return ok;
}

static bool is_all_whole(const Salvage *s)
{
    VEC_EACH (const SalvageTable, t, &s->tables)
        if (!t->whole)
            return false;
    return true;
}

bool salvage_leaves(Salvage *s, const char *from)
{
    AUTO(fd) int fd = is_all_whole(s) ? -1 : open(from, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0)
        return true; // nothing more can be read
    Pages pages = {fd, find_page_size(fd)};
    uint64_t npages = (uint64_t)st.st_size / pages.page_size;
    LeafFile f = {read_page, &pages, pages.page_size, (uint32_t)MIN(npages, (uint64_t)UINT32_MAX)};
    return take_pages(s, &f);
}
