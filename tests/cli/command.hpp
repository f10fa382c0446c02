#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace leontide::cli {

/// What a command left behind when it ended.
struct Ended {
  int code = -1;  ///< exit code; 128 + the signal's number when a signal ended it
  std::string out;
  std::string err;
};

/// A command that is running.
class Running {
 public:
  Running(pid_t id, std::filesystem::path streams) : id_(id), streams_(std::move(streams)) {}
  void send(int signal) const;
  /// Whether it has a handler of its own for the signal by now.
  bool handles(int signal) const;
  std::string err_so_far() const;
  /// Waits for the end; one that takes longer than `at_most` is killed and ends with 128 + SIGKILL.
  Ended wait(std::chrono::seconds at_most = std::chrono::seconds(240)) const;

 private:
  pid_t id_;
  std::filesystem::path streams_;
};

/// A fresh working directory in which `leontide` is run; gone with the object. What it prints is caught
/// outside.
class Scratch {
 public:
  /// Empty, or with the files of `tests/cli/fixture/<name>`.
  explicit Scratch(const std::string& fixture = {});
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::filesystem::path path(const std::string& name = {}) const;
  void write(const std::string& name, const std::string& bytes) const;
  std::string read(const std::string& name) const;
  /// Replaces the one place in a file where `from` stands.
  void edit(const std::string& name, const std::string& from, const std::string& to) const;
  /// All files and folders below, hidden ones too, sorted.
  std::vector<std::string> listing() const;

  /// Runs the command under test, without a shell.
  Ended leontide(const std::vector<std::string>& arguments) const;
  Running start(const std::vector<std::string>& arguments) const;

 private:
  std::filesystem::path root_;
};

std::filesystem::path source_folder();

/// How often `part` stands in `text`.
std::size_t count(const std::string& text, const std::string& part);
bool has(const std::string& text, const std::string& part);

}  // namespace leontide::cli
