#include "load.h"

#include <fmt/format.h>

#include <mutex>
#include <thread>

#include "must_have.h"
#include "program.h"

namespace leadlight::bench {
namespace {


double processor_seconds(const std::vector<const Server*>& servers) {
  double sum = 0;
  for (const Server* server : servers) sum += server->processor_seconds();
  return sum;
}

}  // namespace

Measured measure(const std::vector<const Server*>& servers, const std::string& token, double seconds, const Draw& draw,
                 int clients) {
  const double end = wall_seconds() + seconds;
  return measure_while(
      servers, token, [end] { return wall_seconds() < end; }, draw, clients);
}

Measured measure_while(const std::vector<const Server*>& servers, const std::string& token,
                       const std::function<bool()>& goes_on, const Draw& draw, int clients) {
  Measured all;
  std::mutex mutex;
  std::exception_ptr failure;
  std::vector<std::thread> threads;
  const double processor = processor_seconds(servers), begin = wall_seconds();
  for (int n = 0; n < clients; ++n) {
    threads.emplace_back([&, n] {
      std::vector<double> own;
      try {
        Client client(servers[static_cast<size_t>(n) % servers.size()]->port(), token);
        Random random(static_cast<std::uint64_t>(n) + 1);
        while (goes_on()) {
          const Request request = draw(random);
          const double sent = wall_seconds();
          const auto answer = client.request(request.method, request.target, request.body);
          own.push_back(1e3 * (wall_seconds() - sent));
          if (answer.status != request.status) {
            throw std::runtime_error(
                fmt::format("{} {}: {} {}", request.method, request.target, answer.status, answer.body.substr(0, 300)));
          }
        }
      } catch (...) {
        const std::scoped_lock lock(mutex);
        failure = std::current_exception();
      }
      const std::scoped_lock lock(mutex);
      all.milliseconds.insert(all.milliseconds.end(), own.begin(), own.end());
    });
  }
  for (auto& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  all.seconds = wall_seconds() - begin;
  all.processor_seconds = processor_seconds(servers) - processor;
  return all;
}

std::vector<std::string> ids_of(store::Store& store, const std::string& table) {
  query::Query query;
  query.table = table;
  query.columns = {"createdon"};
  query.limit = 100'000;
  std::vector<std::string> ids;
  must_have(
      must_have(store.snapshot())->scan(query, store::Caller::system(), [&](record::Record&& row) -> Result<bool> {
        ids.push_back(row.id.to_string());
        return true;
      }));
  return ids;
}

Draw create(const std::string& set) {
  return [=](Random& random) -> Request {
    const auto number = random.below(1'000'000'000);
    std::string body = fmt::format(
        R"({{"firstname":"Anna","lastname":"Bos {0}","emailaddress1":"anna{0}@example.com","jobtitle":"Buyer",)"
        R"("address1_city":"Utrecht","telephone1":"+31 30 {0}","description":"Met at the fair."}})",
        number);
    return {"POST", fmt::format("{}/{}", kRoot, set), std::move(body), 201};
  };
}

Draw update(const std::string& set, const std::vector<std::string>& ids) {
  return [=, &ids](Random& random) -> Request {
    return {
        "PATCH", fmt::format("{}/{}({})", kRoot, set, ids[random.below(ids.size())]),
        fmt::format(R"({{"jobtitle":"Buyer {}","address1_city":"City {}"}})", random.below(1'000), random.below(500)),
        204};
  };
}

Draw update_lead(const std::vector<std::string>& ids) {
  return [&ids](Random& random) -> Request {
    return {
        "PATCH", fmt::format("{}/leads({})", kRoot, ids[random.below(ids.size())]),
        fmt::format(R"({{"leadsourcecode":{},"budgetamount":{}}})", 1 + random.below(8), 1'000 + random.below(50'000)),
        204};
  };
}

Draw read_contact(const std::vector<std::string>& ids) {
  return [&ids](Random& random) -> Request {
    return {
        "GET",
        fmt::format("{}/contacts({})?$select=fullname,emailaddress1,jobtitle,telephone1,address1_city,_ownerid_value",
                    kRoot, ids[random.below(ids.size())]),
        {},
        200};
  };
}

void make_demo(const Database& database) {
  const base::SystemClock clock;
  {
    const auto store = database.open(clock);
    must_have(store->migrate());
    const auto leads = must_have(must_have(store->snapshot())->count("lead", nullptr, store::Caller::system()));
    if (leads > 0) return;
  }
  std::string command = shell_word(program()) + " demo --leads 2000 --seed 1 --json";
  for (const std::string& word : database.place) command += " " + shell_word(word);
  output_of(command + " 2>/dev/null");
}

}  // namespace leadlight::bench
