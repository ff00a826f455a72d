#pragma once

#include <string>
#include <string_view>

inline std::string greet(std::string_view name)
{
    return "Hello, " + std::string(name) + "!";
}
