#include "greet.h"

#include <assert.h>
#include <string.h>

int main(void)
{
    char text[80], small[6];
    assert(greet(text, sizeof text, "world") == 13);
    assert(strcmp(text, "Hello, world!") == 0);
    // what does not fit is cut, and told
    assert(greet(small, sizeof small, "world") == 13);
    assert(strcmp(small, "Hello") == 0);
    return 0;
}
