// Every route of the program: one function from a request to its answer.
#pragma once

#include <memory>

#include "server/api/deps.h"
#include "server/http/message.h"

namespace leadlight::api {

/// @threads handle() may be called from any thread
class Api {
 public:
  explicit Api(Deps deps);
  ~Api();

  http::Response handle(const http::Request& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leadlight::api
