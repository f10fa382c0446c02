#include "audit/conflicts.hpp"

#include <algorithm>
#include <numeric>

#include "audit/hitting_set.hpp"

namespace leontide::audit {

namespace {

/// The rows of chosen statements, over the levels that these speak of.
class Excerpt {
 public:
  Excerpt(const System& system, std::span<const std::size_t> statements) {
    std::vector<bool> is_chosen(system.statements.size(), false);
    for (const std::size_t one : statements)
      is_chosen[one] = true;
    std::vector<std::size_t> at(system.programme.floors.size(), none);
    for (std::size_t i = 0; i < system.programme.rows.size(); ++i) {
      if (!is_chosen[system.owner[i]]) continue;
      linear::ProgrammeRow row = system.programme.rows[i];
      for (auto& [variable, coefficient] : row.terms) {
        if (at[variable] == none) {
          at[variable] = programme.floors.size();
          programme.floors.push_back(system.programme.floors[variable]);
        }
        variable = at[variable];
      }
      programme.rows.push_back(std::move(row));
      owner.push_back(system.owner[i]);
    }
  }

  linear::Programme programme;
  std::vector<std::size_t> owner;

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

std::vector<std::size_t> with_definitions(const System& system, std::span<const std::size_t> statements) {
  std::vector<std::size_t> all(statements.begin(), statements.end());
  for (std::size_t i = 0; i < system.statements.size(); ++i) {
    if (!can_be_given_up(system.statements[i])) all.push_back(i);
  }
  return all;
}

/// Statements that a chain of levels ties to one another, in groups.
std::vector<std::vector<std::size_t>> groups_of(const System& system) {
  std::vector<std::size_t> root(system.programme.floors.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t at) {
    while (root[at] != at)
      at = root[at] = root[root[at]];
    return at;
  };
  for (const linear::ProgrammeRow& row : system.programme.rows) {
    for (const auto& term : row.terms)
      root[find(term.first)] = find(row.terms.front().first);
  }
  std::vector<std::vector<std::size_t>> groups(root.size());
  for (std::size_t i = 0; i < system.programme.rows.size(); ++i) {
    if (system.programme.rows[i].terms.empty()) continue;
    auto& group = groups[find(system.programme.rows[i].terms.front().first)];
    if (group.empty() || group.back() != system.owner[i]) group.push_back(system.owner[i]);
  }
  for (auto& group : groups) {
    std::sort(group.begin(), group.end());
    group.erase(std::unique(group.begin(), group.end()), group.end());
  }
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  return groups;
}

/// The search within one group, whose definitions always hold.
class GroupSearch {
 public:
  GroupSearch(const System& system, const std::vector<std::size_t>& group) : system_(system) {
    for (const std::size_t one : group)
      (can_be_given_up(system.statements[one]) ? open_ : fixed_).push_back(one);
  }

  std::vector<ConflictSet> run() {
    std::vector<ConflictSet> found;
    while (found.size() < most_sets && !holds(open_)) {
      found.push_back(smallest());
      if (found.back().statements.empty()) break;
      leave_out(removable(found.back().statements));
    }
    return found;
  }

 private:
  bool holds(std::span<const std::size_t> statements) const {
    return solve(excerpt(statements).programme).is_feasible;
  }

  Excerpt excerpt(std::span<const std::size_t> statements) const {
    std::vector<std::size_t> all(fixed_);
    all.insert(all.end(), statements.begin(), statements.end());
    return {system_, all};
  }

  /// Targets of a set; figures stay while targets can go, so that no figure hides a second conflict.
  std::vector<std::size_t> removable(const std::vector<std::size_t>& set) const {
    std::vector<std::size_t> targets;
    for (const std::size_t one : set) {
      if (system_.statements[one].kind == Statement::Kind::target) targets.push_back(one);
    }
    return targets.empty() ? set : targets;
  }

  /// One of them, so that another conflict that shares the others still shows; where the first to go makes
  /// peace altogether, whichever it is, all.
  void leave_out(const std::vector<std::size_t>& set) {
    for (const std::size_t one : set) {
      std::vector<std::size_t> without = open_;
      std::erase(without, one);
      if (holds(without)) continue;
      open_ = std::move(without);
      return;
    }
    std::erase_if(open_,
                  [&](std::size_t one) { return std::find(set.begin(), set.end(), one) != set.end(); });
  }

  /// The smallest conflicting set; where the search would take too long, one from which nothing can go.
  ConflictSet smallest() const {
    std::vector<std::vector<std::size_t>> must_hit;
    while (must_hit.size() < most_rounds) {
      auto kept = smallest_hitting_set(must_hit);
      if (!kept) break;
      if (!holds(*kept)) return proved(std::move(*kept), true);
      must_hit.push_back(complement_of_grown(std::move(*kept)));
    }
    std::vector<std::size_t> left = open_;
    for (const std::size_t one : open_) {
      std::vector<std::size_t> without = left;
      std::erase(without, one);
      if (!holds(without)) left = std::move(without);
    }
    return proved(std::move(left), false);
  }

  /// What has to go so that all else can hold, beginning with `kept`, which does.
  std::vector<std::size_t> complement_of_grown(std::vector<std::size_t> kept) const {
    std::vector<std::size_t> rest, gone;
    for (const std::size_t one : open_) {
      if (std::find(kept.begin(), kept.end(), one) == kept.end()) rest.push_back(one);
    }
    grow(rest, kept, gone);
    return gone;
  }

  /// Adds as many of `more` as can hold, halving where all of them cannot.
  void grow(std::span<const std::size_t> more, std::vector<std::size_t>& kept,
            std::vector<std::size_t>& gone) const {
    if (more.empty()) return;
    kept.insert(kept.end(), more.begin(), more.end());
    if (holds(kept)) return;
    kept.resize(kept.size() - more.size());
    if (more.size() == 1) {
      gone.push_back(more.front());
      return;
    }
    grow(more.first(more.size() / 2), kept, gone);
    grow(more.subspan(more.size() / 2), kept, gone);
  }

  ConflictSet proved(std::vector<std::size_t> statements, bool is_smallest) const {
    ConflictSet out;
    out.is_smallest = is_smallest;
    const Excerpt rows = excerpt(statements);
    const linear::ProgrammeAnswer answer = solve(rows.programme);
    out.statements = std::move(statements);
    out.is_certified = answer.is_certified;
    for (std::size_t i = 0; i < rows.owner.size() && answer.is_certified; ++i) {
      const bool is_used = answer.multipliers[i] != 0 && !can_be_given_up(system_.statements[rows.owner[i]]);
      const auto& known = out.definitions;
      if (is_used && std::find(known.begin(), known.end(), rows.owner[i]) == known.end())
        out.definitions.push_back(rows.owner[i]);
    }
    return out;
  }

  static constexpr std::size_t most_rounds = 2000, most_sets = 50;

  const System& system_;
  std::vector<std::size_t> open_, fixed_;
};

}  // namespace

bool can_be_given_up(const Statement& statement) {
  return statement.kind != Statement::Kind::definition;
}

bool can_hold(const System& system, std::span<const std::size_t> statements) {
  return solve(Excerpt(system, with_definitions(system, statements)).programme).is_feasible;
}

std::vector<ConflictSet> find_conflicts(const System& system) {
  std::vector<ConflictSet> found;
  for (const std::vector<std::size_t>& group : groups_of(system)) {
    for (ConflictSet& one : GroupSearch(system, group).run())
      found.push_back(std::move(one));
  }
  return found;
}

}  // namespace leontide::audit
