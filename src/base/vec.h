/* A growing array of one type.  {0} is a valid empty one.
 *
 *   Vec(int) v = {0};
 *   vec_push(&v, 7);
 *   VEC_EACH (int, x, &v)
 *       use(*x);
 *   vec_deinit(&v);
 *
 * A type that crosses function borders is named once: typedef Vec(int) IntVec; */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/bug.h"
#include "base/mem.h"

#include <stdint.h>
#include <string.h>

#define Vec(type)                            \
    struct {                                 \
        type *p;    /* owned */              \
        size_t n;   /* elements in use */    \
        size_t cap; /* elements allocated */ \
    }

#define vec_reserve(v, more)                                        \
    do {                                                            \
        size_t vec_need = (v)->n + (size_t)(more);                  \
        if (vec_need > (v)->cap) {                                  \
            (v)->cap = MAX(vec_need, MAX((v)->cap * 2, (size_t)8)); \
            (v)->p = xrealloc((v)->p, (v)->cap, sizeof *(v)->p);    \
        }                                                           \
    } while (0)

#define vec_push(v, ...)                  \
    do {                                  \
        vec_reserve(v, 1);                \
        (v)->p[(v)->n++] = (__VA_ARGS__); \
    } while (0)

/* Insert before index i. */
#define vec_insert(v, i, ...)                                                              \
    do {                                                                                   \
        size_t vec_at = (i);                                                               \
        BUG_ON(vec_at > (v)->n);                                                           \
        vec_reserve(v, 1);                                                                 \
        memmove((v)->p + vec_at + 1, (v)->p + vec_at, ((v)->n - vec_at) * sizeof *(v)->p); \
        (v)->p[vec_at] = (__VA_ARGS__);                                                    \
        (v)->n++;                                                                          \
    } while (0)

/* Remove `count` elements from index i on. */
#define vec_remove(v, i, count)                                    \
    do {                                                           \
        size_t vec_at = (i), vec_cnt = (count);                    \
        BUG_ON(vec_at + vec_cnt > (v)->n);                         \
        if (vec_cnt)                                               \
            memmove((v)->p + vec_at, (v)->p + vec_at + vec_cnt,    \
                    ((v)->n - vec_at - vec_cnt) * sizeof *(v)->p); \
        (v)->n -= vec_cnt;                                         \
    } while (0)

#define vec_pop(v)   ((v)->p[--(v)->n])
#define vec_last(v)  ((v)->p[(v)->n - 1])
#define vec_clear(v) ((void)((v)->n = 0))

#define vec_deinit(v)                \
    do {                             \
        free((v)->p);                \
        memset((v), 0, sizeof *(v)); \
    } while (0)

/* for each element, by pointer */
#define VEC_EACH(type, x, v) for (type *x = (v)->p; (v)->n && x < (v)->p + (v)->n; x++)

#endif
