#include "calibration/calibrate.hpp"

#include "base/sha256.hpp"
#include "calibration/calibration_file.hpp"
#include "calibration/evaluate.hpp"

namespace leontide::calibration {

std::optional<CalibrationAnswer> calibrate(const CalibrationRequest& request, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  auto file = read_calibration(request.file, request.vintage, diagnostics);
  if (!file) return std::nullopt;
  Evaluation evaluation(*file, request, diagnostics);
  for (const Stated& stated : file->rules)
    evaluation.add(stated);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  CalibrationAnswer answer;
  answer.name = file->name;
  answer.title = file->title;
  answer.vintage = request.vintage;
  answer.inputs = file->inputs;
  evaluation.finish(answer);
  std::string rests_on = print_day(request.vintage);
  for (const ReadFile& input : answer.inputs)
    rests_on += "\n" + input.path + " " + input.sha256;
  answer.digest = sha256(rests_on);
  return answer;
}

}  // namespace leontide::calibration
