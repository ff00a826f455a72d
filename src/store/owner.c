// Who lives: each owner holds a lock on one byte of a file beside the database, which the kernel
// takes from it when it dies, however it does.
#include "store/inner.h"
#include "store/journal-inner.h"
#include "store/reviews.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static bool open_owners(Store *s)
{
    if (s->owner_fd < 0) {
        AUTO(free) char *path = xasprintf("%s.owners", s->path);
        s->owner_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
    return s->owner_fd >= 0;
}

static struct flock byte_of(int64_t owner)
{
    return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = owner, .l_len = 1};
}

int64_t store_journal_owner(Store *s, Err *err)
{
    if (!STORE_RUN(s, "INSERT INTO journal_owners(pid) VALUES(?)", err, (int64_t)getpid())) {
        err_wrap(err, "cannot begin the journal of unsaved edits");
        return 0;
    }
    int64_t id = db_last_id(s->db);
    struct flock lock = byte_of(id);
    // where the file system knows no locks, owner_lives() goes by the process
    if (open_owners(s) && fcntl(s->owner_fd, F_OFD_SETLK, &lock) != 0 && errno == EAGAIN) {
        err_set(err, "cannot begin the journal of unsaved edits: its number is taken");
        return 0;
    }
    return id;
}

bool owner_lives(Store *s, int64_t owner, int64_t pid)
{
    struct flock lock = byte_of(owner);
    if (open_owners(s) && fcntl(s->owner_fd, F_OFD_GETLK, &lock) == 0)
        return lock.l_type != F_UNLCK;
    return kill((pid_t)pid, 0) == 0 || errno == EPERM;
}

// Reviews have bytes far behind those of owners.
static struct flock byte_of_review(int64_t review, short type)
{
    struct flock lock = byte_of(((int64_t)1 << 40) + review);
    lock.l_type = type;
    return lock;
}

bool store_review_lock(Store *s, int64_t review)
{
    struct flock lock = byte_of_review(review, F_WRLCK);
    // where the file system knows no locks nobody is kept out
    return !open_owners(s) || fcntl(s->owner_fd, F_OFD_SETLK, &lock) == 0 ||
           (errno != EAGAIN && errno != EACCES);
}

void store_review_unlock(Store *s, int64_t review)
{
    struct flock lock = byte_of_review(review, F_UNLCK);
    if (open_owners(s))
        (void)fcntl(s->owner_fd, F_OFD_SETLK, &lock); // closing the file lets go of it, too
}
