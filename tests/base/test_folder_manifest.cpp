// Whose the files of a folder are: what no manifest names is not the product's.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "base/atomic_file.hpp"
#include "base/reading.hpp"
#include "support/folder.hpp"

using namespace leontide;

namespace {

std::string text_in(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void put_text(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

void write_folder(const std::filesystem::path& folder, const std::vector<std::string>& names,
                  std::vector<std::string> owned = {}, MadeBefore made_before = {}) {
  AtomicDirectory out(folder, std::move(owned), std::move(made_before));
  for (const std::string& name : names)
    out.write(name, "ours");
  out.commit();
}

/// The file that a refusal names.
std::string refused_file(const std::function<void()>& write) {
  try {
    write();
  } catch (const RefusedRequest& refusal) {
    CHECK(refusal.fault.code == "foreign-file");
    return std::filesystem::path(refusal.fault.place.file).filename().string();
  }
  return "";
}

}  // namespace

TEST_CASE("a file of the product's name that no manifest names is refused and stays as it is") {
  const test::Folder folder;
  put_text(folder / "out/result.json", "mine");
  CHECK(refused_file([&] { write_folder(folder / "out", {"result.json"}); }) == "result.json");
  CHECK(refused_file([&] { AtomicDirectory(folder / "out", {"result.json"}); }) == "result.json");
  CHECK(text_in(folder / "out/result.json") == "mine");
  CHECK(std::distance(std::filesystem::directory_iterator(folder / "out"), {}) == 1);
  // Others of its files stand there, but not this one.
  write_folder(folder / "own", {"a"});
  put_text(folder / "own/b", "mine");
  CHECK(refused_file([&] { write_folder(folder / "own", {"a", "b"}); }) == "b");
  CHECK(text_in(folder / "own/a") == "ours");
  CHECK(text_in(folder / "own/b") == "mine");
}

TEST_CASE("what the manifest names is replaced, changed by hand or not") {
  const test::Folder folder;
  write_folder(folder / "out", {"a"}, {"a"});
  put_text(folder / "out/a", "edited");
  write_folder(folder / "out", {"a"}, {"a"});
  CHECK(text_in(folder / "out/a") == "ours");
}

TEST_CASE("of a folder that an older version wrote without a manifest its own files are told") {
  const test::Folder folder;
  put_text(folder / "old/a", "of 2024");
  const MadeBefore by_text = [](const std::filesystem::path& file) {
    return beginning_of(file).starts_with("of 2024");
  };
  CHECK(holds_own(folder / "old", {"a"}, by_text));
  write_folder(folder / "old", {"a"}, {"a"}, by_text);
  CHECK(text_in(folder / "old/a") == "ours");
  // With a manifest it alone counts.
  put_text(folder / "old/b", "of 2024");
  CHECK_FALSE(holds_own(folder / "old", {"b"}, by_text));
  CHECK(refused_file([&] { write_folder(folder / "old", {"b"}, {}, by_text); }) == "b");
}

TEST_CASE("what comes under a name while the work goes on is kept under another") {
  const test::Folder folder;
  write_folder(folder / "out", {"a"}, {"a", "b"});
  AtomicDirectory out(folder / "out", {"a", "b"});
  put_text(folder / "out/b", "mine");
  out.write("b", "ours");
  out.commit();
  CHECK(text_in(folder / "out/b") == "ours");
  CHECK(text_in(folder / "out/b.~1~") == "mine");
}

TEST_CASE("files that are written one by one are named before they are there") {
  const test::Folder folder;
  put_text(folder / "shared/ledger", "more");
  list_in_manifest(folder / "shared", {"a"});
  put_text(folder / "shared/a", "half");  // whoever writes it is killed
  refuse_foreign(folder / "shared", {"a"});
  CHECK(refused_file([&] { refuse_foreign(folder / "shared", {"a", "ledger"}); }) == "ledger");
  list_in_manifest(folder / "shared", {"a"});
  CHECK(text_in(folder / "shared" / manifest_name).ends_with("  a\n"));
  CHECK_FALSE(text_in(folder / "shared" / manifest_name).starts_with("0000"));
}

TEST_CASE("a folder with nothing but a killed process's leaving is free") {
  const test::Folder folder;
  CHECK(is_free_folder(folder / "nothing"));
  std::filesystem::create_directories(folder / "out/.out.leontide-abcdefghij");
  CHECK(is_free_folder(folder / "out"));
  put_text(folder / "out/.hidden", "mine");
  CHECK_FALSE(is_free_folder(folder / "out"));
}
