#pragma once

#include <string>
#include <string_view>

#include "simulation/record.hpp"

namespace leontide::simulation {

/// A record as the bytes of a file: `leontide-record/2` and a line break, then little-endian numbers and the
/// texts with their lengths, then the SHA-256 of all before it. Equal records give equal bytes.
std::string to_bytes(const RoundRecord& record);

/// The record of a file. `run` and `design` give its vectors their sizes. Throws RecordFault where the bytes
/// are cut short, damaged, of another format, or do not fit the run.
RoundRecord record_of(std::string_view bytes, const Run& run, const Design& design);

}  // namespace leontide::simulation
