#include <fmt/format.h>
#include <sys/utsname.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/check.h"
#include "core/store/sqlite.h"
#include "tests/bench/scenarios.h"

namespace {

using namespace fieldfare;
using namespace fieldfare::bench;

const std::string all_scenarios = "S1,S2,S3,S5,S6";

std::string processor() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    }
    return "unknown";
}

double load() {
    double minute = 0;
    FF_CHECK(getloadavg(&minute, 1) == 1);
    return minute;
}

void print_header(const Options& options) {
    utsname system{};
    uname(&system);
    nlohmann::ordered_json header;
    header["machine"] = processor();
    header["cores"] = std::thread::hardware_concurrency();
    header["load"] = load();  // of the last minute, before the first scenario
    header["kernel"] = system.release;
    header["compiler"] = __VERSION__;
#ifdef NDEBUG
    header["build"] = "release";
#else
    header["build"] = "with assertions of the libraries; not for quoting";
#endif
    header["fieldfare"] = FIELDFARE_VERSION;
    header["sqlite"] = core::sqlite::version();
    header["encrypted"] = !options.key.empty();
    header["scale"] = options.sizes.name;
    header["customers"] = options.sizes.customers;
    header["contacts"] = options.sizes.contacts;
    header["visits"] = options.sizes.visits;
    header["followups"] = options.sizes.followups;
    header["rounds"] = options.rounds;
    fmt::print("{}\n", header.dump());
}

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= list.size();) {
        const auto comma = std::min(list.find(',', from), list.size());
        parts.push_back(list.substr(from, comma - from));
        from = comma + 1;
    }
    return parts;
}

}  // namespace

int main(int argc, char** argv) {
    const std::map<std::string, std::function<std::vector<Line>(const Options&)>> scenarios{
        {"S1", run_s1}, {"S2", run_s2}, {"S3", run_s3}, {"S5", run_s5}, {"S6", run_s6}};
    CLI::App app{
        "Measures scenarios beside their floors in the same run; one JSON line each, after a line about the machine.\n"
        "Exit code: 0 all within their bars, 1 some are not, 2 wrong use."};
    std::string chosen = all_scenarios;
    std::string scale = "small";
    std::string folder = "bench-data";
    Options options;
    bool plain = false;
    app.add_option("--scenario", chosen, fmt::format("Which, separated by commas (default {})", all_scenarios));
    app.add_option("--rounds", options.rounds,
                   fmt::format("Rounds of ours and floor in turn (default {})", options.rounds))
        ->check(CLI::Range(1, 100));
    app.add_option("--scale", scale, "tiny (to try the bench), small (the default) or full: docs/benchmarks.md")
        ->check(CLI::IsMember({"tiny", "small", "full"}));
    app.add_option("--folder", folder, "Where the databases lie: the disk that is measured (default ./bench-data)");
    app.add_flag("--plain", plain, "Phones' databases not encrypted");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    for (const auto& sizes : {tiny_sizes, small_sizes, full_sizes}) {
        if (sizes.name == scale) options.sizes = sizes;
    }
    options.folder = folder;
#ifdef FIELDFARE_SQLCIPHER
    if (!plain) options.key = core::Bytes(32, 0x42);
#endif
    const auto names = split(chosen);
    for (const auto& name : names) {
        if (scenarios.contains(name)) continue;
        fmt::print(stderr, "no scenario {}\n", name);
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    print_header(options);
    std::vector<Line> lines;
    for (const auto& name : names) {
        for (auto& line : scenarios.at(name)(options)) {
            fmt::print("{}\n", text(line));
            lines.push_back(std::move(line));
        }
    }
    std::filesystem::remove_all(options.folder);
    return exit_code(lines);
}
