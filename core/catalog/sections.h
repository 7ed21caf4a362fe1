#pragma once

#include "core/catalog/catalog.h"

namespace fieldfare::core::catalog {

// Blocks of forms, in the order in which they are shown.
inline constexpr Section all_sections[] = {
    {"identity", {"基本信息", "Basics"}},
    {"labels", {"标签与分级", "Labels and grading"}},
    {"need", {"需求信息", "Needs"}},
    {"facts", {"时间与方式", "When and how"}},
    {"content", {"沟通内容", "What was said"}},
    {"next", {"下一步行动", "Next step"}},
    {"plan", {"计划", "Plan"}},
    {"contact_data", {"联系方式", "Contact data"}},
    {"place", {"地址与位置", "Address and place"}},
    {"cooperation", {"合作情况", "Cooperation"}},
    {"after_win", {"成交补充", "After winning"}},
    {"preferences", {"偏好", "Preferences"}},
    {"outcome", {"状态变化", "What changed"}},
    {"survey", {"满意度调研", "Satisfaction survey"}},
    {"ownership", {"归属", "Ownership"}},
    {"verification", {"真实性核实", "Verification"}},
    {"policy", {"规则", "Policy"}},
    {"other", {"其他", "Other"}},
};

}  // namespace fieldfare::core::catalog
