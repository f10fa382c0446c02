#include "audit/audit.hpp"

#include "command/records.hpp"
#include "command/session/arguments.hpp"
#include "report/audits/audit_document.hpp"

namespace leontide::command {

namespace {

/// `leontide audit TARGETS`: a plan held against itself and against the past, before any run.
struct AuditOptions {
  std::filesystem::path targets;
  std::optional<std::filesystem::path> series;
  audit::Hedging hedging;
  std::size_t rows = 12;
  OutputOptions output;
};

int command_audit(const AuditOptions& options) {
  return guarded(options.targets.string(), [&] {
    require_writable(options.output);
    BadInput bad;
    const auto answer = audit::audit({options.targets, options.series}, options.hedging, bad.diagnostics);
    if (!answer) throw bad;
    const bool is_read = options.output.format.value_or(report::Format::text) == report::Format::text;
    show(report::audit_document(*answer, is_read ? options.rows : 0), options.output);
  });
}

Argument share_argument(double& field, const char* name, const char* flag, const char* standard, Title help) {
  return into(field, {.name = name,
                      .flag = flag,
                      .kind = ValueKind::number,
                      .standard = standard,
                      .low = 0,
                      .high = 1,
                      .help = std::move(help)});
}

Command audit_record() {
  const auto options = std::make_shared<AuditOptions>();
  return make_command(
      "audit",
      {"a plan's targets held against each other and the past, before any run", "运行前审查规划目标"},
      options,
      joined(
          {{positional(options->targets, "TARGETS", ValueKind::file,
                       {"targets file (YAML)", "目标文件（YAML）"}),
            into(options->series, {.name = "FILE",
                                   .flag = "--series",
                                   .kind = ValueKind::file,
                                   .help = {"published figures (CSV) of the quantities that the file names",
                                            "文件所涉指标的已公布数据（CSV）"}}),
            share_argument(options->hedging.about, "SHARE", "--about", "0.02",
                           {"by which \"about\" may be missed", "“左右”容许的偏差"}),
            share_argument(
                options->hedging.strive, "WEIGHT", "--strive", "0.5",
                {"what \"strive for\" weighs beside a firm promise", "“力争”相对于确定承诺的权重"}),
            into(options->rows,
                 {.name = "N",
                  .flag = "--rows",
                  .kind = ValueKind::whole,
                  .standard = "12",
                  .low = 0,
                  .high = 100000,
                  .help = {"missing figures shown as text; 0: all", "文本中显示的缺失数据条数；0为全部"}})},
           output_arguments(options->output)}),
      command_audit);
}

}  // namespace

std::vector<Command> audit_commands() {
  std::vector<Command> all;
  all.push_back(confined(audit_record()));
  return all;
}

}  // namespace leontide::command
