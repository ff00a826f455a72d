#include "sums.h"

int add(int a, int b)
{
    return a + b;
}

int sign(int n)
{
    if (n < 0)
        return -1;
    return 1;
}
