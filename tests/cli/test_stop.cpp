// A command that nobody thought of interrupting ends as a run does: with 130 and nothing left.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "cli/command.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace {

/// A pipe with room for a page only, so that whoever writes more waits.
int narrow_pipe(const std::filesystem::path& path) {
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  REQUIRE(reader >= 0);
  REQUIRE(::fcntl(reader, F_SETPIPE_SZ, 4096) == 4096);
  return reader;
}

}  // namespace

TEST_CASE("a table command that is told to end does so with 130, whatever it waits for") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const Scratch scratch;
    const int reader = narrow_pipe(scratch.path("pipe.csv"));
    const Running running = scratch.start({"table", "export", dalian_table(), "--out", "pipe.csv"});
    pollfd ready{reader, POLLIN, 0};
    REQUIRE(::poll(&ready, 1, 60'000) == 1);  // it writes, so its handlers stand
    running.send(signal);
    const Ended ended = running.wait();
    ::close(reader);
    INFO(ended.err);
    CHECK(ended.code == 130);
    CHECK(has(ended.err, "leontide: interrupted"));
    CHECK(scratch.listing() == std::vector<std::string>{"pipe.csv"});
  }
}

TEST_CASE("work that does not look whether it should stop ends all the same") {
  // Three thousand variables in a row over a century take many seconds to trace.
  const Scratch scratch;
  std::string model =
      "leontide: model/1\nname: long\ntime: {base: 2000, end: 2099}\n"
      "drivers: {u: {distribution: normal, mean: 1, sd: 0.1}}\nvariables:\n  v0: u\n";
  for (int i = 1; i < 3000; ++i)
    model += "  v" + std::to_string(i) + ": v" + std::to_string(i - 1) + " * 1.0001\n";
  scratch.write("m.yaml", model + "indicators: {y: {value: v2999, unit: none}}\n");
  const Running running = scratch.start({"trace", "m.yaml", "v0", "y"});
  while (!running.handles(SIGALRM))  // the last that is set; Catch has one of its own for the others
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  running.send(SIGTERM);
  const Ended ended = running.wait();
  CHECK(ended.code == 130);
  CHECK(has(ended.err, "leontide: interrupted"));
  CHECK(ended.out.empty());
}

}  // namespace leontide::cli
