// A process that was asked to stop does so at its next reading or writing, and undoes what it began.
#include <catch2/catch.hpp>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "base/csv.hpp"
#include "base/reading.hpp"
#include "base/stop.hpp"
#include "support/folder.hpp"

using namespace leontide;

namespace {

/// Whether `work`, in a process of its own that was asked to stop meanwhile, stops.
bool stops(const std::function<void()>& work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    try {
      work();
    } catch (const StopRequested&) {
      ::_exit(7);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 7;
}

}  // namespace

TEST_CASE("every reading and writing is a point to stop at, and leaves nothing") {
  const test::Folder folder;
  std::ofstream(folder / "in.csv") << "a,b\n1,2\n";
  CHECK_FALSE(stops([&] { read_bytes(folder / "in.csv"); }));
  CHECK(stops([&] {
    asked_to_stop.request();
    read_bytes(folder / "in.csv");
  }));
  CHECK(stops([&] {
    asked_to_stop.request();
    Diagnostics diagnostics;
    parse_csv("a,b\n1,2\n", "t.csv", diagnostics);
  }));
  CHECK(stops([&] {
    write_file(folder / "out", [](const Put& put) {
      put("first");
      asked_to_stop.request();
      put("second");
    });
  }));
  CHECK(stops([&] {
    AtomicDirectory out(folder / "out");
    out.write("a", "1");
    asked_to_stop.request();
    out.commit();
  }));
  CHECK(stops([&] {
    write_file_at(folder / "out", [](const std::filesystem::path& at) {
      std::ofstream(at) << "half";
      asked_to_stop.request();
      stop_if_asked();
    });
  }));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}
