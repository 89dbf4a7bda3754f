// What the API stands on. Everything outlives it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/http/server.h"
#include "server/http/static_files.h"
#include "service/access/access.h"
#include "service/access/secret_box.h"
#include "service/ingest/records.h"
#include "service/scoring/scoring.h"
#include "storage/store/store.h"

namespace leadlight::api {

struct ApiOptions {
  /// `https://sales.example.com`: the address in links and ids. Empty: as the client's Host header says.
  std::string public_url;
  int default_page = 50;  ///< Rows in a page when the client does not say.
  int max_page = 5000;    ///< The most a client may ask for.
  /// How long an identity is taken for true without asking the database again. A revoked token or role works so long
  /// at most; signing out works at once on this node.
  std::chrono::milliseconds identity_lifetime{2000};
};

struct Deps {
  store::Store& store;
  access::AccessService& access;
  ingest::Records& records;
  scoring::ScoringService& scoring;
  const Clock& clock;
  const access::SecretBox* secrets = nullptr;            ///< For passwords of mail accounts; nullptr: none are kept.
  const http::StaticFiles* pages = nullptr;              ///< The web application; nullptr: none.
  std::function<http::ServerStats()> server_stats = {};  ///< For /metrics; may be empty.
  ApiOptions options = {};
};

}  // namespace leadlight::api
