find_package(Catch2 2 REQUIRED)
include(Catch)

# One test program a folder of tests/; the folder's name is the layer it mirrors.
function(leontide_add_tests)
  add_library(leontide_test_main STATIC ${PROJECT_SOURCE_DIR}/tests/main.cpp)
  target_link_libraries(leontide_test_main PUBLIC Catch2::Catch2)
  target_precompile_headers(leontide_test_main PUBLIC <catch2/catch.hpp>)
  # The header must not be read before this file asks it for main().
  # Catch's own code is not ours to warn about: gcc 12 with a sanitizer warns, and takes minutes to optimise it.
  set_source_files_properties(${PROJECT_SOURCE_DIR}/tests/main.cpp PROPERTIES
    SKIP_PRECOMPILE_HEADERS ON COMPILE_OPTIONS "-w;-O0")
  # It emulates registers this instruction set lacks; none of them crosses a call.
  set_source_files_properties(${PROJECT_SOURCE_DIR}/tests/lanes/test_wide_packs.cpp PROPERTIES
    COMPILE_OPTIONS -Wno-psabi)
  file(STRINGS ${PROJECT_SOURCE_DIR}/engine/layers.txt lines REGEX "^[a-z]")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^[a-z]+" layer "${line}")
    leontide_add_test_program(${layer})
  endforeach()
  leontide_add_test_program(cli)
  add_test(NAME "layers: includes follow the layer rule" COMMAND ${PROJECT_SOURCE_DIR}/tools/checks/layers)
  if(LEONTIDE_SANITIZE STREQUAL thread)
    add_executable(planted_race ${PROJECT_SOURCE_DIR}/tests/race/planted_race.cpp)
    target_link_libraries(planted_race PRIVATE leontide_base)
    add_test(NAME "race: ThreadSanitizer sees a planted race" COMMAND planted_race)
    set_tests_properties("race: ThreadSanitizer sees a planted race" PROPERTIES
      PASS_REGULAR_EXPRESSION "WARNING: ThreadSanitizer: data race")
  endif()
endfunction()

function(leontide_add_test_program folder)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  set(program test_${folder})
  add_executable(${program} ${sources})
  target_link_libraries(${program} PRIVATE leontide_test_main fmt::fmt nlohmann_json::nlohmann_json)
  target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(${program} PRIVATE
    LEONTIDE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" LEONTIDE_BINARY="${CMAKE_BINARY_DIR}/bin/leontide")
  if(LEONTIDE_SANITIZE)
    # gcc 12 warns of what it made itself in instrumented test code; the release build holds the tests to all warnings.
    target_compile_options(${program} PRIVATE -Wno-error)
  endif()
  if(TARGET leontide_${folder})
    target_link_libraries(${program} PRIVATE leontide_${folder})
  else()
    target_link_libraries(${program} PRIVATE leontide_report)
    add_dependencies(${program} leontide)
  endif()
  target_link_libraries(${program} PRIVATE ${LEONTIDE_LIBRARIES_${folder}})
  # Without -w NoTests a name that matches nothing would pass.
  catch_discover_tests(${program} TEST_PREFIX "${folder}: " EXTRA_ARGS -w NoTests
    PROPERTIES TIMEOUT 300)
endfunction()
