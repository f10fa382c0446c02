#include "cli/command.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace leontide::cli {

namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// Between fork and exec only calls that are safe there.
[[noreturn]] void become(const std::vector<char*>& words, const char* folder, const char* out,
                         const char* err) {
  const int out_file = ::open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err_file = ::open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int in_file = ::open("/dev/null", O_RDONLY);
  if (out_file < 0 || err_file < 0 || in_file < 0 || ::chdir(folder) != 0) ::_exit(126);
  ::dup2(in_file, STDIN_FILENO);
  ::dup2(out_file, STDOUT_FILENO);
  ::dup2(err_file, STDERR_FILENO);
  ::execv(words.front(), words.data());
  ::_exit(127);
}

}  // namespace

bool Running::handles(int signal) const {
  std::ifstream status("/proc/" + std::to_string(id_) + "/status");
  const std::string mask = "SigCgt:";
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(mask))
      return (std::stoull(line.substr(mask.size()), nullptr, 16) >> static_cast<unsigned>(signal - 1) & 1U) !=
             0;
  }
  return false;
}

void Running::send(int signal) const {
  ::kill(id_, signal);
}

std::string Running::err_so_far() const {
  return bytes_of(streams_ / "err");
}

Ended Running::wait(std::chrono::seconds at_most) const {
  const auto last = std::chrono::steady_clock::now() + at_most;
  int status = 0;
  while (::waitpid(id_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > last) {
      ::kill(id_, SIGKILL);
      ::waitpid(id_, &status, 0);
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, bytes_of(streams_ / "out"), bytes_of(streams_ / "err")};
}

Scratch::Scratch(const std::string& fixture) {
  std::string name = (fs::temp_directory_path() / "leontide-cli-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  root_ = fs::canonical(name);
  fs::create_directory(root_ / "work");
  if (!fixture.empty()) fs::copy(source_folder() / "tests/cli/fixture" / fixture, root_ / "work");
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

fs::path Scratch::path(const std::string& name) const {
  return name.empty() ? root_ / "work" : root_ / "work" / name;
}

void Scratch::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(path(name), std::ios::binary) << bytes;
}

std::string Scratch::read(const std::string& name) const {
  INFO(name);
  REQUIRE(fs::is_regular_file(path(name)));
  return bytes_of(path(name));
}

void Scratch::edit(const std::string& name, const std::string& from, const std::string& to) const {
  std::string text = read(name);
  INFO(from);
  REQUIRE(count(text, from) == 1);
  write(name, text.replace(text.find(from), from.size(), to));
}

std::vector<std::string> Scratch::listing() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(path()))
    names.push_back(entry.path().lexically_relative(path()).generic_string());
  std::sort(names.begin(), names.end());
  return names;
}

Running Scratch::start(const std::vector<std::string>& arguments) const {
  std::vector<std::string> texts{LEONTIDE_BINARY};
  texts.insert(texts.end(), arguments.begin(), arguments.end());
  std::vector<char*> words;
  for (std::string& text : texts)
    words.push_back(text.data());
  words.push_back(nullptr);
  const std::string folder = path().string();
  const std::string out = (root_ / "out").string();
  const std::string err = (root_ / "err").string();
  const pid_t id = ::fork();
  REQUIRE(id >= 0);
  if (id == 0) become(words, folder.c_str(), out.c_str(), err.c_str());
  return {id, root_};
}

Ended Scratch::leontide(const std::vector<std::string>& arguments) const {
  return start(arguments).wait();
}

fs::path source_folder() {
  return LEONTIDE_SOURCE_DIR;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++found;
  return found;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace leontide::cli
