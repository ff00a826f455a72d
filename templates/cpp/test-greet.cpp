#include "greet.hpp"

#include <cassert>

int main()
{
    assert(greet("world") == "Hello, world!");
    assert(greet("") == "Hello, !");
}
