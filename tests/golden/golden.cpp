#include "tests/golden/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <vector>

namespace fieldfare::test {
namespace {

constexpr std::size_t lines_shown = 8;

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    ASSERT_TRUE(file.flush().good()) << path;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::string difference(const std::string& wanted, const std::string& actual) {
    const auto old_lines = lines_of(wanted);
    const auto new_lines = lines_of(actual);
    std::size_t first = 0;
    while (first < old_lines.size() && first < new_lines.size() && old_lines[first] == new_lines[first]) ++first;
    std::string text = "first difference in line " + std::to_string(first + 1) + "\n";
    for (std::size_t i = first; i < std::min(first + lines_shown, old_lines.size()); ++i)
        text += "- " + old_lines[i] + "\n";
    for (std::size_t i = first; i < std::min(first + lines_shown, new_lines.size()); ++i)
        text += "+ " + new_lines[i] + "\n";
    return text;
}

}  // namespace

void expect_golden(const std::string& path, const std::string& actual) {
    const auto full_path = std::filesystem::path(FIELDFARE_SOURCE_DIR) / path;
    const char* update = std::getenv("FIELDFARE_UPDATE_GOLDEN");
    if (update != nullptr && std::string_view(update) == "1") {
        write(full_path, actual);
        return;
    }
    ASSERT_TRUE(std::filesystem::exists(full_path)) << path << " is missing; FIELDFARE_UPDATE_GOLDEN=1 writes it";
    const auto wanted = read(full_path);
    EXPECT_TRUE(wanted == actual) << path << ": " << difference(wanted, actual)
                                  << "If this is meant, run with FIELDFARE_UPDATE_GOLDEN=1 and review the change.";
}

}  // namespace fieldfare::test
