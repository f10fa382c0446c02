#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace leontide {

/// SHA-256 (FIPS 180-4) of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// The same of bytes that come one part after the other.
class Sha256 {
 public:
  /// Of no bytes as yet.
  Sha256();
  ~Sha256();
  /// The other may only be destroyed or assigned to.
  Sha256(Sha256&& other) noexcept;
  Sha256& operator=(Sha256&& other) noexcept;
  /// Continues with these bytes.
  void add(std::string_view bytes);
  std::string hexadecimal();  ///< of all that was added; nothing may be added after

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leontide
