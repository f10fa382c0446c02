// The one way to write: links, modes, devices, folders, and what a killed process leaves.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "base/diagnostic.hpp"
#include "base/sha256.hpp"
#include "support/folder.hpp"

using namespace leontide;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

unsigned mode_of(const fs::path& path) {
  struct stat found {};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  return found.st_mode & 07777U;
}

void put(const fs::path& folder, const std::map<std::string, std::string>& files,
         std::vector<std::string> owned = {}) {
  AtomicDirectory out(folder, std::move(owned));
  for (const auto& [name, bytes] : files)
    out.write(name, bytes);
  out.commit();
}

/// Whether every line of the folder's manifest tells the truth, and how many there are.
std::size_t true_lines(const fs::path& folder) {
  std::ifstream manifest(folder / manifest_name);
  std::string hash, name;
  std::size_t lines = 0;
  while (manifest >> hash >> name) {
    CHECK(sha256(bytes_of(folder / name)) == hash);
    ++lines;
  }
  return lines;
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("a folder appears whole or not at all") {
  const test::Folder folder;
  {
    AtomicDirectory half(folder / "out");
    half.write("a.txt", "1");
  }
  CHECK(fs::is_empty(folder.path()));
  put(folder / "out", {{"a.txt", "2"}});
  put(folder / "out/", {{"b.txt", "3"}});
  CHECK(names_in(folder / "out") == Names{"b.txt", "leontide.sha256"});
  CHECK(names_in(folder.path()) == Names{"out"});
  CHECK(true_lines(folder / "out") == 1);
}

TEST_CASE("of a folder that is written anew, what others put there stays") {
  const test::Folder folder;
  put(folder / "out", {{"a.txt", "1"}, {"b.txt", "1"}, {"c.txt", "1"}});
  std::ofstream(folder / "out/notes.md") << "mine";
  std::ofstream(folder / "out/b.txt") << "changed by hand";
  fs::create_directories(folder / "out/deep/er");
  fs::create_directories(folder / "out/d.txt");
  std::ofstream(folder / "out/deep/er/x") << "x";
  fs::create_symlink("nowhere", folder / "out/link");
  fs::permissions(folder / "out", fs::perms::owner_all);
  put(folder / "out", {{"a.txt", "2"}, {"d.txt", "2"}});
  CHECK(names_in(folder / "out") ==
        Names{"a.txt", "b.txt", "d.txt", "d.txt.~1~", "deep", "leontide.sha256", "link", "notes.md"});
  CHECK(bytes_of(folder / "out/a.txt") == "2");
  CHECK(bytes_of(folder / "out/b.txt") == "changed by hand");
  CHECK(bytes_of(folder / "out/notes.md") == "mine");
  CHECK(bytes_of(folder / "out/deep/er/x") == "x");
  CHECK(fs::read_symlink(folder / "out/link") == "nowhere");
  CHECK(mode_of(folder / "out") == 0700);
  CHECK(names_in(folder.path()) == Names{"out"});
}

TEST_CASE("of names that a reader would take none stays from an earlier write") {
  const test::Folder folder;
  put(folder / "table", {{"flows.csv.gz", "1"}}, {"flows.csv", "flows.csv.gz"});
  for (const char* name : {"flows.csv.gz", "letter.txt"})
    std::ofstream(folder / "table" / name) << "by hand";
  put(folder / "table", {{"flows.csv", "1"}}, {"flows.csv", "flows.csv.gz"});
  CHECK(names_in(folder / "table") == Names{"flows.csv", "leontide.sha256", "letter.txt"});
}

TEST_CASE("a link stays, and what it leads to is written") {
  const test::Folder folder;
  fs::create_directory(folder / "far");
  std::ofstream(folder / "far/file") << "old";
  fs::create_symlink("far/file", folder / "link");
  fs::create_symlink("far/new", folder / "dangling");
  fs::create_symlink("far", folder / "out");
  write_file(folder / "link", "1");
  write_file(folder / "dangling", "2");
  put(folder / "out", {{"a.txt", "3"}});
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(fs::is_symlink(folder / "dangling"));
  CHECK(fs::is_symlink(folder / "out"));
  CHECK(bytes_of(folder / "far/file") == "1");
  CHECK(bytes_of(folder / "far/new") == "2");
  CHECK(bytes_of(folder / "far/a.txt") == "3");
  CHECK(names_in(folder.path()) == Names{"dangling", "far", "link", "out"});
  fs::create_symlink("circle", folder / "circle");
  CHECK_THROWS_AS(write_file(folder / "circle", "1"), OperationError);
  CHECK_THROWS_AS(write_file(folder / "far", "1"), OperationError);
}

TEST_CASE("a file that is replaced keeps its mode, a new one has what the umask leaves") {
  const test::Folder folder;
  const mode_t before = ::umask(027);
  write_file(folder / "file", "1");
  put(folder / "out", {{"a.txt", "1"}});
  CHECK(mode_of(folder / "file") == 0640);
  CHECK(mode_of(folder / "out") == 0750);
  CHECK(mode_of(folder / "out/a.txt") == 0640);
  ::chmod((folder / "file").c_str(), 0604);
  ::chmod((folder / "out/a.txt").c_str(), 0604);
  write_file(folder / "file", "2");
  put(folder / "out", {{"a.txt", "2"}});
  ::umask(before);
  CHECK(mode_of(folder / "file") == 0604);
  CHECK(mode_of(folder / "out/a.txt") == 0604);
}

TEST_CASE("what is no regular file is written through") {
  const test::Folder folder;
  const fs::path pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  REQUIRE(reader >= 0);
  write_file(pipe, "through");
  char got[16] = {};
  CHECK(::read(reader, got, sizeof got) == 7);
  CHECK(std::string(got) == "through");
  ::close(reader);
  CHECK(fs::is_fifo(pipe));
  CHECK(names_in(folder.path()) == Names{"pipe"});

  fs::create_symlink("/dev/full", folder / "full");
  CHECK_THROWS_AS(write_file(folder / "full", "1"), OperationError);
  CHECK(fs::is_character_file("/dev/full"));
  // An open file of this process: as the shell's `> file` and --out /dev/stdout.
  const int open_file = ::open((folder / "open").c_str(), O_WRONLY | O_CREAT, 0600);
  REQUIRE(open_file >= 0);
  REQUIRE(::write(open_file, "1", 1) == 1);
  write_file("/dev/fd/" + std::to_string(open_file), "2");
  ::close(open_file);
  CHECK(bytes_of(folder / "open") == "12");
}

TEST_CASE("hidden names cannot be guessed, and a planted one is left alone") {
  const test::Folder folder;
  std::ofstream(folder / "victim") << "secret";
  fs::create_symlink("victim", folder / (".o.csv." + std::to_string(::getpid())));
  fs::create_symlink("victim", folder / ".o.csv.leontide-aaaaaaaaaa");
  write_file(folder / "o.csv", "1");
  CHECK(fs::is_regular_file(fs::symlink_status(folder / "o.csv")));
  CHECK(bytes_of(folder / "victim") == "secret");
  std::set<std::string> hidden;
  for (int i = 0; i < 50; ++i)
    hidden.insert(make_hidden_file(folder.path(), "x", 0600, "x").path.filename().string());
  CHECK(hidden.size() == 50);
}

TEST_CASE("a name as long as a file system takes can be written") {
  const test::Folder folder;
  const std::string name(255, 'n');
  write_file(folder / name, "1");
  put(folder / std::string(255, 'd'), {{"a.txt", "1"}});
  CHECK(bytes_of(folder / name) == "1");
  CHECK(names_in(folder.path()).size() == 2);
}

TEST_CASE("what another process is writing is left alone") {
  const test::Folder folder;
  const Hidden file = make_hidden_file(folder.path(), "a", 0600, "a");
  AtomicDirectory slow(folder / "out");
  slow.write("a.txt", "slow");
  write_file(folder / "a", "1");
  put(folder / "out", {{"a.txt", "fast"}});
  CHECK(fs::exists(file.path));
  slow.commit();
  CHECK(bytes_of(folder / "out/a.txt") == "slow");
}

TEST_CASE("a folder that cannot be renamed is written file by file") {
  const fs::path mounted = "/dev/shm";
  struct stat inside {
  }, outside{};
  if (::stat(mounted.c_str(), &inside) != 0 || ::stat("/dev", &outside) != 0 ||
      inside.st_dev == outside.st_dev)
    return;  // where nothing is mounted there
  const std::string name = "leontide-output-" + std::to_string(::getpid());
  const auto before = names_in(mounted);
  put(mounted, {{name, "1"}, {name + "-old", "1"}});
  std::ofstream(mounted / (name + "-notes")) << "mine";
  put(mounted, {{name, "2"}});
  auto found = names_in(mounted);
  CHECK(bytes_of(mounted / name) == "2");
  CHECK(bytes_of(mounted / (name + "-notes")) == "mine");
  for (const std::string& one : {name, name + "-notes", std::string(manifest_name)}) {
    CHECK(found.erase(one) == 1);
    fs::remove(mounted / one);
  }
  CHECK(found == before);
}

TEST_CASE("a place that cannot be written is an operation error with its path") {
  CHECK_THROWS_AS(write_file("/proc/no-such-place/x", "1"), OperationError);
  CHECK_THROWS_AS(require_writable("/no-such-place/x"), OperationError);
  CHECK_THROWS_AS(AtomicDirectory("/proc/no-such-place/x"), OperationError);
}

TEST_CASE("a killed process leaves the old files or the new ones, and nothing else after the next write") {
  const test::Folder folder;
  std::ofstream(folder / "notes") << "mine";
  put(folder / "out", {{"a", "0"}, {"b", "0"}});
  std::ofstream(folder / "out/notes") << "mine";
  write_file(folder / "file", "0");
  std::mt19937 random(1);
  int killed = 0;
  for (int round = 0; round < 60; ++round) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      for (int i = 0;; ++i) {
        const std::string text = std::to_string(i);
        // Files come and go: what one write made, the next does not make again.
        put(folder / "out", {{"a", text}, {i % 2 == 0 ? "b" : "c", text}});
        write_file(folder / "file", text);
      }
    }
    std::this_thread::sleep_for(std::chrono::microseconds(500 + random() % 20'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed += WIFSIGNALED(status) ? 1 : 0;
    // Between the exchange and the end, what others put there may still be on its way.
    REQUIRE(true_lines(folder / "out") == 2);
    REQUIRE(bytes_of(folder / "out/a") ==
            bytes_of(folder / (fs::exists(folder / "out/b") ? "out/b" : "out/c")));
    REQUIRE_FALSE(bytes_of(folder / "file").empty());
    put(folder / "out", {{"a", "last"}, {"b", "last"}});
    write_file(folder / "file", "last");
    REQUIRE(names_in(folder.path()) == Names{"file", "notes", "out"});
    REQUIRE(names_in(folder / "out") == Names{"a", "b", "leontide.sha256", "notes"});
    REQUIRE(bytes_of(folder / "out/notes") == "mine");
  }
  CHECK(killed == 60);
}
