#pragma once

#include "calibration/calibrate.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// Every result with what it rests on, one row each: as CSV the file that a model reads.
Document calibration_document(const calibration::CalibrationAnswer& answer);

}  // namespace leontide::report
