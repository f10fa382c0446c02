#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "scenario/scenario.hpp"

namespace leontide::test {

/// A folder of its own for the files a test writes; gone with the object.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("leontide-test-" + name + "-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A model over two sectors (a and b, both goods) with the sections given, and the head that all share.
inline std::string two_sector_model(const std::string& sections) {
  return "leontide: model/1\nname: small\ntime: {base: 2024, end: 2027, step: year}\nunits: {CNY: currency, "
         "person: people}\n"
         "sets:\n  sector: {codes: [a, b]}\n  first: {of: sector, codes: [a]}\n" +
         sections;
}

/// What is wrong with a model, as text; empty when it is sound.
inline std::string faults_of(const std::string& model) {
  const Folder folder("faults");
  Diagnostics diagnostics;
  scenario::read_scenario(folder.write("m.yaml", model), {}, diagnostics);
  return diagnostics.text();
}

}  // namespace leontide::test
