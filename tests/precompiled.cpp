// Gives the precompiled header of all test programs a file to be made for.
#include <catch2/catch.hpp>
