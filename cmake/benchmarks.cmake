# Micro cases on Google Benchmark, and the program that writes every number with all bits.
function(leontide_add_benchmarks)
  find_package(benchmark REQUIRED)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/benchmarks/*_bench.cpp)
  foreach(source IN LISTS sources)
    get_filename_component(program ${source} NAME_WE)
    add_executable(${program} ${source} ${PROJECT_SOURCE_DIR}/tools/bench_economy.cpp)
    target_include_directories(${program} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${program} PRIVATE leontide_analysis benchmark::benchmark_main)
  endforeach()
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/benchmarks/parity/*.cpp)
  add_executable(parity_dump ${sources} ${PROJECT_SOURCE_DIR}/tools/bench_economy.cpp)
  target_include_directories(parity_dump PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(parity_dump PRIVATE leontide_analysis)
  # It emulates registers this instruction set lacks; none of them crosses a call.
  set_source_files_properties(${PROJECT_SOURCE_DIR}/benchmarks/parity/emulated.cpp PROPERTIES
    COMPILE_OPTIONS -Wno-psabi)
endfunction()
