#include "table/changes/zero_pattern.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "base/numbers.hpp"
#include "table/changes/margins.hpp"

namespace leontide::table {

namespace {

/// The flow from rows to columns. Nodes are rows [0, m) and columns [m, m + n); what a node still has to send
/// or to take is its excess. Cells carry any amount one way, and back what they carry.
class Transport {
 public:
  Transport(const Matrix& prior, const Margins& margins)
      : prior_(prior),
        m_(prior.rows),
        carried_(prior.rows, prior.columns),
        excess_(prior.rows + prior.columns) {
    double gross = 0;
    for (std::size_t i = 0; i < m_; ++i)
      excess_[i] = margins.rows[i];
    for (std::size_t j = 0; j < prior.columns; ++j)
      excess_[m_ + j] = -margins.columns[j];
    for (const double amount : excess_)
      gross += std::abs(amount);
    least_ = 1e-9 * gross;
  }

  /// Whether some cell, by what has been sent, can hold nothing in any solution: none of the ways that
  /// amounts can still go leads around through it. Row and column of each.
  std::vector<std::pair<std::size_t, std::size_t>> empty_cells() const {
    const std::vector<std::size_t> circle = circles();
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t i = 0; i < m_; ++i) {
      for (std::size_t j = 0; j < prior_.columns; ++j) {
        if (prior_(i, j) != 0 && carried_(i, j) <= least_ && circle[i] != circle[m_ + j])
          out.emplace_back(i, j);
      }
    }
    return out;
  }

  /// Sends until no way is left. The nodes that what remains can reach; empty where all went.
  std::vector<bool> run() {
    send_directly();
    while (find_levels()) {
      next_.assign(level_.size(), 0);
      for (std::size_t node = 0; node < level_.size(); ++node) {
        while (excess_[node] > least_ && send_from(node)) {
        }
      }
    }
    const bool all = std::none_of(excess_.begin(), excess_.end(), [&](double e) { return e > least_; });
    return all ? std::vector<bool>() : reached();
  }

 private:
  static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

  bool passes(std::size_t from, std::size_t to) const {
    const bool from_row = from < m_;
    const std::size_t i = from_row ? from : to;
    const std::size_t j = (from_row ? to : from) - m_;
    const double cell = prior_(i, j);
    if (cell == 0) return false;
    const bool forward = from_row == (cell > 0);
    return forward || carried_(i, j) > least_;
  }

  /// The circle each node is in: nodes that amounts can go to and come back from (Kosaraju's strongly
  /// connected components).
  std::vector<std::size_t> circles() const {
    const std::size_t count = m_ + prior_.columns;
    std::vector<std::size_t> order;
    std::vector<bool> seen(count);
    for (std::size_t node = 0; node < count; ++node)
      if (!seen[node]) visit(node, false, seen, order);
    std::vector<std::size_t> circle(count);
    seen.assign(count, false);
    for (std::size_t k = count; k-- > 0;) {
      if (seen[order[k]]) continue;
      std::vector<std::size_t> members;
      visit(order[k], true, seen, members);
      for (const std::size_t node : members)
        circle[node] = k;
    }
    return circle;
  }

  /// Depth first, forwards or against the ways; nodes in the order in which they are left.
  void visit(std::size_t begin, bool against, std::vector<bool>& seen, std::vector<std::size_t>& left) const {
    struct Stand {
      std::size_t node, next, last;
    };
    const auto stand_at = [&](std::size_t node) {
      seen[node] = true;
      return node < m_ ? Stand{node, m_, m_ + prior_.columns} : Stand{node, 0, m_};
    };
    std::vector<Stand> path{stand_at(begin)};
    while (!path.empty()) {
      Stand& here = path.back();
      const auto goes = [&](std::size_t to) {
        return against ? passes(to, here.node) : passes(here.node, to);
      };
      while (here.next < here.last && (seen[here.next] || !goes(here.next)))
        ++here.next;
      if (here.next < here.last) {
        path.push_back(stand_at(here.next));
      } else {
        left.push_back(here.node);
        path.pop_back();
      }
    }
  }

  bool takes(std::size_t node) const { return excess_[node] < -1e-6 * least_; }

  /// What goes through one cell, for a begin: most of it.
  void send_directly() {
    for (std::size_t i = 0; i < m_; ++i) {
      for (std::size_t j = 0; j < prior_.columns; ++j) {
        if (prior_(i, j) == 0) continue;
        const bool from_row = prior_(i, j) > 0;
        const std::size_t from = from_row ? i : m_ + j;
        const std::size_t to = from_row ? m_ + j : i;
        const double amount = std::min(excess_[from], -excess_[to]);
        if (amount > 0) move(from, to, amount);
      }
    }
  }

  void move(std::size_t from, std::size_t to, double amount) {
    excess_[from] -= amount;
    excess_[to] += amount;
    carry(from, to, amount);
  }

  /// Breadth first from all that have something to send: how many cells away each node is. Whether one is
  /// reached that has to take.
  bool find_levels() {
    const std::size_t count = m_ + prior_.columns;
    level_.assign(count, nowhere);
    std::vector<std::size_t> queue;
    for (std::size_t node = 0; node < count; ++node) {
      if (excess_[node] <= least_) continue;
      level_[node] = 0;
      queue.push_back(node);
    }
    bool found = false;
    for (std::size_t at = 0; at < queue.size(); ++at) {
      const std::size_t from = queue[at];
      const auto [first, last] = others(from);
      for (std::size_t to = first; to < last; ++to) {
        if (level_[to] != nowhere || !passes(from, to)) continue;
        level_[to] = level_[from] + 1;
        found = found || takes(to);
        queue.push_back(to);
      }
    }
    return found;
  }

  /// The nodes of the other side.
  std::pair<std::size_t, std::size_t> others(std::size_t node) const {
    return node < m_ ? std::pair(m_, m_ + prior_.columns) : std::pair(std::size_t{0}, m_);
  }

  /// Depth first from level to level (Dinic 1970). Whether something went.
  bool send_from(std::size_t source) {
    std::vector<std::size_t> path{source};
    while (!path.empty()) {
      const std::size_t here = path.back();
      if (takes(here)) {
        send_along(path);
        return true;
      }
      const auto [first, last] = others(here);
      std::size_t& next = next_[here];
      while (first + next < last && (level_[first + next] != level_[here] + 1 || !passes(here, first + next)))
        ++next;
      if (first + next < last) {
        path.push_back(first + next);
        continue;
      }
      path.pop_back();
      if (!path.empty()) ++next_[path.back()];
    }
    return false;
  }

  void send_along(const std::vector<std::size_t>& path) {
    double amount = std::min(excess_[path.front()], -excess_[path.back()]);
    for (std::size_t k = 0; k + 1 < path.size(); ++k)
      amount = std::min(amount, room(path[k], path[k + 1]));
    for (std::size_t k = 0; k + 1 < path.size(); ++k)
      carry(path[k], path[k + 1], amount);
    excess_[path.front()] -= amount;
    excess_[path.back()] += amount;
  }

  double& cell_of(std::size_t from, std::size_t to) {
    return from < m_ ? carried_(from, to - m_) : carried_(to, from - m_);
  }
  bool is_forward(std::size_t from, std::size_t to) const {
    return from < m_ ? prior_(from, to - m_) > 0 : prior_(to, from - m_) < 0;
  }
  double room(std::size_t from, std::size_t to) {
    return is_forward(from, to) ? std::numeric_limits<double>::infinity() : cell_of(from, to);
  }
  void carry(std::size_t from, std::size_t to, double amount) {
    cell_of(from, to) += is_forward(from, to) ? amount : -amount;
  }

  std::vector<bool> reached() const {
    std::vector<bool> out;
    for (const std::size_t level : level_)
      out.push_back(level != nowhere);
    return out;
  }

  const Matrix& prior_;
  std::size_t m_;
  Matrix carried_;
  std::vector<double> excess_;
  double least_ = 0;
  std::vector<std::size_t> level_;
  std::vector<std::size_t> next_;  ///< of each node, where its search goes on among the other side's
};

struct NamedLines {
  std::string names;
  double total = 0;
  std::size_t count = 0;

  void add(const std::string& name, double target) {
    constexpr std::size_t most = 6;
    ++count;
    total += target;
    if (count <= most) names += (names.empty() ? "" : ", ") + name;
    if (count == most + 1) names += ", …";
  }
};

/// Nothing where no cell is to be empty.
std::optional<std::string> emptied_text(const std::vector<std::pair<std::size_t, std::size_t>>& cells,
                                        const Margins& margins) {
  if (cells.empty()) return std::nullopt;
  constexpr std::size_t most = 3;
  std::string names;
  for (std::size_t k = 0; k < std::min(cells.size(), most); ++k)
    names += fmt::format("{}that of {} and {}", k == 0 ? "" : ", ", row_name(margins, cells[k].first),
                         column_name(margins, cells[k].second));
  if (cells.size() > most) names += fmt::format(", and {} more", cells.size() - most);
  return fmt::format(
      "the targets leave no room but zero to cells that are not zero, and balancing empties none: {}", names);
}

}  // namespace

std::optional<std::string> blocked_margins(const Matrix& prior, const Margins& margins) {
  const std::vector<bool> reached = Transport(prior, margins).run();
  if (reached.empty()) return std::nullopt;
  NamedLines rows;
  NamedLines columns;
  for (std::size_t i = 0; i < prior.rows; ++i) {
    if (reached[i]) rows.add(row_name(margins, i), margins.rows[i]);
  }
  for (std::size_t j = 0; j < prior.columns; ++j) {
    if (reached[prior.rows + j]) columns.add(column_name(margins, j), margins.columns[j]);
  }
  return fmt::format(
      "the zeros leave no solution: {} {} to sum to {}, and {} cells that are not zero stand in {}, which {} "
      "to "
      "sum to {}",
      rows.names.empty() ? "nothing" : rows.names, rows.count == 1 ? "is" : "are", print_number(rows.total),
      rows.count == 1 ? "its" : "their", columns.names.empty() ? "no column" : columns.names,
      columns.count == 1 ? "is" : "are", print_number(columns.total));
}

std::optional<std::string> emptied_cells(const Matrix& prior, const Margins& margins) {
  Transport transport(prior, margins);
  return transport.run().empty() ? emptied_text(transport.empty_cells(), margins) : std::nullopt;
}

}  // namespace leontide::table
