#include "base/sha256.hpp"

#include <array>
#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/diagnostic.hpp"

namespace leontide {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) {
    throw OperationError("the cryptography library cannot compute SHA-256");
  }
  std::string text;
  for (unsigned i = 0; i < length; ++i)
    text += fmt::format("{:02x}", digest[i]);
  return text;
}

}  // namespace leontide
