#include "store/inner.h"

// Paths and names are BLOBs: a file name may hold any bytes.  Times are wall time in milliseconds.
// No table is WITHOUT ROWID, so that salvage can walk each by rowid.
static const char *const scripts[] = {
    // projects.dir is absolute.  files.kind is TreeKind, .skip SkipReason; the row with the empty
    // path is the project's folder itself; seen_* is the state on disk in which the newest version
    // was found there, 0 = look again.
    "CREATE TABLE projects("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  dir BLOB NOT NULL UNIQUE,"
    "  name BLOB NOT NULL,"
    "  added_ms INTEGER NOT NULL,"
    "  opened_ms INTEGER NOT NULL);"

    "CREATE TABLE files("
    "  id INTEGER PRIMARY KEY,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  path BLOB NOT NULL,"
    "  kind INTEGER NOT NULL DEFAULT 0,"
    "  mode INTEGER NOT NULL DEFAULT 420,"
    "  present INTEGER NOT NULL DEFAULT 1,"
    "  skip INTEGER NOT NULL DEFAULT 0,"
    "  target BLOB,"
    "  nbytes INTEGER NOT NULL DEFAULT 0,"
    "  seen_ino INTEGER NOT NULL DEFAULT 0,"
    "  seen_mtime_ns INTEGER NOT NULL DEFAULT 0,"
    "  seen_ctime_ns INTEGER NOT NULL DEFAULT 0,"
    "  UNIQUE(project_id, path));"

    // blobs.codec is PackKind; depth counts the blobs to unpack before this one, chain_nbytes their
    // sizes and its own.
    "CREATE TABLE blobs("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  hash BLOB NOT NULL UNIQUE,"
    "  nbytes INTEGER NOT NULL,"
    "  codec INTEGER NOT NULL,"
    "  base_id INTEGER REFERENCES blobs(id),"
    "  depth INTEGER NOT NULL,"
    "  chain_nbytes INTEGER NOT NULL,"
    "  data BLOB NOT NULL);"
    "CREATE INDEX blobs_base ON blobs(base_id) WHERE base_id IS NOT NULL;"

    // versions.cause is VersionCause, parent the n it was made from, seal see version_seal().
    "CREATE TABLE versions("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  file_id INTEGER NOT NULL REFERENCES files(id) ON DELETE CASCADE,"
    "  n INTEGER NOT NULL,"
    "  parent INTEGER,"
    "  time_ms INTEGER NOT NULL,"
    "  cause INTEGER NOT NULL,"
    "  mode INTEGER NOT NULL,"
    "  blob_id INTEGER NOT NULL REFERENCES blobs(id),"
    "  seal INTEGER,"
    "  UNIQUE(file_id, n));"
    "CREATE INDEX versions_blob ON versions(blob_id);"

    "CREATE TABLE sessions("
    "  project_id INTEGER PRIMARY KEY REFERENCES projects(id) ON DELETE CASCADE,"
    "  time_ms INTEGER NOT NULL,"
    "  json BLOB NOT NULL);"

    "CREATE TABLE settings(key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL);"

    // executions.output is packed as output_codec (PackKind) says.
    "CREATE TABLE executions("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  time_ms INTEGER NOT NULL,"
    "  duration_ms INTEGER NOT NULL,"
    "  command BLOB NOT NULL,"
    "  language BLOB NOT NULL,"
    "  status BLOB NOT NULL,"
    "  returncode INTEGER NOT NULL,"
    "  output_nbytes INTEGER NOT NULL,"
    "  output_codec INTEGER NOT NULL,"
    "  output BLOB NOT NULL);"
    "CREATE INDEX executions_project ON executions(project_id, id);",

    // What can be undone in a file, for the one text that has this hash; data is packed as codec
    // (PackKind) says.
    "CREATE TABLE undos("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  path BLOB NOT NULL,"
    "  hash BLOB NOT NULL,"
    "  nbytes INTEGER NOT NULL,"
    "  codec INTEGER NOT NULL,"
    "  data BLOB NOT NULL,"
    "  UNIQUE(project_id, path));",

    // versions.label tells more of the cause, author who it was.  A point keeps what belongs to its
    // moment (the id of the last version that does), of one file or of all.
    "ALTER TABLE versions ADD COLUMN label BLOB;"
    "ALTER TABLE versions ADD COLUMN author BLOB;"
    "CREATE TABLE points("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  file_id INTEGER REFERENCES files(id) ON DELETE CASCADE,"
    "  moment INTEGER NOT NULL,"
    "  time_ms INTEGER NOT NULL,"
    "  automatic INTEGER NOT NULL,"
    "  name BLOB NOT NULL);"
    "CREATE INDEX points_project ON points(project_id, moment);",

    // marks tell the folder of a project when it was moved; removals, what is set aside (kind tells
    // their rows from those of other tables, once nothing but single pages can be read).
    "CREATE TABLE marks("
    "  project_id INTEGER PRIMARY KEY REFERENCES projects(id) ON DELETE CASCADE,"
    "  dev INTEGER NOT NULL,"
    "  ino INTEGER NOT NULL,"
    "  born_ns INTEGER NOT NULL);"
    "CREATE INDEX marks_ino ON marks(ino);"
    "CREATE TABLE removals("
    "  project_id INTEGER PRIMARY KEY REFERENCES projects(id) ON DELETE CASCADE,"
    "  time_ms INTEGER NOT NULL,"
    "  kind INTEGER NOT NULL DEFAULT 1);",

    // Edits that are not saved, see journal.h.  Rows of a document follow each other: off is what
    // came before, sum journal_sum() of the data.  The owner of a document may be gone.
    "CREATE TABLE journal_owners(id INTEGER PRIMARY KEY AUTOINCREMENT, pid INTEGER NOT NULL);"
    "CREATE TABLE journal_docs("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  owner INTEGER NOT NULL,"
    "  time_ms INTEGER NOT NULL,"
    "  path BLOB,"
    "  meta BLOB NOT NULL,"
    "  history BLOB NOT NULL,"
    "  history_sum INTEGER NOT NULL,"
    "  base_nbytes INTEGER NOT NULL,"
    "  base_sum BLOB NOT NULL,"
    "  base_blob INTEGER REFERENCES blobs(id));"
    "CREATE INDEX journal_docs_project ON journal_docs(project_id, owner);"
    "CREATE INDEX journal_docs_base ON journal_docs(base_blob) WHERE base_blob IS NOT NULL;"
    "CREATE TABLE journal_rows("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  doc_id INTEGER NOT NULL REFERENCES journal_docs(id) ON DELETE CASCADE,"
    "  off INTEGER NOT NULL,"
    "  sum INTEGER NOT NULL,"
    "  data BLOB NOT NULL,"
    "  UNIQUE(doc_id, off));",

    // What was done; the number is the id, see audit.c.  Nobody changes or takes away a row.
    "CREATE TABLE audits("
    "  id INTEGER PRIMARY KEY,"
    "  time_ms INTEGER NOT NULL,"
    "  kind BLOB NOT NULL,"
    "  subject BLOB NOT NULL,"
    "  detail BLOB NOT NULL,"
    "  folder BLOB NOT NULL,"
    "  author BLOB NOT NULL,"
    "  hash BLOB NOT NULL);"
    "CREATE TRIGGER audits_stay BEFORE DELETE ON audits"
    " BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;"
    "CREATE TRIGGER audits_same BEFORE UPDATE ON audits"
    " BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;",

    // What the terminals of a session showed last; data is packed as codec (PackKind) says.
    "CREATE TABLE screens("
    "  project_id INTEGER PRIMARY KEY REFERENCES projects(id) ON DELETE CASCADE,"
    "  nbytes INTEGER NOT NULL,"
    "  codec INTEGER NOT NULL,"
    "  data BLOB NOT NULL);",

    // Why changes were made; status is DecisionStatus, superseded_by a number.  A link keeps its
    // version and the one before it; path is what the file was called then.
    "CREATE TABLE decisions("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  n INTEGER NOT NULL,"
    "  time_ms INTEGER NOT NULL,"
    "  changed_ms INTEGER NOT NULL,"
    "  status INTEGER NOT NULL,"
    "  superseded_by INTEGER NOT NULL,"
    "  title BLOB NOT NULL,"
    "  author BLOB NOT NULL,"
    "  model BLOB NOT NULL,"
    "  form BLOB NOT NULL,"
    "  context BLOB NOT NULL,"
    "  decision BLOB NOT NULL,"
    "  consequences BLOB NOT NULL,"
    "  UNIQUE(project_id, n));"
    "CREATE TABLE decision_links("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  path BLOB NOT NULL,"
    "  decision_id INTEGER NOT NULL REFERENCES decisions(id) ON DELETE CASCADE,"
    "  version_id INTEGER NOT NULL REFERENCES versions(id) ON DELETE CASCADE,"
    "  before_id INTEGER REFERENCES versions(id) ON DELETE SET NULL,"
    "  UNIQUE(decision_id, version_id));"
    "CREATE INDEX decision_links_version ON decision_links(version_id);"
    "CREATE INDEX decision_links_before ON decision_links(before_id)"
    " WHERE before_id IS NOT NULL;",

    // What runs wrote, see reviews.h: *_thing is ReviewThing, phase ReviewPhase, state ReviewState;
    // review_blobs are the contents that a review needs.  Steps are what an apply does: round
    // counts them within the review, state is ReviewStepState.
    "CREATE TABLE reviews("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  run INTEGER NOT NULL,"
    "  folder BLOB NOT NULL,"
    "  command BLOB NOT NULL,"
    "  status BLOB NOT NULL,"
    "  returncode INTEGER NOT NULL,"
    "  time_ms INTEGER NOT NULL,"
    "  duration_ms INTEGER NOT NULL,"
    "  notes BLOB NOT NULL,"
    "  phase INTEGER NOT NULL);"
    "CREATE INDEX reviews_project ON reviews(project_id, phase);"
    "CREATE INDEX reviews_run ON reviews(run);"
    "CREATE TABLE review_entries("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  review_id INTEGER NOT NULL REFERENCES reviews(id) ON DELETE CASCADE,"
    "  change INTEGER NOT NULL,"
    "  flags INTEGER NOT NULL,"
    "  group_n INTEGER NOT NULL,"
    "  nadded INTEGER NOT NULL,"
    "  nremoved INTEGER NOT NULL,"
    "  state INTEGER NOT NULL,"
    "  conflict INTEGER NOT NULL DEFAULT 0,"
    "  path BLOB NOT NULL,"
    "  why BLOB,"
    "  resolved INTEGER,"
    "  resolved_from BLOB,"
    "  before_thing INTEGER NOT NULL,"
    "  before_mode INTEGER NOT NULL,"
    "  before_nbytes INTEGER NOT NULL,"
    "  before_blob INTEGER NOT NULL,"
    "  before_ino INTEGER NOT NULL,"
    "  before_mtime_ns INTEGER NOT NULL,"
    "  before_ctime_ns INTEGER NOT NULL,"
    "  before_hash BLOB,"
    "  before_target BLOB,"
    "  after_thing INTEGER NOT NULL,"
    "  after_mode INTEGER NOT NULL,"
    "  after_nbytes INTEGER NOT NULL,"
    "  after_blob INTEGER NOT NULL,"
    "  after_ino INTEGER NOT NULL,"
    "  after_mtime_ns INTEGER NOT NULL,"
    "  after_ctime_ns INTEGER NOT NULL,"
    "  after_hash BLOB,"
    "  after_target BLOB,"
    "  UNIQUE(review_id, path));"
    "CREATE TABLE review_hunks("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  entry_id INTEGER NOT NULL REFERENCES review_entries(id) ON DELETE CASCADE,"
    "  old_row INTEGER NOT NULL,"
    "  old_n INTEGER NOT NULL,"
    "  new_row INTEGER NOT NULL,"
    "  new_n INTEGER NOT NULL,"
    "  state INTEGER NOT NULL,"
    "  is_mode INTEGER NOT NULL,"
    "  round INTEGER NOT NULL,"
    "  edited BLOB);"
    "CREATE INDEX review_hunks_entry ON review_hunks(entry_id);"
    "CREATE TABLE review_steps("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  review_id INTEGER NOT NULL REFERENCES reviews(id) ON DELETE CASCADE,"
    "  entry_id INTEGER NOT NULL,"
    "  round INTEGER NOT NULL,"
    "  state INTEGER NOT NULL,"
    "  merged INTEGER NOT NULL,"
    "  path BLOB NOT NULL,"
    "  before_thing INTEGER NOT NULL,"
    "  before_mode INTEGER NOT NULL,"
    "  before_nbytes INTEGER NOT NULL,"
    "  before_blob INTEGER NOT NULL,"
    "  before_ino INTEGER NOT NULL,"
    "  before_mtime_ns INTEGER NOT NULL,"
    "  before_ctime_ns INTEGER NOT NULL,"
    "  before_hash BLOB,"
    "  before_target BLOB,"
    "  after_thing INTEGER NOT NULL,"
    "  after_mode INTEGER NOT NULL,"
    "  after_nbytes INTEGER NOT NULL,"
    "  after_blob INTEGER NOT NULL,"
    "  after_ino INTEGER NOT NULL,"
    "  after_mtime_ns INTEGER NOT NULL,"
    "  after_ctime_ns INTEGER NOT NULL,"
    "  after_hash BLOB,"
    "  after_target BLOB);"
    "CREATE INDEX review_steps_round ON review_steps(review_id, round);"
    "CREATE TABLE review_blobs("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  review_id INTEGER NOT NULL REFERENCES reviews(id) ON DELETE CASCADE,"
    "  blob_id INTEGER NOT NULL REFERENCES blobs(id),"
    "  UNIQUE(blob_id, review_id));"
    "CREATE INDEX review_blobs_review ON review_blobs(review_id);",

    // origin is ExecutionOrigin, subject what it speaks of; ended, used and blocked are for people.
    "ALTER TABLE executions ADD COLUMN origin INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE executions ADD COLUMN subject BLOB NOT NULL DEFAULT x'';"
    "ALTER TABLE executions ADD COLUMN ended BLOB NOT NULL DEFAULT x'';"
    "ALTER TABLE executions ADD COLUMN used BLOB NOT NULL DEFAULT x'';"
    "ALTER TABLE executions ADD COLUMN blocked BLOB NOT NULL DEFAULT x'';",

    // form_ms is changed_ms of when the form was recorded.  No other table has a text in its fourth
    // column (see kind, which is not enough).
    "ALTER TABLE decisions ADD COLUMN form_ms INTEGER NOT NULL DEFAULT 0;"
    "UPDATE decisions SET form_ms=changed_ms;"
    "ALTER TABLE removals ADD COLUMN what TEXT NOT NULL DEFAULT 'removed';",

    // A text that a save began to write when so many bytes of its edits were kept, see journal.h.
    "ALTER TABLE journal_docs ADD COLUMN mark_off INTEGER;"
    "ALTER TABLE journal_docs ADD COLUMN mark_nbytes INTEGER;"
    "ALTER TABLE journal_docs ADD COLUMN mark_sum BLOB;",
};

bool store_migrate(Db *db, Err *err)
{
    return db_migrate(db, scripts, ARRAY_LEN(scripts), err);
}

bool store_is_older(Db *db)
{
    int version = db_version(db);
    return version > 0 && version < (int)ARRAY_LEN(scripts);
}
