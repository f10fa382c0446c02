#include "command/sweep/slurm.hpp"

#include <fmt/format.h>

namespace leontide::command {

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word)
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string batch_script(const BatchJob& job) {
  const std::string command = quoted(job.command), folder = quoted(job.folder);
  return fmt::format(
      R"sh(#!/bin/bash
#SBATCH --job-name={name}
#SBATCH --array=1-{shards}
#SBATCH --requeue
#SBATCH --open-mode=append
# Submit by running it: bash {name}.sbatch. LineChart #SBATCH of your own (time, memory, partition) go above this one.
folder={folder}
if [ -z "${{SLURM_JOB_ID:-}}" ]; then
  array=$(sbatch --parsable --output="$folder/slurm-%A-%a.log" "$0") || exit
  # A script of its own: this one's lines would make an array of the merge too.
  merge=$(sbatch --parsable --job-name={name}-merge --dependency=afterany:"$array" --output="$folder/slurm-merge.log" \
    --wrap "bash $(printf %q "$folder/{name}.sbatch") merge") || exit
  echo "array $array, merge $merge; results in $folder/all"
  exit
fi
if [ "${{1:-}}" = merge ]; then
  exec {command} ledger merge "$folder"/shard-*-of-{shards}.sqlite --into "$folder/all"
fi
{command} sweep {sweep} --shard "$SLURM_ARRAY_TASK_ID/{shards}" --into "$folder" --threads "${{SLURM_CPUS_PER_TASK:-1}}" --progress none &
wait $!
code=$?
# 128 and more: a signal ended the worker, not the sweep. It goes on where its ledger stands.
if [ "$code" -ge 128 ] && [ "${{SLURM_RESTART_COUNT:-0}}" -lt 5 ]; then
  scontrol requeue "$SLURM_JOB_ID" && sleep 60
fi
exit "$code"
)sh",
      fmt::arg("name", job.name), fmt::arg("shards", job.shards), fmt::arg("folder", folder),
      fmt::arg("command", command), fmt::arg("sweep", quoted(job.sweep)));
}

}  // namespace leontide::command
