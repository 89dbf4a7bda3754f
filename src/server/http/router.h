// Which handler answers a method and path.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace leadlight::http {

/// Patterns are whole paths (`/healthz`) or prefixes that end in `*` (`/api/data/v9.2/*`). The first match wins, so
/// narrower patterns are added first. HEAD goes where GET goes. The method `*` takes every method, except on a path
/// that an earlier pattern knows for other methods.
template <class Target>
class Router {
 public:
  void add(std::string method, std::string pattern, Target target) {
    routes_.push_back({std::move(method), std::move(pattern), std::move(target)});
  }

  struct Match {
    const Target* target = nullptr;    ///< nullptr: no such path (or not for this method, see `allowed`).
    std::string_view pattern;          ///< Of the match; lives as long as the router.
    std::string_view rest;             ///< What `*` stood for; lives as long as the path.
    std::vector<std::string> allowed;  ///< Methods that the path does know, when the asked one is not among them.
  };

  Match find(std::string_view method, std::string_view path) const {
    Match result;
    for (const Route& route : routes_) {
      const std::string_view pattern = route.pattern;
      const bool open = pattern.ends_with('*');
      const std::string_view fixed = open ? pattern.substr(0, pattern.size() - 1) : pattern;
      if (open ? !path.starts_with(fixed) : path != fixed) continue;
      const bool any = route.method == "*";
      if (any && !result.allowed.empty()) break;
      if (any || route.method == method || (method == "HEAD" && route.method == "GET")) {
        return {&route.target, pattern, path.substr(fixed.size()), {}};
      }
      result.allowed.push_back(route.method);
    }
    return result;
  }

 private:
  struct Route {
    std::string method, pattern;
    Target target;
  };
  std::vector<Route> routes_;
};

}  // namespace leadlight::http
