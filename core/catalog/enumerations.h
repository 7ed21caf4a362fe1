#pragma once

#include "core/catalog/catalog.h"

// The choices of every enumeration and closed set. Codes are stored and sent and never change; the Chinese labels are
// the words of the handbooks' own tables.
namespace fieldfare::core::catalog {

inline constexpr Choice customer_kind_choices[] = {
    {"company", {"公司", "Company"}},
    {"person", {"个人", "Person"}},
    {"sole_trader", {"个体工商户", "Sole trader"}},
};
inline constexpr Enumeration customer_kind{"customer_kind", customer_kind_choices};

// CLS-10; government is read from a gap in the handbook.
inline constexpr Choice size_band_choices[] = {
    {"large", {"大型企业", "Large enterprise"}},
    {"sme", {"中小企业", "Small or medium enterprise"}},
    {"sole_trader", {"个体商户", "Sole trader"}},
    {"government", {"政府/国企", "Government or state-owned"}},
};
inline constexpr Enumeration size_band{"size_band", size_band_choices};

inline constexpr Choice source_channel_choices[] = {
    {"fair", {"行业展会", "Trade fair"}}, {"website", {"官网表单", "Website form"}},
    {"referral", {"转介绍", "Referral"}}, {"own_visit", {"主动拜访", "Own visit"}},
    {"phone", {"电话", "Phone"}},         {"online_enquiry", {"线上咨询", "Online enquiry"}},
    {"other", {"其他", "Other"}},
};
inline constexpr Enumeration source_channel{"source_channel", source_channel_choices};

// CLS-16. `lost` and `shelved` are exits, not stages.
inline constexpr Choice funnel_stage_choices[] = {
    {"lead", {"线索", "Lead"}},         {"intent", {"意向", "Intent"}},
    {"proposal", {"方案", "Proposal"}}, {"negotiation", {"谈判", "Negotiation"}},
    {"won", {"成交", "Won"}},           {"lost", {"丢单", "Lost"}},
    {"shelved", {"搁置", "Shelved"}},
};
inline constexpr Enumeration funnel_stage{"funnel_stage", funnel_stage_choices};

// CLS-16: what shows that an intention is real.
inline constexpr Choice intention_evidence_choices[] = {
    {"clear_need", {"明确需求", "Clear need"}},
    {"budget_confirmed", {"预算确认", "Budget confirmed"}},
    {"contract_talks", {"合同谈判", "Contract talks"}},
};
inline constexpr Enumeration intention_evidence{"intention_evidence", intention_evidence_choices};

// CLS-07. 类 and 级 are both in use; the letter is what is stored.
inline constexpr Choice potential_class_choices[] = {
    {"a", {"A类", "Class A"}},
    {"b", {"B类", "Class B"}},
    {"c", {"C类", "Class C"}},
};
inline constexpr Enumeration potential_class{"potential_class", potential_class_choices};

// CLS-06, CLS-08 and CLS-15 share these three words.
inline constexpr Choice level_choices[] = {
    {"high", {"高", "High"}},
    {"medium", {"中", "Medium"}},
    {"low", {"低", "Low"}},
};
inline constexpr Enumeration level{"level", level_choices};

// CLS-02, in the order of priority of CLS-03.
inline constexpr Choice customer_class_choices[] = {
    {"high_value", {"高价值", "High value"}},
    {"potential", {"潜力", "Potential"}},
    {"stable", {"稳定", "Stable"}},
    {"at_risk", {"风险", "At risk"}},
};
inline constexpr Enumeration customer_class{"customer_class", customer_class_choices};

// CLS-04: derived from value and risk.
inline constexpr Choice value_risk_type_choices[] = {
    {"high_stable", {"高价值稳定型", "High value, stable"}},
    {"high_potential", {"高价值潜力型", "High value, potential"}},
    {"low_stable", {"低价值稳定型", "Low value, stable"}},
    {"low_at_risk", {"低价值风险型", "Low value, at risk"}},
};
inline constexpr Enumeration value_risk_type{"value_risk_type", value_risk_type_choices};

// CLS-05: derived from value and risk.
inline constexpr Choice service_tier_choices[] = {
    {"strategic", {"高价值/战略", "High value or strategic"}},
    {"stable", {"中价值稳定", "Medium value, stable"}},
    {"potential", {"低价值/潜力", "Low value or potential"}},
    {"churn_risk", {"流失风险", "Churn risk"}},
};
inline constexpr Enumeration service_tier{"service_tier", service_tier_choices};

// CLS-12; `developing` fills the gap between new and old.
inline constexpr Choice relationship_choices[] = {
    {"new", {"新", "New"}},
    {"developing", {"发展中", "Developing"}},
    {"old", {"老", "Existing"}},
    {"lost", {"流失", "Lost"}},
};
inline constexpr Enumeration relationship{"relationship", relationship_choices};

// CLS-13.
inline constexpr Choice customer_status_choices[] = {
    {"active", {"活跃", "Active"}},
    {"renewal_intent", {"续约意向", "Intends to renew"}},
    {"churn_risk", {"流失风险", "Churn risk"}},
    {"dormant", {"休眠", "Dormant"}},
};
inline constexpr Enumeration customer_status{"customer_status", customer_status_choices};

// CLS-14.
inline constexpr Choice satisfaction_choices[] = {
    {"very_satisfied", {"非常满意", "Very satisfied"}},
    {"satisfied", {"满意", "Satisfied"}},
    {"neutral", {"一般", "Neutral"}},
    {"dissatisfied", {"不满意", "Dissatisfied"}},
};
inline constexpr Enumeration satisfaction{"satisfaction", satisfaction_choices};

// CLS-17.
inline constexpr Choice buying_type_choices[] = {
    {"price_sensitive", {"价格敏感型", "Price sensitive"}},
    {"service_oriented", {"服务型", "Service oriented"}},
};
inline constexpr Enumeration buying_type{"buying_type", buying_type_choices};

inline constexpr Choice focus_choices[] = {
    {"price", {"价格", "Price"}},
    {"quality", {"品质", "Quality"}},
    {"delivery_speed", {"交付速度", "Speed of delivery"}},
};
inline constexpr Enumeration focus{"focus", focus_choices};

// CLS-19, by size band.
inline constexpr Choice solution_emphasis_choices[] = {
    {"large", {"定制化+稳定性", "Tailored and stable"}},
    {"sme", {"性价比+快速响应", "Value for money and quick response"}},
    {"government", {"合规性+服务保障", "Compliance and assured service"}},
};
inline constexpr Enumeration solution_emphasis{"solution_emphasis", solution_emphasis_choices};

inline constexpr Choice verification_status_choices[] = {
    {"unverified", {"未核实", "Not verified"}},
    {"verified", {"已核实", "Verified"}},
    {"doubtful", {"存疑", "Doubtful"}},
};
inline constexpr Enumeration verification_status{"verification_status", verification_status_choices};

// FIL-03.
inline constexpr Choice verification_method_choices[] = {
    {"website", {"官网", "Official website"}},
    {"tianyancha", {"天眼查", "Tianyancha"}},
    {"phone", {"电话", "Phone"}},
};
inline constexpr Enumeration verification_method{"verification_method", verification_method_choices};

inline constexpr Choice decision_role_choices[] = {
    {"decision_maker", {"决策人", "Decision maker"}},
    {"influencer", {"影响人", "Influencer"}},
    {"counterpart", {"对接人", "Counterpart"}},
    {"user", {"使用人", "User"}},
};
inline constexpr Enumeration decision_role{"decision_role", decision_role_choices};

inline constexpr Choice channel_choices[] = {
    {"visit", {"拜访", "Visit"}},
    {"phone", {"电话", "Phone"}},
    {"wechat", {"微信", "WeChat"}},
    {"video", {"视频", "Video call"}},
    {"email", {"邮件", "E-mail"}},
    {"online", {"线上会议", "Online meeting"}},
    {"training", {"线上培训", "Online training"}},
    {"survey", {"线上问卷", "Online survey"}},
    {"fair", {"展会", "Trade fair"}},
};
inline constexpr Enumeration channel{"channel", channel_choices};

inline constexpr Choice direction_choices[] = {
    {"outbound", {"我方主动", "We contacted them"}},
    {"inbound", {"客户主动", "They contacted us"}},
};
inline constexpr Enumeration direction{"direction", direction_choices};

// CLS-18.
inline constexpr Choice content_type_choices[] = {
    {"value", {"价值型", "Value"}},
    {"service", {"服务型", "Service"}},
    {"care", {"情感型", "Personal care"}},
    {"selling", {"推销", "Selling"}},
};
inline constexpr Enumeration content_type{"content_type", content_type_choices};

// FIL-06.
inline constexpr Choice major_change_choices[] = {
    {"decision_maker", {"新增决策人", "New decision maker"}},
    {"budget", {"预算变化", "Budget changed"}},
    {"decision_chain", {"决策链变化", "Decision chain changed"}},
    {"need", {"新需求", "New need"}},
};
inline constexpr Enumeration major_change_kind{"major_change_kind", major_change_choices};

// CAD-01, CAD-11: who of our side counts for which executive contact.
inline constexpr Choice executive_level_choices[] = {
    {"director", {"总监", "Director"}},
    {"executive", {"企业高层", "Executive"}},
};
inline constexpr Enumeration executive_level{"executive_level", executive_level_choices};

inline constexpr Choice material_choices[] = {
    {"proposal", {"方案", "Proposal"}},
    {"quotation", {"报价", "Quotation"}},
    {"commitment_letter", {"承诺函", "Letter of commitment"}},
    {"product_brochure", {"产品手册", "Product brochure"}},
    {"case_study", {"案例", "Case study"}},
    {"industry_report", {"行业报告", "Industry report"}},
    {"policy_reading", {"政策解读", "Policy reading"}},
};
inline constexpr Enumeration material{"material", material_choices};

// CLS-20. A demand's 未启动 is the same state as a plan's 待执行. What is closed is opened again before it is closed in
// another way.
inline constexpr Choice followup_status_choices[] = {
    {"pending", {"待执行", "Pending"}},
    {"in_progress", {"进行中", "In progress"}},
    {"done", {"已完成", "Done"}},
    {"cancelled", {"已取消", "Cancelled"}},
};
inline constexpr Transition followup_status_transitions[] = {
    {"pending", "in_progress"}, {"pending", "done"},      {"pending", "cancelled"},     {"in_progress", "pending"},
    {"in_progress", "done"},    {"done", "in_progress"},  {"in_progress", "cancelled"}, {"cancelled", "in_progress"},
    {"done", "pending"},        {"cancelled", "pending"},
};
inline constexpr Enumeration followup_status{"followup_status", followup_status_choices, followup_status_transitions};

inline constexpr Choice demand_status_choices[] = {
    {"pending", {"未启动", "Not started"}},
    {"in_progress", {"进行中", "In progress"}},
    {"done", {"已完成", "Done"}},
};
inline constexpr Transition demand_status_transitions[] = {
    {"pending", "in_progress"},
    {"in_progress", "pending"},
    {"in_progress", "done"},
    {"done", "in_progress"},
};
inline constexpr Enumeration demand_status{"demand_status", demand_status_choices, demand_status_transitions};

// CLS-09.
inline constexpr Choice demand_quadrant_choices[] = {
    {"urgent_important", {"紧急且重要", "Urgent and important"}},
    {"important", {"重要不紧急", "Important, not urgent"}},
    {"urgent", {"紧急不重要", "Urgent, not important"}},
    {"neither", {"不紧急不重要", "Neither urgent nor important"}},
};
inline constexpr Enumeration demand_quadrant{"demand_quadrant", demand_quadrant_choices};

inline constexpr Choice effect_choices[] = {
    {"excellent", {"优", "Excellent"}},
    {"good", {"良", "Good"}},
    {"fair", {"中", "Fair"}},
    {"poor", {"差", "Poor"}},
};
inline constexpr Enumeration effect{"effect", effect_choices};

inline constexpr Choice repurchase_result_choices[] = {
    {"ordered", {"已下单", "Ordered"}},
    {"weak_intent", {"意向不强", "Weak intention"}},
    {"follow_up", {"需跟进", "Needs follow-up"}},
};
inline constexpr Enumeration repurchase_result{"repurchase_result", repurchase_result_choices};

inline constexpr Choice cycle_choices[] = {
    {"once", {"一次性", "Once"}},     {"weekly", {"周度", "Weekly"}},       {"biweekly", {"双周", "Every two weeks"}},
    {"monthly", {"月度", "Monthly"}}, {"quarterly", {"季度", "Quarterly"}}, {"half_yearly", {"半年度", "Half-yearly"}},
    {"yearly", {"年度", "Yearly"}},
};
inline constexpr Enumeration cycle{"cycle", cycle_choices};

inline constexpr Choice role_choices[] = {
    {"rep", {"业务人员", "Sales rep"}},
    {"lead", {"销售主管", "Team lead"}},
    {"director", {"销售总监", "Sales director"}},
    {"admin", {"管理员", "Administrator"}},
};
inline constexpr Enumeration role{"role", role_choices};

// The five handbooks, each shipped as a policy.
inline constexpr Choice policy_preset_choices[] = {
    {"plan", {"客户管理计划制定", "Customer management plan"}},
    {"handbook", {"客户关系管理方法手册", "Relationship handbook"}},
    {"strategy", {"客户关系维护策略及调整", "Strategy and adjustment"}},
    {"followup_plan", {"客户关系维护跟进计划", "Follow-up plan"}},
    {"toolkit", {"营销团队客户管理工具包", "Marketing team toolkit"}},
};
inline constexpr Enumeration policy_preset{"policy_preset", policy_preset_choices};

inline constexpr Choice language_choices[] = {
    {"zh-CN", {"简体中文", "Simplified Chinese"}},
    {"en", {"英语", "English"}},
};
inline constexpr Enumeration language{"language", language_choices};

inline constexpr Choice platform_choices[] = {
    {"linux", {"Linux", "Linux"}},       {"android", {"安卓", "Android"}}, {"ios", {"iOS", "iOS"}},
    {"windows", {"Windows", "Windows"}}, {"macos", {"macOS", "macOS"}},
};
inline constexpr Enumeration platform{"platform", platform_choices};

inline constexpr Choice custom_type_choices[] = {
    {"text", {"文字", "Text"}},           {"integer", {"整数", "Whole number"}},
    {"real", {"小数", "Decimal number"}}, {"boolean", {"是/否", "Yes or no"}},
    {"date", {"日期", "Date"}},           {"enumeration", {"选项", "Choice"}},
};
inline constexpr Enumeration custom_type{"custom_type", custom_type_choices};

// The entities that can carry custom fields; the codes are entity names.
inline constexpr Choice custom_target_choices[] = {
    {"customer", {"客户", "Customer"}},
    {"contact", {"联系人", "Contact"}},
    {"followup", {"跟进计划", "Follow-up"}},
    {"interaction", {"跟进记录", "Visit"}},
};
inline constexpr Enumeration custom_target{"custom_target", custom_target_choices};

inline constexpr Choice attachment_kind_choices[] = {
    {"photo", {"照片", "Photo"}},
    {"voice", {"语音", "Voice note"}},
    {"document", {"文件", "Document"}},
};
inline constexpr Enumeration attachment_kind{"attachment_kind", attachment_kind_choices};

// What an attachment may be; core/media/content.cpp has the media type of each.
inline constexpr Choice media_format_choices[] = {
    {"jpeg", {"JPEG 图片", "JPEG picture"}},      {"png", {"PNG 图片", "PNG picture"}},
    {"webp", {"WebP 图片", "WebP picture"}},      {"ogg", {"Ogg 录音", "Ogg recording"}},
    {"m4a", {"MPEG-4 录音", "MPEG-4 recording"}}, {"wav", {"WAV 录音", "WAV recording"}},
    {"pdf", {"PDF 文档", "PDF document"}},        {"text", {"纯文本", "Plain text"}},
    {"csv", {"CSV 表格", "CSV table"}},           {"docx", {"Word 文档", "Word document"}},
    {"xlsx", {"Excel 表格", "Excel workbook"}},   {"pptx", {"PowerPoint 演示", "PowerPoint presentation"}},
};
inline constexpr Enumeration media_format{"media_format", media_format_choices};

inline constexpr const Enumeration* all_enumerations[] = {
    &customer_kind,
    &size_band,
    &source_channel,
    &funnel_stage,
    &intention_evidence,
    &potential_class,
    &level,
    &customer_class,
    &value_risk_type,
    &service_tier,
    &relationship,
    &customer_status,
    &satisfaction,
    &buying_type,
    &focus,
    &solution_emphasis,
    &verification_status,
    &verification_method,
    &decision_role,
    &channel,
    &direction,
    &content_type,
    &major_change_kind,
    &executive_level,
    &material,
    &followup_status,
    &demand_status,
    &demand_quadrant,
    &effect,
    &repurchase_result,
    &cycle,
    &role,
    &policy_preset,
    &language,
    &platform,
    &custom_type,
    &custom_target,
    &attachment_kind,
    &media_format,
};

}  // namespace fieldfare::core::catalog
