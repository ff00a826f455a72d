/* The blocks of SHA-256 by the processor's own instructions; only hash.c includes this. */
#ifndef BASE_HASH_BLOCKS_H
#define BASE_HASH_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

/* Take as many of these blocks of 64 bytes into the state as this processor has instructions for:
 * all, or none. */
size_t hash_blocks(uint32_t state[8], const uint8_t *bytes, size_t nblocks);

#endif
