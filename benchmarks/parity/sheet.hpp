#pragma once

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>

namespace leontide::parity {

// Writes lines `name index value`: doubles with all their bits as hexadecimal numbers, counts as decimal
// ones.
class Sheet {
 public:
  explicit Sheet(std::FILE* file) : file_(file) {}

  void numbers(const std::string& name, std::span<const double> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      char text[40];
      const auto end = std::to_chars(text, text + sizeof text, values[i], std::chars_format::hex).ptr;
      std::fprintf(file_, "%s %zu %.*s\n", name.c_str(), i, static_cast<int>(end - text), text);
    }
  }
  void number(const std::string& name, double value) { numbers(name, {&value, 1}); }
  void count(const std::string& name, std::uint64_t value) {
    std::fprintf(file_, "%s 0 %llu\n", name.c_str(), static_cast<unsigned long long>(value));
  }

 private:
  std::FILE* file_;
};

void dump_lanes(Sheet& sheet);       // lanes.cpp
void dump_solves(Sheet& sheet);      // solves.cpp
void dump_draws(Sheet& sheet);       // draws.cpp
void dump_statistics(Sheet& sheet);  // statistics.cpp
bool dump_plan(Sheet& sheet,
               const std::string& scenario);  // plan.cpp; false with a message when it cannot be read

}  // namespace leontide::parity
