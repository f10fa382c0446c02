#include <iostream>
#include <leontide/run.hpp>
#include <leontide/table.hpp>

int main(int, char** argv) {
  std::vector<leontide::Fault> faults;
  const auto plan = leontide::Scenario::read(argv[1], faults);
  const auto table = leontide::Table::read(argv[2], faults);
  for (const auto& fault : faults)
    std::cerr << fault.file << ':' << fault.line << ": " << fault.what << '\n';
  if (!plan || !table) return 2;
  leontide::RunSettings settings;
  settings.trials = 16384;
  for (const auto& reading : leontide::run(*plan, settings)) {
    std::cout << reading.reading << ' ' << reading.completed << " of " << reading.trials << '\n';
    for (const auto& target : reading.targets)
      std::cout << target.id << ' ' << target.chance.hits << '\n';
  }
  std::cout << table->sectors().size() << " sectors\n";
}
