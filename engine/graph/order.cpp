#include "graph/order.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <deque>
#include <fmt/format.h>

namespace leontide::graph {

namespace {

using language::Expression;
using language::Model;
using language::Operation;

void collect(const Expression& expression, bool base_year, std::vector<std::uint32_t>& reads) {
  for (const auto& node : expression.nodes) {
    const bool same_year = node.operation == Operation::variable ||
                           (node.operation == Operation::at_step && (base_year || node.extra > 0));
    if (same_year && std::find(reads.begin(), reads.end(), node.index) == reads.end())
      reads.push_back(node.index);
  }
}

Reads collect_all(const Model& model, bool base_year) {
  Reads reads(model.variables.size());
  for (std::size_t i = 0; i < model.variables.size(); ++i) {
    const auto& variable = model.variables[i];
    collect(base_year && !variable.start.empty() ? variable.start : variable.equation, base_year, reads[i]);
  }
  return reads;
}

/// The shortest way from `first` back to itself inside one component.
std::vector<std::uint32_t> shortest_cycle(std::uint32_t first, const Reads& reads,
                                          const std::vector<int>& component) {
  std::vector<std::uint32_t> came_from(reads.size(), first);
  std::vector<bool> seen(reads.size(), false);
  std::deque<std::uint32_t> queue{first};
  while (!queue.empty()) {
    const std::uint32_t at = queue.front();
    queue.pop_front();
    for (const std::uint32_t next : reads[at]) {
      if (next == first) {
        std::vector<std::uint32_t> path{first};
        for (std::uint32_t step = at; step != first; step = came_from[step])
          path.insert(path.begin() + 1, step);
        return path;
      }
      if (seen[next] || component[next] != component[first]) continue;
      seen[next] = true;
      came_from[next] = at;
      queue.push_back(next);
    }
  }
  return {first};
}

std::string path_text(const Model& model, const std::vector<std::uint32_t>& path) {
  std::string text;
  std::string first;
  for (const std::uint32_t variable : path) {
    if (model.variables[variable].hidden) continue;
    if (first.empty()) first = model.variables[variable].name;
    text += model.variables[variable].name + " → ";
  }
  return text + first;
}

class Orderer {
 public:
  Orderer(const Model& model, const Reads& reads, Diagnostics& diagnostics)
      : model_(model), reads_(reads), diagnostics_(diagnostics) {}

  std::vector<Component> run(const char* when) {
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
    Graph graph(reads_.size());
    for (std::uint32_t i = 0; i < reads_.size(); ++i) {
      for (const std::uint32_t j : reads_[i])
        boost::add_edge(i, j, graph);
    }
    std::vector<int> component(reads_.size());
    const int count = reads_.empty() ? 0 : boost::strong_components(graph, component.data());
    // Components are numbered as they are finished: what is read comes before what reads it.
    std::vector<Component> groups(static_cast<std::size_t>(count));
    for (std::uint32_t i = 0; i < reads_.size(); ++i)
      groups[static_cast<std::size_t>(component[i])].variables.push_back(i);
    for (Component& group : groups)
      settle(group, component, when);
    return groups;
  }

 private:
  void settle(Component& group, const std::vector<int>& component, const char* when) {
    const std::uint32_t first = group.variables.front();
    const bool reads_itself =
        std::find(reads_[first].begin(), reads_[first].end(), first) != reads_[first].end();
    if (group.variables.size() == 1 && !reads_itself) return;
    for (std::uint32_t b = 0; b < model_.blocks.size(); ++b) {
      const auto& names = model_.blocks[b].variables;
      const bool holds_all =
          std::all_of(group.variables.begin(), group.variables.end(), [&](std::uint32_t v) {
            return std::find(names.begin(), names.end(), model_.variables[v].name) != names.end();
          });
      if (holds_all) {
        group.block = b;
        return;
      }
    }
    const auto path = shortest_cycle(first, reads_, component);
    diagnostics_.error(
        "cycle", model_.variables[first].place,
        fmt::format("these variables depend on each other {}: {}", when, path_text(model_, path)),
        "cut the cycle with lag(…), or declare its variables under `blocks:`");
  }

  const Model& model_;
  const Reads& reads_;
  Diagnostics& diagnostics_;
};

}  // namespace

Reads reads_in_base_year(const Model& model) {
  return collect_all(model, true);
}
Reads reads_in_later_years(const Model& model) {
  return collect_all(model, false);
}

std::optional<Order> order(const Model& model, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  Order order;
  order.base_year = Orderer(model, reads_in_base_year(model), diagnostics).run("in the base year");
  const bool base_sound = diagnostics.error_count() == errors_before;
  Diagnostics again;  // a cycle without `start:` shows in both years: once is enough
  order.later_years =
      Orderer(model, reads_in_later_years(model), base_sound ? diagnostics : again).run("within a year");
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return order;
}

}  // namespace leontide::graph
