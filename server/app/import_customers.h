#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/app/admin.h"
#include "server/store/canonical_store.h"

namespace fieldfare::server {

struct ImportProblem {
    std::size_t line = 0;  // as an editor counts; 0: the file
    std::string what;
};

struct ImportReport {
    std::size_t customers = 0;
    std::size_t contacts = 0;
    std::vector<std::string> ignored_columns;
    std::vector<ImportProblem> problems;  // at most 200 are listed
};

// Customers (and one contact each) from a CSV text: UTF-8, with or without a byte-order mark, separated by comma,
// semicolon or tab. A column is known by the catalog's label in Chinese or English, by its field name, or by the
// handbooks' own headers (T1-1, T4-1). The owner's column holds an e-mail or a name; `default_owner` takes the
// customers without one. Writes inside the given scope: the caller undoes it when there are problems.
core::Result<ImportReport> import_customers(WriteScope& scope, const AdminHost& host, const std::string& csv,
                                            const std::string& default_owner);

}  // namespace fieldfare::server
