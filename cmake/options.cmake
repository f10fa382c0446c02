set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

set(LEONTIDE_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize takes them")
option(LEONTIDE_STD_THREADS "Run parallel loops on std::jthread, which ThreadSanitizer can follow" OFF)

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
# The same bits on every machine: one instruction set, no silent contraction of a*b+c.
add_compile_options(-march=x86-64-v3 -ffp-contract=off -fno-math-errno -fno-trapping-math)
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wdouble-promotion -Werror)
if(LEONTIDE_SANITIZE)
  # Sanitized code is large: -O2 takes four times as long to compile and runs no test in less time.
  set(CMAKE_CXX_FLAGS_RELEASE "-O1")
  add_compile_options(-fsanitize=${LEONTIDE_SANITIZE} -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${LEONTIDE_SANITIZE})
endif()

find_program(LEONTIDE_CCACHE ccache)
if(LEONTIDE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${LEONTIDE_CCACHE})
endif()
