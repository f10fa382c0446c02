// leontide-mpi: run and sweep on the processes that mpirun starts. All that knows MPI stands here.

#include <cstdio>
#include <deque>
#include <mpi.h>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "simulation/transport/record_bytes.hpp"

namespace {

using namespace leontide;
using simulation::RoundRecord;

/// The bytes of every rank, in their order; each rank gives its own.
std::vector<std::string> gather(const std::string& own, int ranks) {
  int size = static_cast<int>(own.size());
  std::vector<int> sizes(static_cast<std::size_t>(ranks)), begins(sizes.size());
  MPI_Allgather(&size, 1, MPI_INT, sizes.data(), 1, MPI_INT, MPI_COMM_WORLD);
  int all = 0;
  for (std::size_t rank = 0; rank < sizes.size(); ++rank) {
    begins[rank] = all;
    all += sizes[rank];
  }
  std::string bytes(static_cast<std::size_t>(all), '\0');
  MPI_Allgatherv(own.data(), size, MPI_BYTE, bytes.data(), sizes.data(), begins.data(), MPI_BYTE,
                 MPI_COMM_WORLD);
  std::vector<std::string> parts;
  for (std::size_t rank = 0; rank < sizes.size(); ++rank)
    parts.push_back(
        bytes.substr(static_cast<std::size_t>(begins[rank]), static_cast<std::size_t>(sizes[rank])));
  return parts;
}

/// Rounds go round: of so many that follow, each rank runs one, and all get all of their records. Every rank
/// judges them alike, so that all stop after the same one.
class RoundsOfAll {
 public:
  RoundsOfAll(simulation::Transport own, const simulation::Run& run,
              const simulation::SimulateOptions& options, const command::ProcessRanks& ranks)
      : own_(std::move(own)), run_(&run), design_(simulation::design_of(options.sampling)), ranks_(ranks) {}

  std::optional<RoundRecord> run(simulation::BlockRange range,
                                 const std::function<bool(const simulation::Counts&)>& go_on) {
    while (!known_.empty() && known_.front().blocks.first < range.first)
      known_.pop_front();
    if (known_.empty() && !run_together(range)) return std::nullopt;
    RoundRecord record = std::move(known_.front());
    known_.pop_front();
    go_on(record.counts);
    return record;
  }

 private:
  bool run_together(simulation::BlockRange range) {
    const std::uint64_t round = lanes::blocks_per_round;
    const std::uint64_t first = range.first + static_cast<std::uint64_t>(ranks_.number) * round;
    std::string bytes;
    bool is_whole = true;
    if (first < range.end()) {
      const auto record =
          own_({first, std::min(round, range.end() - first)}, [](const auto&) { return true; });
      is_whole = record.has_value();
      if (record) bytes = to_bytes(*record);
    }
    int own = is_whole ? 1 : 0, all = 0;
    MPI_Allreduce(&own, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    if (all == 0) return false;  // one was interrupted
    for (const std::string& part : gather(bytes, ranks_.count)) {
      if (!part.empty()) known_.push_back(record_of(part, *run_, design_));
    }
    return true;
  }

  simulation::Transport own_;
  const simulation::Run* run_;
  simulation::Design design_;
  command::ProcessRanks ranks_;
  std::deque<RoundRecord> known_;
};

}  // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  command::ProcessRanks ranks;
  MPI_Comm_rank(MPI_COMM_WORLD, &ranks.number);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks.count);
  if (!ranks.is_first() && (std::freopen("/dev/null", "w", stdout) == nullptr ||
                            std::freopen("/dev/null", "w", stderr) == nullptr))
    MPI_Abort(MPI_COMM_WORLD, 1);
  ranks.wait_for_all = [] { MPI_Barrier(MPI_COMM_WORLD); };
  const command::ProcessRanks alone = ranks;
  ranks.share = [alone](simulation::Transport own, const simulation::Run& run,
                        const simulation::SimulateOptions& options) -> simulation::Transport {
    const auto all = std::make_shared<RoundsOfAll>(std::move(own), run, options, alone);
    return [all](simulation::BlockRange range, const auto& go_on) { return all->run(range, go_on); };
  };
  const int code = command::run_command(argc, argv, ranks);
  // What stopped one rank alone, the others would wait for.
  if (code == 1) MPI_Abort(MPI_COMM_WORLD, 1);
  MPI_Finalize();
  return ranks.is_first() ? code : 0;
}
