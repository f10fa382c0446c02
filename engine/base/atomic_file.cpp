#include "base/atomic_file.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <unistd.h>

#include "base/diagnostic.hpp"
#include "base/reading.hpp"
#include "base/stop.hpp"

namespace leontide {

namespace fs = std::filesystem;

namespace {

bool out_was_refused = false;

/// A hidden file, or a hidden folder of one.
void remove_file(const fs::path& leaving, const fs::path&) {
  std::error_code ignored;
  fs::remove_all(leaving, ignored);
}

using Pieces = std::function<void(const Put& put)>;

void write_through(const fs::path& path, const fs::path& shown, const Pieces& pieces) {
  Handle file;
  do {
    stop_if_asked();  // a pipe waits here for somebody who reads
    file = Handle(::open(path.c_str(), O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC));
  } while (!file.is_open() && errno == EINTR);
  if (!file.is_open()) refuse_write(shown);
  pieces([&](std::string_view bytes) { write_all(file, bytes, shown); });
}

}  // namespace

void require_writable(const fs::path& path) {
  const OutputPlace place = output_place(path);
  if (place.kind == OutputPlace::Kind::through) return;
  refuse_input_as_output(place.path, path);
  const bool is_there = identity_of(place.path).has_value();
  if (is_there && ::access(place.path.c_str(), W_OK) != 0) refuse_write(path);
  if (::access(folder_of(place.path).c_str(), W_OK | X_OK) != 0) refuse_write(path);
}

void require_writable_at(const fs::path& path) {
  if (output_place(path).kind == OutputPlace::Kind::through)
    throw OperationError("cannot write " + path.string() + ": this kind of file needs a regular one");
  require_writable(path);
}

void require_distinct(const std::vector<fs::path>& outputs) {
  std::set<fs::path> seen;
  for (const fs::path& output : outputs) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(output, error);
    if (error || (fs::exists(real, error) && !fs::is_regular_file(real, error))) continue;
    if (!seen.insert(real).second)
      throw RefusedRequest("output-twice", output.string(),
                           "two outputs go to this file, and the later would replace the earlier",
                           "name another file");
  }
}

void write_file(const fs::path& path, std::string_view bytes) {
  write_file(path, [bytes](const Put& put) { put(bytes); });
}

void write_file(const fs::path& path, const Pieces& pieces) {
  stop_if_asked();
  const OutputPlace place = output_place(path);
  if (place.kind == OutputPlace::Kind::through) return write_through(place.path, path, pieces);
  require_writable(path);
  const fs::path folder = folder_of(place.path);
  const std::string name = place.path.filename().string();
  remove_leavings(folder, name, remove_file, place.path);
  const Hidden hidden = make_hidden_file(folder, name, 0666, path);
  try {
    keep_mode(hidden.lock, place.path, path);
    pieces([&](std::string_view bytes) { write_all(hidden.lock, bytes, path); });
    sync(hidden.lock, path);
    if (::rename(hidden.path.c_str(), place.path.c_str()) != 0) refuse_write(path);
  } catch (...) {
    remove_file(hidden.path, place.path);
    throw;
  }
  sync_folder(folder);
}

void write_file_at(const fs::path& path, const std::function<void(const fs::path& file)>& write) {
  stop_if_asked();
  require_writable_at(path);
  const OutputPlace place = output_place(path);
  const fs::path folder = folder_of(place.path);
  const std::string name = place.path.filename().string();
  remove_leavings(folder, name, remove_file, place.path);
  const Hidden hidden = make_hidden_folder(folder, name, path);
  try {
    const fs::path file = hidden.path / name;
    write(file);
    const Handle written(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!written.is_open()) refuse_write(path);
    keep_mode(written, place.path, path);
    sync(written, path);
    if (::rename(file.c_str(), place.path.c_str()) != 0) refuse_write(path);
  } catch (...) {
    remove_file(hidden.path, place.path);
    throw;
  }
  remove_file(hidden.path, place.path);
  sync_folder(folder);
}

void prepare_streams() {
  // The lowest free number is taken. What cannot be written to stays an error.
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(number, F_GETFD) < 0 && ::open("/dev/null", O_RDONLY) != number) break;
  }
  std::signal(SIGXFSZ, SIG_IGN);
}

void write_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return;
  stop_if_asked();  // whoever waits for a reader is interrupted
  out_was_refused = true;
  refuse_write("standard output");
}

void finish_out() {
  if (out_was_refused) return;  // and said so
  if (std::ferror(stdout) != 0)
    throw OperationError("cannot write standard output: not everything was taken");
  if (std::fflush(stdout) != 0) refuse_write("standard output");
  // Some file systems tell of a full disk only now. Where nothing was open nothing was lost.
  if (std::fclose(stdout) != 0 && errno != EBADF) refuse_write("standard output");
}

}  // namespace leontide
