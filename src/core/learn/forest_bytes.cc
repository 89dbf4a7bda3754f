// The model file: docs/formats/model.md.
#include <bit>
#include <cstring>

#include "base/bytes.h"
#include "core/learn/forest.h"
#include "core/learn/forest_compile.h"
#include "core/learn/forest_trees.h"

namespace leadlight::learn {
namespace {

static_assert(std::endian::native == std::endian::little, "the model file is little-endian, and so are we");

constexpr std::string_view kMagic = "LLFOREST";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kLeafBit = 1U << 31;
constexpr std::uint32_t kMissingLeftBit = 1U << 30;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t feature_count;
  std::uint32_t tree_count;
  std::uint32_t node_count;
  double base_margin;
};
static_assert(sizeof(Header) == 32);

struct NodeRecord {
  std::uint32_t kind;  ///< a split's feature, with the bits above
  float value;
  float cover;
};
static_assert(sizeof(NodeRecord) == 12);

/// FNV-1a, 64 bits. Finds damage; it is no protection against intent, the checks behind it are.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

Result<Trees> read_trees(const Header& header, std::string_view records) {
  TreesBuilder builder(header.feature_count, header.base_margin);
  for (size_t at = 0; at < records.size(); at += sizeof(NodeRecord)) {
    const auto node = base::bytes_at<NodeRecord>(records, at);
    if (node.kind & kLeafBit && node.kind != kLeafBit)
      return fail(ErrorCode::Corrupt, "a leaf of unknown kind {:#x}", node.kind);
    if (node.kind == kLeafBit)
      TRY(builder.leaf(node.value, node.cover));
    else
      TRY(builder.split(node.kind & ~kMissingLeftBit, node.kind & kMissingLeftBit, node.value, node.cover));
  }
  auto trees = TRY(std::move(builder).finish());
  if (trees.roots.size() != header.tree_count)
    return fail(ErrorCode::Corrupt, "{} trees where {} are announced", trees.roots.size(), header.tree_count);
  return trees;
}

}  // namespace

std::string Forest::to_bytes() const {
  const Trees& trees = compiled_->trees;
  std::string out;
  out.reserve(sizeof(Header) + trees.nodes.size() * sizeof(NodeRecord) + sizeof(std::uint64_t));
  Header header{.magic = {},
                .version = kVersion,
                .feature_count = trees.feature_count,
                .tree_count = static_cast<std::uint32_t>(trees.roots.size()),
                .node_count = static_cast<std::uint32_t>(trees.nodes.size()),
                .base_margin = trees.base_margin};
  std::memcpy(header.magic, kMagic.data(), kMagic.size());
  base::append_bytes(out, header);
  for (const TreeNode& node : trees.nodes) {
    const std::uint32_t split = node.feature() | (node.input & 1 ? kMissingLeftBit : 0);
    base::append_bytes(out, NodeRecord{node.is_leaf() ? kLeafBit : split, node.value, node.cover});
  }
  base::append_bytes(out, checksum(out));
  return out;
}

Result<Forest> Forest::from_bytes(std::string_view bytes) {
  if (bytes.size() < sizeof(Header) + sizeof(std::uint64_t) || !bytes.starts_with(kMagic))
    return fail(ErrorCode::Corrupt, "not a Leadlight model file ({} bytes)", bytes.size());
  const auto header = base::bytes_at<Header>(bytes, 0);
  if (header.version != kVersion)
    return fail(Error(ErrorCode::Unsupported,
                      fmt::format("model file of version {}, this program reads {}", header.version, kVersion),
                      "Train the model again with this program, or score with the one that made it."));
  if (header.node_count > kMaxNodes || header.feature_count > kMaxFeatures)
    return fail(ErrorCode::TooLarge, "model file with {} nodes and {} features; at most {} and {}", header.node_count,
                header.feature_count, kMaxNodes, kMaxFeatures);
  const size_t expected = sizeof(Header) + size_t{header.node_count} * sizeof(NodeRecord) + sizeof(std::uint64_t);
  if (bytes.size() != expected)
    return fail(ErrorCode::Corrupt, "model file has {} bytes where {} are announced", bytes.size(), expected);
  const std::string_view body = bytes.substr(0, expected - sizeof(std::uint64_t));
  if (checksum(body) != base::bytes_at<std::uint64_t>(bytes, body.size()))
    return fail(Error(ErrorCode::Corrupt, "model file is damaged: its checksum does not match",
                      "Restore it from a backup, or train the model again."));
  auto trees = read_trees(header, body.substr(sizeof(Header)));
  if (!trees) return fail(Error(ErrorCode::Corrupt, trees.error().message()).in("model file"));
  return Forest(compile(std::move(*trees)));
}

}  // namespace leadlight::learn
