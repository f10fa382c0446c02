#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "calibration/calibrate.hpp"
#include "calibration/calibration_file.hpp"
#include "calibration/rule_file.hpp"
#include "calibration/window.hpp"

namespace leontide::calibration {

/// The results of a calibration, worked out one after the other: a rule may use those above it.
class Evaluation {
 public:
  /// All three must outlive it.
  Evaluation(const CalibrationFile& file, const CalibrationRequest& request, Diagnostics& diagnostics);

  /// Works out one result; after a fault, which is reported, its name stands for no number, and what uses it
  /// is not told again.
  void add(const Stated& stated);

  /// Hands over results, further inputs and notes.
  void finish(CalibrationAnswer& answer);

 private:
  void evaluate(const Stated& stated, Result& result);
  void of_window(const Stated& stated, const Window& window, Result& result);
  void of_pairs(const Stated& stated, const Window& window, Result& result);
  void of_error(const Stated& stated, const Window& window, Result& result);
  void of_panel(const Stated& stated, Result& result);
  void of_formula(const Stated& stated, Result& result);
  void of_solve(const Stated& stated, Result& result);
  const GrowthRuleFile* rule_file(const yaml::Node& node);
  void fit_again(const GrowthRuleFile& rule, const yaml::Node& node);
  std::optional<double> value_of(const std::string& name, Result& user);
  std::optional<double> number_of(const yaml::Node& node, Result& user);
  void use(const SeriesName& name, const std::vector<Observation>& observations, Result& result);
  void use_figures(const SeriesName& name, const std::vector<const PublishedFigure*>& figures,
                   Result& result);

  void remember_use(const SeriesName& name, const PublishedFigure& figure, const std::string& result);

  const CalibrationFile& file_;
  const CalibrationRequest& request_;
  Diagnostics& diagnostics_;
  std::vector<Result> results_;
  std::vector<std::string> names_;  ///< of results above, faulty ones too
  std::set<std::string> faulty_;
  std::map<std::string, std::optional<GrowthRuleFile>> rule_files_;
  std::vector<ReadFile> inputs_;
  std::vector<UsedFigure> figures_;
  std::vector<Title> notes_;
};

}  // namespace leontide::calibration
