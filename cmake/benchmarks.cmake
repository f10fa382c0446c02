# Micro cases on Google Benchmark, and the program that writes every number with all bits.
function(leontide_add_benchmarks)
  find_package(benchmark REQUIRED)
  set(tools ${PROJECT_SOURCE_DIR}/tools)
  add_executable(lanes_bench ${PROJECT_SOURCE_DIR}/benchmarks/lanes_bench.cpp)
  target_link_libraries(lanes_bench PRIVATE leontide_random benchmark::benchmark_main)
  add_executable(cases_bench ${PROJECT_SOURCE_DIR}/benchmarks/cases_bench.cpp ${tools}/bench_economy.cpp
    ${tools}/bench_laws.cpp ${tools}/bench_limits.cpp ${tools}/bench_maps.cpp ${tools}/bench_solves.cpp)
  target_include_directories(cases_bench PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(cases_bench PRIVATE leontide_analysis benchmark::benchmark fmt::fmt Eigen3::Eigen)
  include(${PROJECT_SOURCE_DIR}/benchmarks/peers/peers.cmake OPTIONAL)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/benchmarks/parity/*.cpp)
  add_executable(parity_dump ${sources} ${tools}/bench_economy.cpp ${tools}/bench_laws.cpp)
  target_include_directories(parity_dump PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(parity_dump PRIVATE leontide_analysis)
  # It emulates registers this instruction set lacks; none of them crosses a call.
  set_source_files_properties(${PROJECT_SOURCE_DIR}/benchmarks/parity/emulated.cpp PROPERTIES
    COMPILE_OPTIONS -Wno-psabi)
endfunction()
