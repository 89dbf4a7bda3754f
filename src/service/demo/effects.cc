#include "service/demo/effects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "core/record/schema.h"

namespace leadlight::demo {
namespace {

using Test = Condition::Test;
using record::as;

constexpr Condition is(std::string_view attribute, std::string_view value) {
  return {Test::Equals, attribute, value};
}
constexpr Condition between(std::string_view attribute, double low, double high) {
  return {Test::Between, attribute, {}, low, high};
}
constexpr Condition empty(std::string_view attribute) {
  return {Test::Empty, attribute};
}
constexpr Condition mail(std::string_view domain) {
  return {Test::MailDomain, "emailaddress1", domain};
}

constexpr double kMany = 1e9;
constexpr double kIntercept = -2.05;
constexpr double kUnobserved = 0.5;

constexpr Effect kEffects[] = {
    // Industry: finance and consulting buy, kitchens and charities seldom do.
    {is("industrycode", "16"), 0.9},
    {is("industrycode", "7"), 0.5},
    {is("industrycode", "12"), 0.4},
    {is("industrycode", "20"), 0.2},
    {is("industrycode", "3"), -0.2},
    {is("industrycode", "11"), -0.3},
    {is("industrycode", "27"), -0.5},
    {is("industrycode", "13"), -1.0},
    // Source: who was sent by somebody comes with trust.
    {is("leadsourcecode", "2"), 1.0},
    {is("leadsourcecode", "3"), 0.9},
    {is("leadsourcecode", "4"), 0.6},
    {is("leadsourcecode", "9"), 0.5},
    {is("leadsourcecode", "6"), 0.3},
    {is("leadsourcecode", "8"), -0.2},
    {is("leadsourcecode", "1"), -0.7},
    {is("leadsourcecode", "10"), -0.3},
    // Size: the middle buys; the smallest cannot, the largest take years.
    {between("numberofemployees", 0, 10), -0.6},
    {between("numberofemployees", 50, 250), 0.4},
    {between("numberofemployees", 250, 1000), 0.7},
    {between("numberofemployees", 5000, kMany), -0.4},
    // Budget and time.
    {is("budgetstatus", "0"), -0.8},
    {is("budgetstatus", "2"), 0.6},
    {is("budgetstatus", "3"), 1.3},
    {empty("budgetstatus"), -0.2},
    {is("purchasetimeframe", "0"), 0.7},
    {is("purchasetimeframe", "1"), 0.4},
    {is("purchasetimeframe", "3"), -0.2},
    {is("purchasetimeframe", "4"), -0.5},
    // Who it is.
    {is("decisionmaker", "true"), 0.5},
    {is("jobtitle", "CEO"), 0.8},
    {is("jobtitle", "CFO"), 0.7},
    {is("jobtitle", "Managing Director"), 0.7},
    {is("jobtitle", "Head of Sales"), 0.6},
    {is("jobtitle", "IT Director"), 0.5},
    {is("jobtitle", "Operations Manager"), 0.2},
    {is("jobtitle", "Analyst"), -0.3},
    {is("jobtitle", "Student"), -1.8},
    {is("jobtitle", "Intern"), -1.2},
    {empty("jobtitle"), -0.2},
    {mail("free"), -0.8},
    {mail("disposable"), -2.0},
    {empty("emailaddress1"), -0.5},
    {empty("telephone1"), -0.4},
    {{Test::JunkName, "lastname"}, -1.5},
    // What they do.
    {is("ll_replied_to_email", "true"), 1.1},
    {is("ll_replied_to_email", "false"), -0.4},
    {between("ll_website_visits", 0, 1), -0.4},
    {between("ll_website_visits", 3, 7), 0.4},
    {between("ll_website_visits", 7, kMany), 0.8},
    {is("ll_demo_requested", "true"), 0.2},
    {is("donotemail", "true"), -0.6},
    // Where.
    {is("address1_country", "Germany"), 0.3},
    {is("address1_country", "Netherlands"), 0.2},
    {is("address1_country", "United States"), -0.2},
    // The interaction: a demo asked for on the web site is worth far more than the two apart.
    {is("leadsourcecode", "8"), 1.4, is("ll_demo_requested", "true")},
};

constexpr std::array<std::string_view, 3> kNoise = {"ll_badge_colour", "ll_campaign_wave",
                                                    "preferredcontactmethodcode"};
constexpr std::array<std::string_view, 8> kFree = {"gmail.com", "hotmail.com", "outlook.com", "web.de",
                                                   "gmx.de",    "orange.fr",   "qq.com",      "yahoo.com"};
constexpr std::array<std::string_view, 3> kDisposable = {"mailinator.com", "guerrillamail.com", "yopmail.com"};
constexpr std::array<std::string_view, 5> kJunk = {"asdf", "test", "xxx", "qwerty", "n/a"};

std::string_view domain_of(const record::Values& lead) {
  const auto found = lead.find("emailaddress1");
  const auto* address = found == lead.end() ? nullptr : as<std::string>(found->second);
  if (address == nullptr) return {};
  const auto at = address->rfind('@');
  return at == std::string::npos ? std::string_view{} : std::string_view(*address).substr(at + 1);
}

bool is_one_of(std::span<const std::string_view> list, std::string_view value) {
  return std::ranges::find(list, value) != list.end();
}

std::string shown_value(std::string_view attribute, std::string_view value) {
  const record::Field* field = record::Schema::built_in()->find("lead")->find(attribute);
  const auto number = base::parse_int(value);
  if (field == nullptr || field->choices == nullptr || !number) return std::string(value);
  return std::string(field->choices->find(*number)->label.en);
}

}  // namespace

bool Condition::holds(const record::Values& lead) const {
  if (test == Test::Always) return true;
  if (test == Test::MailDomain) {
    return is_one_of(value == "free" ? free_mail_domains() : disposable_mail_domains(), domain_of(lead));
  }
  const auto found = lead.find(attribute);
  const bool missing = found == lead.end() || record::is_null(found->second);
  if (test == Test::Empty || missing) return test == Test::Empty && missing;
  if (test == Test::Equals) return record::to_string(found->second) == value;
  if (test == Test::JunkName) return is_junk_name(record::to_string(found->second));
  const auto* number = as<std::int64_t>(found->second);
  return number != nullptr && static_cast<double>(*number) >= low && static_cast<double>(*number) < high;
}

std::string Condition::to_string() const {
  switch (test) {
    case Test::Always:
      return "always";
    case Test::Equals:
      return fmt::format("{} is {}", attribute, shown_value(attribute, value));
    case Test::Between:
      if (high >= kMany) return fmt::format("{} from {}", attribute, low);
      return high - low <= 1 ? fmt::format("{} is {}", attribute, low)
                             : fmt::format("{} {} to {}", attribute, low, high - 1);
    case Test::Empty:
      return fmt::format("{} is empty", attribute);
    case Test::MailDomain:
      return fmt::format("{} at a {} mail provider", attribute, value);
    case Test::JunkName:
      return fmt::format("{} is no name", attribute);
  }
  return {};
}

std::span<const Effect> causal_effects() {
  return kEffects;
}
std::span<const std::string_view> noise_columns() {
  return kNoise;
}
double causal_intercept() {
  return kIntercept;
}
double unobserved_spread() {
  return kUnobserved;
}
std::span<const std::string_view> free_mail_domains() {
  return kFree;
}
std::span<const std::string_view> disposable_mail_domains() {
  return kDisposable;
}
std::span<const std::string_view> junk_names() {
  return kJunk;
}
bool is_junk_name(std::string_view name) {
  return is_one_of(kJunk, name);
}

double causal_margin(const record::Values& lead) {
  double margin = kIntercept;
  for (const Effect& effect : kEffects) {
    if (effect.when.holds(lead) && effect.also.holds(lead)) margin += effect.log_odds;
  }
  return margin;
}

std::string effects_markdown() {
  std::string text = fmt::format(
      "# Effects in the demo company\n\nGenerated from `src/service/demo/effects.cc` by `leadlight_generate`; read "
      "[the demo company](../demo-company.md) first.\nThe log-odds of a lead begin at {} and what no column tells has "
      "a "
      "standard deviation of {}.\n\n| when | log-odds |\n|---|---|\n",
      kIntercept, kUnobserved);
  for (const Effect& effect : kEffects) {
    const bool interaction = effect.also.test != Test::Always;
    text += fmt::format("| {}{} | {:+.1f} |\n", effect.when.to_string(),
                        interaction ? " and " + effect.also.to_string() : "", effect.log_odds);
  }
  return text;
}

}  // namespace leadlight::demo
