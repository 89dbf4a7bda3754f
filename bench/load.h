// Clients that ask a server one thing after another.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/random.h"
#include "databases.h"
#include "http.h"

namespace leadlight::bench {

/// One request and the status that it must be answered with.
struct Request {
  std::string method, target, body;
  int status;
};
using Draw = std::function<Request(Random&)>;

struct Measured {
  std::vector<double> milliseconds;  ///< Of each answer.
  double seconds = 0;
  double processor_seconds = 0;  ///< Of all servers together.
};

inline constexpr int kLoadClients = 8;

/// Clients, spread over the servers, each with a connection of its own, for so long. Throws at the first answer of
/// another status.
Measured measure(const std::vector<const Server*>& servers, const std::string& token, double seconds, const Draw& draw,
                 int clients = kLoadClients);
/// The same for as long as `goes_on` says.
Measured measure_while(const std::vector<const Server*>& servers, const std::string& token,
                       const std::function<bool()>& goes_on, const Draw& draw, int clients = kLoadClients);

/// Fills an empty database with the demo company of 2,000 leads, trained and published.
void make_demo(const Database& database);
std::vector<std::string> ids_of(store::Store& store, const std::string& table);

Draw create(const std::string& set);
/// The ids outlive the draw.
Draw update(const std::string& set, const std::vector<std::string>& ids);
Draw update_lead(const std::vector<std::string>& ids);
Draw read_contact(const std::vector<std::string>& ids);

}  // namespace leadlight::bench
