# The Dalian plan written by hand: optimised as the layers of the trial loop are.
file(GLOB peer_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/benchmarks/peers/dalian_*.cpp)
add_executable(peer_dalian_plan ${peer_sources})
target_include_directories(peer_dalian_plan PRIVATE ${PROJECT_SOURCE_DIR}/benchmarks)
target_link_libraries(peer_dalian_plan PRIVATE leontide_scenario)
target_compile_options(peer_dalian_plan PRIVATE -O3)
