#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "report/write/chance_text.hpp"
#include "report/write/page.hpp"
#include "report/write/recount.hpp"

namespace leontide::report {

namespace {

/// Two bytes a code, low byte first, as base64 (RFC 4648).
std::string in_base64(const std::vector<std::uint16_t>& codes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes, text;
  for (const std::uint16_t code : codes) {
    bytes += static_cast<char>(code & 0xFFU);
    bytes += static_cast<char>(code >> 8U);
  }
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k)
      three = three << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      text += i + k > bytes.size() ? '=' : letters[three >> (18 - 6 * k) & 63U];
  }
  return text;
}

template <class Number>
std::string numbers_json(const std::vector<Number>& numbers) {
  return fmt::format("[{}]", fmt::join(numbers, ","));
}

std::string target_json(const Recount::Target& target) {
  return fmt::format("{{\"zero\":{},\"step\":{},\"bound\":{},\"least\":{}}}", target.zero,
                     print_number(target.step), print_number(target.bound), target.at_least);
}

/// Counts made here of the same numbers, against which the script can be held: each set as it is, and with
/// the bounds that can move a quarter of their range lower, or the bases a tenth higher.
std::string probes_json(const Recount& recount) {
  std::string text;
  for (std::size_t set = 0; set < recount.sets.size(); ++set) {
    std::vector<std::vector<Move>> moves(3);
    for (std::size_t t = 0; t < recount.targets.size(); ++t) {
      const Recount::Target& target = recount.targets[t];
      if (target.can_move) moves[1].push_back({t, (target.at_least ? 0.25 : -0.25) * target.lowest, 0});
      if (target.has_base) moves[2].push_back({t, 0, 0.1});
    }
    for (const auto& some : moves) {
      const RecountAnswer answer = count_anew(recount, set, some);
      std::string moved;
      for (const Move& move : some)
        moved += fmt::format("{}[{},{},{}]", moved.empty() ? "" : ",", move.target, print_number(move.bound),
                             print_number(move.base));
      text += fmt::format("{}{{\"set\":{},\"moves\":[{}],\"completed\":{},\"joint\":{},\"met\":{}}}",
                          text.empty() ? "" : ",", set, moved, answer.completed, answer.joint,
                          numbers_json(answer.met));
    }
  }
  return text;
}

std::string data_html(const Recount& recount) {
  std::string targets, columns, sets;
  for (const Recount::Target& target : recount.targets)
    targets += (targets.empty() ? "" : ",") + target_json(target);
  for (const auto& column : recount.columns)
    columns += (columns.empty() ? "\"" : ",\"") + in_base64(column) + "\"";
  for (const Recount::Set& set : recount.sets)
    sets += (sets.empty() ? "" : ",") + numbers_json(set.columns);
  return fmt::format(
      "<script type=\"application/json\" "
      "id=trials>{{\"trials\":{},\"level\":{},\"targets\":[{}],\"columns\":[{}],\"sets\":[{}],"
      "\"probes\":[{}]}}</script>\n",
      recount.trials, print_number(recount.level), targets, columns, sets, probes_json(recount));
}

std::string choice_html(std::size_t value, const Title& title, bool is_chosen, bool is_greyed) {
  return fmt::format("<label{}><input type=radio name=set value={}{}{}> {}</label>",
                     is_greyed ? " class=greyed" : "", value, is_chosen ? " checked" : "",
                     is_greyed ? " disabled" : "", both(title));
}

std::string choices_html(const Recount& recount) {
  std::string readings, levers;
  for (std::size_t s = 0; s < recount.sets.size(); ++s) {
    const Recount::Set& set = recount.sets[s];
    if (set.lever.en.empty()) {
      const Title title = set.reading.en.empty() ? Title{"as it is", "原方案"} : set.reading;
      readings += choice_html(s, title, s == 0, false);
    } else {
      levers += choice_html(s, set.lever, false, false);
    }
  }
  for (const Title& lever : recount.left_out)
    levers += choice_html(recount.sets.size(), lever, false, true);
  std::string html =
      "<fieldset class=chips><legend>" + both({"Reading", "口径"}) + "</legend>" + readings + "</fieldset>";
  if (levers.empty()) return html;
  return html + "<fieldset class=chips><legend>" + both({"Or one measure off", "或去掉一项措施"}) +
         "</legend>" + levers + "</fieldset>";
}

std::string slider_html(std::size_t target, const char* kind, double low, double high, double value,
                        const std::string& shown) {
  return fmt::format(
      "<input type=range data-target={0} data-kind={1} min=\"{2}\" max=\"{3}\" step=\"{4}\" value=\"{5}\" "
      "aria-labelledby=\"anew-{0} anew-{1}\"><output>{6}</output>",
      target, kind, print_number(low), print_number(high), print_number((high - low) / 200),
      print_number(value), shown);
}

/// A count of the trials as the script words it too.
std::string share_text(const Recount& recount, std::uint64_t met, std::uint64_t completed) {
  return html_text(chance_text(statistics::proportion(met, completed, recount.level), Language::en, 1));
}

/// What a slider moves, where the window has no room for the heads of columns.
std::string narrow_label(const Title& title) {
  return "<span class=narrow aria-hidden=true>" + both(title) + "</span> ";
}

const Title chance_head{"chance", "概率"}, plan_head{"as the plan stands", "原方案"};
const Title bound_head{"bound moved", "调整目标值"}, base_head{"base moved", "调整基数"};

std::string row_html(const Recount& recount, std::size_t t, const RecountAnswer& first) {
  const Recount::Target& target = recount.targets[t];
  const std::string chance = share_text(recount, first.met[t], first.completed);
  std::string html = fmt::format(
      "<tr><td class=text id=anew-{0}>{1}</td><td>{3}<b data-chance={0}>{2}</b></td><td>{4}{2}</td>", t,
      both(target.title), chance, narrow_label(chance_head), narrow_label(plan_head));
  // A range that the bound divides, so that the slider can stand on it.
  const double reach = std::max(-target.lowest, target.highest);
  const bool moves = target.can_move && reach > 0;
  const std::string still = "<td class=\"text still\">–</td>", begin = "<td class=text>";
  html += moves ? begin + narrow_label(bound_head) +
                      slider_html(t, "bound", target.bound - reach, target.bound + reach, target.bound,
                                  print_number(target.bound)) +
                      (target.unit.en.empty() ? "" : " <small>" + both(target.unit) + "</small>") + "</td>"
                : still;
  html += target.has_base && moves
              ? begin + narrow_label(base_head) + slider_html(t, "base", -0.2, 0.2, 0, "0 %") + "</td>"
              : still;
  return html + "</tr>\n";
}

}  // namespace

std::string recount_html(const Recount& recount, const std::string& named_by) {
  const RecountAnswer first = count_anew(recount, 0, {});
  const auto met = static_cast<double>(std::accumulate(first.met.begin(), first.met.end(), std::uint64_t{0}));
  const double mean = first.completed == 0 ? 0 : met / static_cast<double>(first.completed);
  std::string html = fmt::format("<form class=anew aria-labelledby=\"{}\" autocomplete=off>", named_by) +
                     choices_html(recount);
  html += fmt::format(
      "<p class=sum aria-live=polite>{} <b data-joint>{}</b> · {} <b data-mean>{}</b> <button "
      "type=reset>{}</button></p>",
      both({fmt::format("All {} targets:", recount.targets.size()),
            fmt::format("全部 {} 项目标：", recount.targets.size())}),
      share_text(recount, first.joint, first.completed), both({"met on average:", "平均实现项数："}),
      print_fixed(mean, 1), both({"Back to the plan", "恢复原方案"}));
  html += "<div class=scroll tabindex=0 role=group aria-labelledby=\"" + named_by + "\"><table><thead><tr>";
  const std::pair<Title, const char*> heads[] = {{{"target", "目标"}, " class=text"},
                                                 {chance_head, ""},
                                                 {plan_head, ""},
                                                 {bound_head, " class=text id=anew-bound"},
                                                 {base_head, " class=text id=anew-base"}};
  for (const auto& [title, attributes] : heads)
    html += fmt::format("<th scope=col{}>{}</th>", attributes, both(title));
  html += "</tr></thead><tbody>\n";
  for (std::size_t t = 0; t < recount.targets.size(); ++t)
    html += row_html(recount, t, first);
  html += "</tbody></table></div></form>\n";
  if (!recount.command.empty()) {
    html += "<p class=note>" +
            both({"Several measures at once, or what is greyed, take a run of their own:",
                  "同时去掉多项措施或灰色选项需重新运行："}) +
            "</p><pre>" + html_text(recount.command) + "</pre>\n";
  }
  return html + data_html(recount);
}

}  // namespace leontide::report
