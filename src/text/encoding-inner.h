/* What decoding and encoding share: tables of one-byte encodings, and the marks that go before. */
#ifndef TEXT_ENCODING_INNER_H
#define TEXT_ENCODING_INNER_H

#include "text/encoding.h"

enum { UTF8_MAX = 4 }; // bytes of a character

/* A one-byte encoding, spelled out. */
typedef struct {
    char utf8[256][UTF8_MAX]; // what a byte means: a character, or its escape
    uint8_t nbytes[256];
    uint32_t cps[256]; // the characters there are, sorted
    uint8_t bytes[256];
    size_t ncps;
} ByteTable;

/* NULL with a sentence if libc does not know it. */
ByteTable *byte_table_new(const Encoding *e, Err *err);
/* The byte of a character, -1 if there is none. */
int byte_table_find(const ByteTable *t, uint32_t cp);

/* The byte order mark of an encoding, in its own bytes; empty if it has none. */
Str encoding_bom(const Encoding *e);
/* "cannot read" or "cannot write" what is in an encoding that libc does not know. */
bool encoding_unknown(const Encoding *e, Err *err);

#endif
