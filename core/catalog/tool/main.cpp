#include <cstdio>
#include <string>
#include <string_view>

#include "core/catalog/emit/forms.h"
#include "core/catalog/emit/sql.h"
#include "core/catalog/emit/typescript.h"

// fieldfare-catalog: prints what follows from the catalog.
namespace {

using namespace fieldfare::core;

struct Product {
    std::string_view name;
    std::string_view help;
    std::string (*make)();
};

constexpr Product products[] = {
    {"sqlite", "tables and indexes of a phone's database", [] { return emit::schema(emit::Flavour::sqlite_device); }},
    {"sqlite-server", "tables and indexes of a server on SQLite",
     [] { return emit::schema(emit::Flavour::sqlite_server); }},
    {"postgresql", "tables and indexes of a server on PostgreSQL",
     [] { return emit::schema(emit::Flavour::postgresql); }},
    {"typescript", "the dashboard's catalog module", emit::typescript},
    {"forms", "descriptions of all forms, as JSON", emit::forms},
    {"labels", "all labels: key, Chinese, English, separated by tabs", emit::labels},
};

std::string usage() {
    std::string text =
        "Usage: fieldfare-catalog PRODUCT\n\nPrints what follows from the catalog to standard output.\n\n";
    for (const auto& product : products) {
        text += "  " + std::string(product.name) + std::string(16 - product.name.size(), ' ') +
                std::string(product.help) + "\n";
    }
    return text + "\n  --help          this text\n";
}

// True if everything reached the file.
bool print(const std::string& text, std::FILE* file) {
    return std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
}

constexpr int wrong_usage = 2;

}  // namespace

int main(int argc, char** argv) {
    const std::string_view wanted = argc == 2 ? argv[1] : "";
    if (wanted == "--help" || wanted == "-h") return print(usage(), stdout) ? 0 : 1;
    for (const auto& product : products) {
        if (product.name == wanted) return print(product.make(), stdout) ? 0 : 1;
    }
    print(usage(), stderr);
    return wrong_usage;
}
