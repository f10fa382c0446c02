// One input of a fuzzer that stands for several files, and the folder in which the engine finds them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

/// What libFuzzer and the replay call, one of each kind of input. What it reports is no matter: it must end,
/// in time and memory, without a crash.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace leontide::fuzz {

/// The files of an input: each begins after a line `=== NAME`. Names are plain, in at most one folder: others
/// are left out.
std::map<std::string, std::string> files_of(std::string_view input);

/// A folder of this process in memory, emptied for each input. Nothing else is read.
class Folder {
 public:
  explicit Folder(const std::map<std::string, std::string>& files);
  static const std::filesystem::path& path();
};

/// Runs `work`, which may refuse its input in the ways that a command tells; anything else escapes.
template <class Work>
void may_refuse(Work&& work);

}  // namespace leontide::fuzz

#include "base/diagnostic.hpp"
#include "table/refusal.hpp"

template <class Work>
void leontide::fuzz::may_refuse(Work&& work) {
  try {
    work();
  } catch (const OperationError&) {
  } catch (const table::Refusal&) {
  }
}
