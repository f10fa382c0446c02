#pragma once

#include "calibration/calibrate.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// Every result with what it rests on, one row each: as CSV the file that a model reads.
Document calibration_document(const calibration::CalibrationAnswer& answer);

/// The same calibration at several vintages, side by side: values, then spreads. At least one.
Document vintages_document(const std::vector<calibration::CalibrationAnswer>& answers);

}  // namespace leontide::report
