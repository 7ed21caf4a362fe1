#pragma once

#include <string>

// Descriptions of forms and labels for programs that cannot read the catalog's headers.
namespace fieldfare::core::emit {

// One JSON document: for every entity its labels and, by section, its fields with editor, labels, bounds and choices;
// for every enumeration its choices. Hidden fields are left out.
std::string forms();

// One line per label, tab-separated: key, Chinese, English. Keys are "customer", "customer.name", "channel:visit" and
// "section.need".
std::string labels();

}  // namespace fieldfare::core::emit
