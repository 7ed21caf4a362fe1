#pragma once

#include <string>

namespace fieldfare::core::emit {

// The dashboard's catalog module: one constant object of entities, fields, sections and enumerations with their labels,
// `as const`, from which its types are inferred. It stands in server/web/src/catalog/generated.ts.
std::string typescript();

}  // namespace fieldfare::core::emit
